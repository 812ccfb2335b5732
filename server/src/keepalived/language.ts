// Keepalived as a Language value.
import { Knowledge } from '../core/knowledge';
import type { Language } from '../core/language';
import { keepalivedReleases } from './releases';

export const keepalived: Language = {
  id: 'keepalived',
  knowledge: new Knowledge(keepalivedReleases, []),
  types: {},
  rules: [],
  model: () => {
    throw new Error('not built yet');
  },
};
