// HAProxy as a Language value.
import { Knowledge } from '../core/knowledge';
import type { Language } from '../core/language';
import { haproxyRules } from '../rules/haproxy/index';
import { haproxyData } from './data';
import { haproxyEditing } from './editing';
import { type HaproxyModel, haproxyModel, haproxySteps } from './model';
import './late-marks';
import { isOneOfMany } from './part-of';
import { haproxyReleases } from './releases';
import { temper } from './temper';
import { haproxyTypes } from './values';

const knowledge = new Knowledge(haproxyReleases, haproxyData);

export const haproxy: Language<HaproxyModel> = {
  id: 'haproxy',
  knowledge,
  types: haproxyTypes,
  rules: haproxyRules,
  editing: haproxyEditing,
  temper,
  isPart: isOneOfMany,
  model: (source, release, options, before) => haproxyModel(source, release, options, knowledge, before),
  steps: (source, release, options, before) => haproxySteps(source, release, options, knowledge, before),
};
