// The two languages, by id.
import type { Language } from './core/language';
import type { Model } from './core/model';
import { haproxy } from './haproxy/language';
import { keepalived } from './keepalived/language';

export const languages: Readonly<Record<'haproxy' | 'keepalived', Language<Model>>> = {
  haproxy: haproxy as unknown as Language<Model>,
  keepalived: keepalived as unknown as Language<Model>,
};
