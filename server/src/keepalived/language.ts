// Keepalived as a Language value.
import { Knowledge } from '../core/knowledge';
import type { Language } from '../core/language';
import { keepalivedRules } from '../rules/keepalived/index';
import { keepalivedData } from './data';
import { type KeepalivedModel, keepalivedModel } from './model';
import { keepalivedReleases } from './releases';
import { keepalivedTypes } from './values';

const knowledge = new Knowledge(keepalivedReleases, keepalivedData);

export const keepalived: Language<KeepalivedModel> = {
  id: 'keepalived',
  knowledge,
  types: keepalivedTypes,
  rules: keepalivedRules,
  model: (source, release, options) => keepalivedModel(source, release, options, knowledge),
};
