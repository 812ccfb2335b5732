// HAProxy as a Language value.
import { Knowledge } from '../core/knowledge';
import type { Language } from '../core/language';
import { haproxyReleases } from './releases';

export const haproxy: Language = {
  id: 'haproxy',
  knowledge: new Knowledge(haproxyReleases, []),
  types: {},
  rules: [],
  model: () => {
    throw new Error('not built yet');
  },
};
