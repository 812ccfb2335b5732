// Keepalived as a Language value.
import type { Language } from '../core/language';
import { haRules } from '../rules/ha/index';
import { keepalivedRules } from '../rules/keepalived/index';
import { keepalivedEditing } from './editing';
import { knowledge } from './knowledge';
import { type KeepalivedModel, keepalivedModel } from './model';
import { keepalivedTypes } from './values';

export const keepalived: Language<KeepalivedModel> = {
  id: 'keepalived',
  knowledge,
  types: keepalivedTypes,
  rules: [...keepalivedRules, ...haRules],
  mainFiles: ['keepalived.conf', '../keepalived.conf'],
  editing: keepalivedEditing,
  model: (source, release, options) => keepalivedModel(source, release, options, knowledge),
};
