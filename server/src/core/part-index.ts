// Indexes over the parts of a file: what each part holds under which names, kept up to date part by part. Who reads a name is told when it changes.
import type { Model } from './model';
import type { Part } from './part';
import { changed, forget, look, type Reader, reading, type Source } from './reading';
import type { Follower, Records } from './records';

/** What all parts hold, by name. Lists are in order of the text. */
export interface PartIndex<M extends Model, V> {
  get(model: M, name: string): readonly V[];
  has(model: M, name: string): boolean;
  /** All names, sorted. Who asks for them depends on each. */
  names(model: M): readonly string[];
}

class Shelf<V> implements Source {
  readers: Set<Reader> | undefined = undefined;
  entries: { readonly part: Part; readonly value: V }[] = [];
  private sorted: readonly V[] | undefined;

  list(): readonly V[] {
    this.sorted ??= this.entries.sort((a, b) => a.part.start - b.part.start).map(({ value }) => value);
    return this.sorted;
  }

  touch(): void {
    this.sorted = undefined;
  }
}

class Share<V> implements Reader {
  readonly sources: Source[] = [];
  entries: readonly (readonly [string, V])[] = [];

  constructor(
    readonly own: Part,
    private readonly pending: Set<Part>,
  ) {}

  outdated(): void {
    this.pending.add(this.own);
  }
}

/** Whether two values tell the same: identical, or plain objects with identical fields. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Object.getPrototypeOf(a) !== Object.prototype) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => (a as Record<string, unknown>)[key] === (b as Record<string, unknown>)[key]);
}

class Index<M extends Model, P extends Part, V> implements Follower {
  private readonly shelves = new Map<string, Shelf<V>>();
  private readonly shares = new Map<Part, Share<V>>();
  private readonly pending: Set<Part>;
  private readonly all: Source = { readers: undefined };
  private settling = false;

  constructor(
    records: Records,
    private readonly entriesOf: (model: M, part: P) => Iterable<readonly [string, V]>,
  ) {
    this.pending = new Set(records.checks.keys());
  }

  follow(now: readonly Part[], gone: readonly Part[]): void {
    for (const part of gone) {
      this.pending.delete(part);
      const share = this.shares.get(part);
      if (!share) continue;
      forget(share);
      this.replace(part, share.entries, []);
      this.shares.delete(part);
    }
    for (const part of now) this.pending.add(part);
  }

  settle(model: Model): boolean {
    if (this.pending.size === 0 || this.settling) return false;
    this.settling = true;
    try {
      for (const part of this.pending) {
        this.pending.delete(part);
        let share = this.shares.get(part);
        if (!share) this.shares.set(part, (share = new Share(part, this.pending)));
        const before = share.entries;
        share.entries = reading(share, () => [...this.entriesOf(model as M, part as P)]);
        this.replace(part, before, share.entries);
      }
    } finally {
      this.settling = false;
    }
    return true;
  }

  private shelf(name: string): Shelf<V> {
    let shelf = this.shelves.get(name);
    if (!shelf) this.shelves.set(name, (shelf = new Shelf()));
    return shelf;
  }

  private replace(part: Part, before: readonly (readonly [string, V])[], now: readonly (readonly [string, V])[]): void {
    if (before.length === now.length && before.every(([name, value], i) => name === now[i]?.[0] && same(value, now[i]?.[1]))) return;
    if (before.length === 0) {
      for (const [name, value] of now) this.put(part, name, value);
      return;
    }
    const touched = new Map<string, V[]>();
    const kept = new Map<string, V[]>();
    const list = (map: Map<string, V[]>, name: string) => {
      let values = map.get(name);
      if (!values) map.set(name, (values = []));
      return values;
    };
    for (const [name, value] of before) list(kept, name).push(value);
    for (const [name, value] of now) list(touched, name).push(value);
    for (const name of kept.keys()) list(touched, name);
    for (const [name, values] of touched) {
      const old = kept.get(name) ?? [];
      if (old.length === values.length && old.every((value, i) => same(value, values[i]))) continue;
      const shelf = this.shelf(name);
      const held = shelf.entries.length > 0;
      if (old.length > 0) shelf.entries = shelf.entries.filter((entry) => entry.part !== part);
      for (const value of values) shelf.entries.push({ part, value });
      shelf.touch();
      changed(shelf);
      if (held !== shelf.entries.length > 0) changed(this.all);
      if (shelf.entries.length === 0 && !shelf.readers) this.shelves.delete(name);
    }
  }

  private put(part: Part, name: string, value: V): void {
    const shelf = this.shelf(name);
    shelf.entries.push({ part, value });
    shelf.touch();
    changed(shelf);
    if (shelf.entries.length === 1) changed(this.all);
  }

  get(model: M, name: string): readonly V[] {
    this.settle(model);
    const shelf = this.shelf(name);
    look(shelf);
    return shelf.list();
  }

  names(model: M): readonly string[] {
    this.settle(model);
    look(this.all);
    const names: string[] = [];
    for (const [name, shelf] of this.shelves) if (shelf.entries.length > 0) names.push(name);
    return names.sort();
  }
}

/**
 * Makes an index. `entriesOf` tells what a part holds, name by name, in order of the text; it may look at other parts and indexes, but not at its own one.
 * The index is built when first asked for, and follows the parts from then on.
 */
export function partIndex<M extends Model, P extends Part, V>(entriesOf: (model: M, part: P) => Iterable<readonly [string, V]>): PartIndex<M, V> {
  const key = {};
  const of = (model: M) => model.records.follower(key, () => new Index<M, P, V>(model.records, entriesOf));
  return { get: (model, name) => of(model).get(model, name), has: (model, name) => of(model).get(model, name).length > 0, names: (model) => of(model).names(model) };
}

class Course<M extends Model, P extends Part, V> implements Follower {
  private values: ReadonlyMap<P, V> = new Map();
  private pending = true;

  constructor(
    private readonly records: Records,
    private readonly work: (model: M, before: ReadonlyMap<P, V>) => ReadonlyMap<P, V>,
  ) {}

  follow(_now: readonly Part[], _gone: readonly Part[], headers: boolean): void {
    if (headers) this.pending = true;
  }

  settle(model: Model): boolean {
    if (!this.pending) return false;
    this.pending = false;
    const before = this.values;
    this.values = reading(undefined, () => this.work(model as M, before));
    if (before.size > 0) for (const [part, value] of this.values) if (before.has(part) && !same(before.get(part), value)) this.records.touch(part);
    return true;
  }

  get(model: M, part: P): V | undefined {
    this.settle(model);
    look(part);
    return this.values.get(part);
  }
}

/**
 * Makes something that is known of each part by the headers of all parts in their order, such as what it inherits from. It is worked out anew when a header
 * comes, goes or changes; only parts of which it then tells something else are checked again. `work` gets what was known before.
 */
export function headerCourse<M extends Model, P extends Part, V>(work: (model: M, before: ReadonlyMap<P, V>) => ReadonlyMap<P, V>): (model: M, part: P) => V | undefined {
  const key = {};
  return (model, part) => model.records.follower(key, () => new Course<M, P, V>(model.records, work)).get(model, part);
}

class Fact<V> implements Reader, Source {
  readonly sources: Source[] = [];
  readers: Set<Reader> | undefined = undefined;
  value: V | undefined;
  known = false;

  constructor(readonly own: Part) {}

  outdated(): void {
    this.known = false;
    changed(this);
  }
}

class Facts<M extends Model, P extends Part, V> implements Follower {
  private readonly facts = new Map<Part, Fact<V>>();

  constructor(private readonly work: (model: M, part: P) => V) {}

  follow(now: readonly Part[], gone: readonly Part[]): void {
    for (const part of now) this.facts.get(part)?.outdated();
    for (const part of gone) {
      const fact = this.facts.get(part);
      if (!fact) continue;
      forget(fact);
      fact.outdated();
      this.facts.delete(part);
    }
  }

  settle(): boolean {
    return false;
  }

  get(model: M, part: P): V {
    let fact = this.facts.get(part);
    if (!fact) this.facts.set(part, (fact = new Fact<V>(part)));
    look(fact);
    if (!fact.known) {
      const { work } = this;
      fact.value = reading(fact, () => work(model, part));
      fact.known = true;
    }
    return fact.value as V;
  }
}

/** Makes something that is worked out of a part and what it looks at, and kept until that changes. */
export function partFact<M extends Model, P extends Part, V>(work: (model: M, part: P) => V): (model: M, part: P) => V {
  const key = {};
  return (model, part) => model.records.follower(key, () => new Facts<M, P, V>(work)).get(model, part);
}
