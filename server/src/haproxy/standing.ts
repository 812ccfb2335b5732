// What each section is by the headers: which `defaults` it starts from, what is wrong with that choice, which proxy it is. Upstream: cfg_parse_listen().

import { type Course, headerCourse } from '../core/header-course';
import { fineMark } from '../core/marks';
import { changed, look, type Source, type Visit } from '../core/reading';
import { firstIndex } from '../core/search';
import { isTaken } from './contents';
import type { HaproxyModel, Section } from './model';
import { since } from './since';

/** One proxy section. `parent` is the `defaults` section whose settings it starts from. */
export interface Proxy {
  readonly kind: 'defaults' | 'frontend' | 'backend' | 'listen';
  readonly name: string;
  readonly section: Section;
  /** It accepts connections (has frontend capability). */
  readonly frontend: boolean;
  /** It has servers (has backend capability). */
  readonly backend: boolean;
  readonly parent: Proxy | undefined;
}

/** How a section came to its defaults, and what it is. */
export interface Standing {
  /** The section with the defaults; undefined when there is none (or it cannot be told). */
  readonly from: Section | undefined;
  /** Index of the header's word that names it; -1 when it is the last one above. */
  readonly word: number;
  /** `missing`: no such section; `ambiguous`: two of that name; `mixed`: used by name and as the last one above. */
  readonly fault: 'missing' | 'ambiguous' | 'mixed' | undefined;
  /** The proxy that it is. */
  readonly proxy: Proxy | undefined;
}

const kinds = ['defaults', 'frontend', 'backend', 'listen', 'ruleset'];
const followed = new Set(kinds);

/** Mark of headers with more than a name: they may say from which defaults the section starts. */
export const longHeader = fineMark(
  'long-header',
  kinds.map((kind) => `section/${kind}`),
  (_model, line) => line.words.length > 2,
);

function isProxyKind(kind: string): kind is Proxy['kind'] {
  return kind !== 'ruleset';
}

/** The first sections that start from a `defaults`: of all, of those that name it, of those that stand below. */
class Heirs implements Source {
  visits: Visit | Visit[] | undefined = undefined;
  first: Section | undefined = undefined;
  naming: Section | undefined = undefined;
  below: Section | undefined = undefined;
}

/** Whether a section stands above another one, where there is one. */
function isAbove(section: Section | undefined, other: Section): boolean {
  return section !== undefined && section.start < other.start;
}

class Standings implements Course<HaproxyModel, Section, Standing> {
  readonly values = new Map<Section, Standing>();
  private readonly heirs = new Map<Section, Heirs>();
  /** The `defaults` that the daemon takes in, in order of the text, and those of each name. */
  private readonly defaults: Section[] = [];
  private readonly named = new Map<string, Section[]>();

  constructor(
    /** What was known before, while all is worked out. */
    private before: ReadonlyMap<Section, Standing> | undefined,
  ) {}

  /** Takes in a section, those above first. */
  add(model: HaproxyModel, section: Section, last: Section | undefined): void {
    const { kind, header, more } = section;
    const taken = isTaken(model, header);
    const word = taken ? fromWord(model, section) : -1;
    let from = taken && word < 0 && kind !== 'defaults' ? last : undefined;
    let fault: Standing['fault'];
    const wanted = word < 0 ? undefined : more[word - 2];
    if (wanted && !wanted.opaque) [from, fault] = this.find(wanted.text, section);
    if (from && this.isMixed(model, section, from, word >= 0)) fault ??= 'mixed';
    this.values.set(section, { from, word, fault, proxy: isProxyKind(kind) ? this.proxyOf(kind, section, from) : undefined });
    if (from) this.inherit(model, section, from, word >= 0);
    if (kind !== 'defaults' || !taken) return;
    this.defaults.push(section);
    if (word === 2 || section.name === '') return;
    const list = this.named.get(section.name);
    if (list) list.push(section);
    else this.named.set(section.name, [section]);
  }

  private proxyOf(kind: Proxy['kind'], section: Section, from: Section | undefined): Proxy {
    const parent = from && this.values.get(from)?.proxy;
    const known = this.before?.get(section)?.proxy;
    return known && known.parent === parent ? known : { kind, name: section.name, section, frontend: kind === 'frontend' || kind === 'listen', backend: kind === 'backend' || kind === 'listen', parent };
  }

  /** The `defaults` of a name above a section. */
  private find(name: string, section: Section): readonly [Section | undefined, Standing['fault']] {
    const above = (this.named.get(name) ?? []).filter((one) => isAbove(one, section));
    if (above.length === 0) return [undefined, 'missing'];
    return [above[0], above.length > 1 && above.every((one) => !one.header.uncertain) ? 'ambiguous' : undefined];
  }

  /** Whether sections above start from the same defaults in the other way. */
  private isMixed(model: HaproxyModel, section: Section, from: Section, naming: boolean): boolean {
    const heirs = this.heirs.get(from);
    return heirs !== undefined && isFlagged(model, section, from) && isAbove(naming ? heirs.below : heirs.naming, section);
  }

  private inherit(model: HaproxyModel, section: Section, from: Section, naming: boolean): void {
    const heirs = this.heirsOf(from);
    if (!isAbove(heirs.first, section)) {
      heirs.first = section;
      changed(heirs);
    }
    if (!isFlagged(model, section, from)) return;
    if (naming && !isAbove(heirs.naming, section)) heirs.naming = section;
    if (!naming && !isAbove(heirs.below, section)) heirs.below = section;
  }

  heirsOf(from: Section): Heirs {
    let heirs = this.heirs.get(from);
    if (!heirs) this.heirs.set(from, (heirs = new Heirs()));
    return heirs;
  }

  follow(model: HaproxyModel, came: readonly Section[], gone: readonly Section[]): boolean {
    for (const section of gone) if (!this.lose(section)) return false;
    for (const section of came) {
      if (section.kind === 'defaults') return false;
      if (!followed.has(section.kind)) continue;
      this.add(model, section, this.lastAbove(section));
      if (!this.isAlone(model, section)) return false;
    }
    return true;
  }

  /** Takes a section out; false when others have to be told. */
  private lose(section: Section): boolean {
    const { from } = this.values.get(section) ?? {};
    const heirs = from && this.heirs.get(from);
    this.values.delete(section);
    return section.kind !== 'defaults' && !(heirs && (heirs.first === section || heirs.naming === section || heirs.below === section));
  }

  /** Whether no section below has to hear of one that came. */
  private isAlone(model: HaproxyModel, section: Section): boolean {
    const { from, word } = this.values.get(section) as Standing;
    const heirs = from && this.heirs.get(from);
    if (!heirs || !isFlagged(model, section, from)) return true;
    const [own, other] = word < 0 ? [heirs.below, heirs.naming] : [heirs.naming, heirs.below];
    return other === undefined || isAbove(own, section);
  }

  private lastAbove(section: Section): Section | undefined {
    const { defaults } = this;
    return defaults[firstIndex(defaults.length, (i) => !isAbove(defaults[i], section)) - 1];
  }

  replace(before: Standings | undefined): void {
    this.before = undefined;
    for (const [section, heirs] of before?.heirs ?? []) {
      const now = this.heirs.get(section);
      if (now && now.first === heirs.first) now.visits = heirs.visits;
      else changed(heirs);
    }
  }
}

/** Index of the header's word that names the defaults to start from; -1 when none does. */
function fromWord(model: HaproxyModel, { kind, name, more }: Section): number {
  if (more.length === 0 || !since(model, '2.4')) return -1;
  if (kind === 'defaults' && name === 'from' && more.length === 1) return 2;
  return more[0]?.text === 'from' && more.length > 1 ? 3 : -1;
}

/** Whether the release notes in which way a section starts from defaults. */
function isFlagged(model: HaproxyModel, section: Section, from: Section): boolean {
  return since(model, '2.5') && !from.header.uncertain && !section.header.uncertain;
}

/** Sections between two pauses. */
const stride = 2000;

const standings = headerCourse<HaproxyModel, Section, Standing, Standings>(function* (model, before) {
  const now = new Standings(before?.values);
  let last: Section | undefined;
  let count = 0;
  for (const section of model.parts) {
    if (++count % stride === 0) yield;
    if (!followed.has(section.kind)) continue;
    now.add(model, section, last);
    if (section.kind === 'defaults' && isTaken(model, section.header)) last = section;
  }
  return now;
});

/** How a proxy section came to its defaults; undefined for other sections. */
export function standingOf(model: HaproxyModel, section: Section): Standing | undefined {
  return standings.of(model, section);
}

/** The proxy that a section is, if it is one. A proxy inherits from the `defaults` that its header names after `from`, else from the last one above it (manual, section "Proxies"). */
export function proxyOf(model: HaproxyModel, section: Section | undefined): Proxy | undefined {
  return section && standings.of(model, section)?.proxy;
}

/** The first section that starts from a `defaults`. */
export function firstHeir(model: HaproxyModel, from: Section): Section | undefined {
  const heirs = standings.course(model).heirsOf(from);
  look(heirs);
  return heirs.first;
}
