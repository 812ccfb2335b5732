// Indexes over the parts of a file: what each part holds under which names, kept up to date part by part. Who reads a name is told when it changes.
import { type OpenGate, openGate, passes, passesNone } from './gates';
import type { Model } from './model';
import { long, type Part, type PartFact } from './part';
import { finish, isPatient, patiently, Unready } from './patience';
import { changed, enter, fallsWith, forget, goOn, leave, look, type Reader, type Source, type Visit } from './reading';
import type { Follower, Records } from './records';
import type { Gate } from './rule';
import { tight } from './tight';

/** What all parts hold, by name. Lists are in order of the text. */
export interface PartIndex<M extends Model, V> {
  get(model: M, name: string): readonly V[];
  has(model: M, name: string): boolean;
  /** All names, sorted. Who asks for them depends on each. */
  names(model: M): readonly string[];
}

interface Entry<V> {
  readonly part: Part;
  readonly value: V;
}

const nothing: readonly never[] = [];

/** What an index holds under one name. Most names stand in one part, once: then no lists are kept. */
class Shelf<V> implements Source {
  visits: Visit | Visit[] | undefined = undefined;
  /** The part of the only value, and that value. */
  private only: Part | undefined = undefined;
  private value: V | undefined = undefined;
  private entries: Entry<V>[] | undefined = undefined;
  private sorted: readonly V[] | undefined = nothing;

  /** Whether it holds anything. */
  get holds(): boolean {
    return this.only !== undefined || this.entries !== undefined;
  }

  list(): readonly V[] {
    return this.only !== undefined ? [this.value as V] : (this.sorted ??= this.sort());
  }

  private sort(): readonly V[] {
    return (this.entries ?? []).sort((a, b) => a.part.start - b.part.start).map(({ value }) => value);
  }

  add(part: Part, value: V): void {
    if (!this.holds) {
      this.only = part;
      this.value = value;
      return;
    }
    this.entries ??= [{ part: this.only as Part, value: this.value as V }];
    this.entries.push({ part, value });
    this.only = this.value = undefined;
    this.sorted = undefined;
  }

  remove(part: Part): void {
    const left = this.entries?.filter((entry) => entry.part !== part) ?? [];
    if (!this.entries && this.only !== part) return;
    this.entries = left.length > 1 ? left : undefined;
    const one = left.length === 1 ? left[0] : undefined;
    this.only = one?.part;
    this.value = one?.value;
    this.sorted = left.length > 1 ? undefined : nothing;
  }
}

type Named<V> = readonly (readonly [string, V])[];

/** Parts that are taken in without a pause by those who can wait, at most. */
let many = 500;

/** Their number. */
export function sliceOfParts(): number {
  return many;
}

/** Parts that are taken in between two pauses. */
function atOnce(): number {
  return Math.max(many >> 3, 1);
}

/** Sets their number, for tests. */
export function setSlice(parts: number): void {
  many = parts;
}

/** What an index holds of one part. Most parts hold one thing: then no list is kept. */
class Share<V> implements Reader {
  visit: Visit | undefined = undefined;
  private name: string | undefined = undefined;
  private value: V | undefined = undefined;
  private several: Named<V> = nothing;

  constructor(
    public own: Part,
    private readonly pending: Set<Part>,
  ) {}

  get entries(): Named<V> {
    return this.name === undefined ? this.several : [[this.name, this.value as V]];
  }

  set entries(now: Named<V>) {
    const one = now.length === 1 ? now[0] : undefined;
    this.name = one?.[0];
    this.value = one?.[1];
    this.several = one ? nothing : tight(now);
  }

  outdated(): void {
    this.pending.add(this.own);
  }
}

/** Whether two values tell the same: identical, or plain objects with identical fields. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Object.getPrototypeOf(a) !== Object.prototype) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => (a as Record<string, unknown>)[key] === (b as Record<string, unknown>)[key]);
}

class Index<M extends Model, P extends Part, V> implements Follower {
  private readonly shelves = new Map<string, Shelf<V>>();
  /** Of parts that hold something or looked at others. */
  private readonly shares = new Map<Part, Share<V>>();
  private readonly pending = new Set<Part>();
  private readonly all: Source = { visits: undefined };
  private begun = false;
  private settling = false;
  /** Why a part could not be taken in: who asks hears of it, until the text changes. */
  private fault: { readonly error: unknown } | undefined;

  constructor(
    private readonly records: Records,
    private readonly entriesOf: (model: M, part: P) => Iterable<readonly [string, V]>,
    private readonly gate: OpenGate,
  ) {}

  follow(now: readonly Part[], gone: readonly Part[]): void {
    if (!this.begun) return;
    this.fault = undefined;
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
    if (this.settling || (this.begun && this.pending.size === 0)) return false;
    if (this.fault) throw this.fault.error;
    if (!this.begun && passesNone(this.gate, model)) {
      this.pending.clear();
      this.begun = true;
      return false;
    }
    if (isPatient() && (this.begun ? this.pending : this.records.checks).size > many) throw new Unready(() => this.settleInSteps(model as M));
    this.settling = true;
    const first = !this.begun;
    try {
      if (this.begun) this.takeIn(model as M, this.pending.values());
      else {
        this.begun = true;
        // What somebody who gave up had found.
        this.pending.clear();
        this.takeIn(model as M, this.records.checks.keys());
      }
    } catch (error) {
      // Something that it needs was not ready, or failed: nothing may count as taken in that was not.
      if (first) for (const part of this.records.checks.keys()) this.pending.add(part);
      throw error;
    } finally {
      this.settling = false;
    }
    return true;
  }

  private *settleInSteps(model: M): Generator<void> {
    const { pending } = this;
    if (!this.begun) yield* this.begin(model);
    let parts = pending.values();
    let more = true;
    const slice = () => {
      more = this.takeIn(model, parts, atOnce());
    };
    while (pending.size > 0) {
      try {
        yield* patiently(slice);
      } catch {
        // Those who waited hear of it when they ask again.
        return;
      }
      yield;
      // Going on is cheaper than looking for the first one again: a set keeps the places of what is gone.
      if (!more) parts = pending.values();
    }
  }

  /** Finds the parts that have to be taken in. */
  private *begin(model: M): Generator<void> {
    const { pending, gate } = this;
    pending.clear();
    let count = 0;
    for (const part of this.records.checks.keys()) {
      if (passes(gate, model, part)) pending.add(part);
      if (++count % atOnce() !== 0) continue;
      yield;
      // Somebody could not wait meanwhile, and took all in.
      if (this.begun) return;
    }
    this.begun = true;
  }

  /** Takes parts in, as many as are wanted at once. Those that came to be pending by the way too. False: there are no more. */
  private takeIn(model: M, parts: Iterator<Part>, most = Number.POSITIVE_INFINITY): boolean {
    const { pending, shares, entriesOf, gate } = this;
    const outer = enter(undefined);
    let spare: Share<V> | undefined;
    let current: Part | undefined;
    try {
      for (let left = most; left > 0; left--) {
        const { value: part, done } = parts.next();
        if (done) return false;
        if (pending.size > 0) pending.delete(part);
        current = part;
        const known = shares.get(part);
        const open = passes(gate, model, part);
        if (!open && !known) continue;
        const share = known ?? spare ?? new Share<V>(part, pending);
        share.own = part;
        const before = share.entries;
        enter(share);
        const found = open ? entriesOf(model, part as P) : nothing;
        const now = Array.isArray(found) ? (found as Named<V>) : [...found];
        share.entries = now;
        spare = known ? spare : share;
        if (before.length + now.length > 0) this.replace(part, before, now);
        else if (!share.visit) continue;
        if (known) continue;
        shares.set(part, share);
        spare = undefined;
      }
      return true;
    } catch (error) {
      if (current) pending.add(current);
      if (!(error instanceof Unready)) this.fault = { error };
      throw error;
    } finally {
      leave(outer);
    }
  }

  private shelf(name: string): Shelf<V> {
    let shelf = this.shelves.get(name);
    if (!shelf) this.shelves.set(name, (shelf = new Shelf()));
    return shelf;
  }

  private replace(part: Part, before: Named<V>, now: Named<V>): void {
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
      const held = shelf.holds;
      if (old.length > 0) shelf.remove(part);
      for (const value of values) shelf.add(part, value);
      changed(shelf);
      if (held !== shelf.holds) changed(this.all);
      if (!shelf.holds && !shelf.visits) this.shelves.delete(name);
    }
  }

  private put(part: Part, name: string, value: V): void {
    const shelf = this.shelf(name);
    if (!shelf.holds) changed(this.all);
    shelf.add(part, value);
    if (shelf.visits) changed(shelf);
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
    for (const [name, shelf] of this.shelves) if (shelf.holds) names.push(name);
    return names.sort();
  }
}

/**
 * Makes an index. `entriesOf` tells what a part holds, name by name, in order of the text; it may look at other parts and indexes, but not at its own one.
 * It is not asked of parts that do not pass the gate. The index is built when first asked for, and follows the parts from then on.
 */
export function partIndex<M extends Model, P extends Part, V>(entriesOf: (model: M, part: P) => Iterable<readonly [string, V]>, gate: Gate = {}): PartIndex<M, V> {
  const key = {};
  const open = openGate(gate);
  const of = ({ records }: M) => records.follower<Index<M, P, V>>(key) ?? records.addFollower(key, new Index<M, P, V>(records, entriesOf, open));
  return { get: (model, name) => of(model).get(model, name), has: (model, name) => of(model).get(model, name).length > 0, names: (model) => of(model).names(model) };
}

class Fact<V> implements PartFact {
  visit: Visit | undefined = undefined;
  visits: Visit | Visit[] | undefined = undefined;
  value: V | undefined;
  known = false;

  constructor(
    readonly own: Part,
    readonly id: number,
    readonly next: PartFact | undefined,
  ) {}

  get falls(): true {
    return true;
  }

  outdated(): void {
    const { known, own } = this;
    this.known = false;
    changed(this);
    if (known) fall(own);
  }
}

/** What is worked out of a part stands and falls together, its check too: then nobody has to note which of it rests on which. */
function fall(part: Part): void {
  for (let fact = part.facts; fact; fact = fact.next) if (fact.known) fact.outdated();
  part.check?.outdated();
}

/** Tells the facts of parts that these changed or went. */
class FactKeeper implements Follower {
  follow(now: readonly Part[], gone: readonly Part[]): void {
    for (const part of now) for (let fact = part.facts; fact; fact = fact.next) fact.outdated();
    for (const part of gone) {
      for (let fact = part.facts; fact; fact = fact.next) {
        forget(fact);
        fact.outdated();
      }
      part.facts = undefined;
    }
  }

  settle(): boolean {
    return false;
  }
}

const keeper = {};
let countOfFacts = 0;

/** Works a fact out in steps: what is looked at in any of them is a source of it. */
function* inSteps<V>(fact: Fact<V>, steps: Generator<void, V>): Generator<void> {
  let outer = enter(fact);
  for (;;) {
    let step: IteratorResult<void, V>;
    try {
      step = steps.next();
    } finally {
      leave(outer);
    }
    if (step.done) {
      fact.value = step.value;
      fact.known = true;
      return;
    }
    yield;
    outer = goOn(fact);
  }
}

/** Makes something that is worked out of a part and what it looks at, and kept until that changes. */
export function partFact<M extends Model, P extends Part, V>(work: (model: M, part: P) => V): (model: M, part: P) => V {
  return madeFact(work);
}

/** The same where a part may have so many statements that it is worked out in steps for those who can wait. */
export function partFactInSteps<M extends Model, P extends Part, V>(steps: (model: M, part: P) => Generator<void, V>): (model: M, part: P) => V {
  return madeFact((model, part) => finish(steps(model, part)), steps);
}

function madeFact<M extends Model, P extends Part, V>(work: (model: M, part: P) => V, steps?: (model: M, part: P) => Generator<void, V>): (model: M, part: P) => V {
  const id = countOfFacts++;
  return (model, part) => {
    let found = part.facts;
    while (found && found.id !== id) found = found.next;
    const fact = (found as Fact<V> | undefined) ?? new Fact<V>(part, id, part.facts);
    if (!found) {
      if (!part.facts && !model.records.follower(keeper)) model.records.addFollower(keeper, new FactKeeper());
      part.facts = fact;
    }
    if (!fact.known) {
      if (steps && isPatient() && part.body.length > long) throw new Unready(() => inSteps(fact, steps(model, part)));
      const outer = enter(fact);
      try {
        fact.value = work(model, part);
        fact.known = true;
      } finally {
        leave(outer);
      }
    }
    if (!fallsWith(part)) look(fact);
    return fact.value as V;
  };
}
