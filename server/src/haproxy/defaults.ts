// Which `defaults` section each proxy starts from, and what is wrong with the choice; upstream: cfg_parse_listen().

import { headerCourse } from '../core/header-course';
import { fineMark } from '../core/marks';
import type { HaproxyModel, Section } from './model';
import { isTaken } from './names';
import { since } from './since';

/** How a section came to its defaults. */
export interface Inheritance {
  /** The section with the defaults; undefined when there is none (or it cannot be told). */
  readonly from: Section | undefined;
  /** Index of the header's word that names it; -1 when it is the last one above. */
  readonly word: number;
  /** `missing`: no such section; `ambiguous`: two of that name; `mixed`: used by name and as the last one above. */
  readonly fault?: 'missing' | 'ambiguous' | 'mixed';
  /** The first proxy that starts from the same defaults, where this is a later one. */
  readonly first?: Section;
  /** Of `defaults`: the first proxy that starts from them. */
  readonly heir?: Section;
}

/** Mark of headers with more than a name: they may say from which defaults the section starts. */
export const longHeader = fineMark(
  'long-header',
  ['defaults', 'frontend', 'backend', 'listen', 'ruleset'].map((kind) => `section/${kind}`),
  (_model, line) => line.words.length > 2,
);

const proxies = new Set(['defaults', 'frontend', 'backend', 'listen', 'ruleset']);

/** Sections between two pauses. */
const stride = 2000;

/** How a proxy section came to its defaults; undefined for other sections. */
export const inheritanceOf = headerCourse(function* (model: HaproxyModel): Generator<void, ReadonlyMap<Section, Inheritance>> {
  const result = new Map<Section, Inheritance>();
  const byName = since(model, '2.4');
  const flagged = since(model, '2.5');
  const named = new Map<string, Section[]>();
  const flags = new Map<Section, { explicit: boolean; implicit: boolean }>();
  const firsts = new Map<Section, Section>();
  let last: Section | undefined;
  let count = 0;
  for (const section of model.sections) {
    if (++count % stride === 0) yield;
    const { kind, header, name, more } = section;
    if (!proxies.has(kind) || !isTaken(model, header)) continue;
    const isDefaults = kind === 'defaults';
    let at = -1;
    if (byName) at = isDefaults && name === 'from' && more.length === 1 ? 2 : more[0]?.text === 'from' && more.length > 1 ? 3 : -1;
    const wanted = at < 0 ? undefined : more[at - 2];
    let from = at < 0 && !isDefaults ? last : undefined;
    let fault: Inheritance['fault'];
    if (wanted && !wanted.opaque) {
      const list = named.get(wanted.text) ?? [];
      from = list[0];
      if (list.length === 0) fault = 'missing';
      else if (list.length > 1 && list.every((one) => !one.header.uncertain)) fault = 'ambiguous';
    }
    if (from && flagged && !from.header.uncertain && !header.uncertain) {
      const flag = flags.get(from) ?? { explicit: false, implicit: false };
      flags.set(from, flag);
      if (at >= 0) flag.explicit = true;
      else flag.implicit = true;
      if (flag.explicit && flag.implicit && !fault) fault = 'mixed';
    }
    const first = from && firsts.get(from);
    if (from && !first) firsts.set(from, section);
    result.set(section, { from, word: at, ...(fault ? { fault } : {}), ...(first ? { first } : {}) });
    if (!isDefaults) continue;
    last = section;
    const own = at === 2 ? '' : section.name;
    if (own === '') continue;
    const list = named.get(own);
    if (list) list.push(section);
    else named.set(own, [section]);
  }
  for (const [from, heir] of firsts) result.set(from, { from: undefined, word: -1, ...result.get(from), heir });
  return result;
});
