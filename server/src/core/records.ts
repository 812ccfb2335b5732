// What is kept of a text from one version to the next: the findings of each part, indexes over parts, and who looked at what. Knows no language.

import type { Finding } from './finding';
import { MarkTally } from './mark-tally';
import type { Marks } from './marks';
import type { Model } from './model';
import type { Part } from './part';
import { Unready } from './patience';
import { changed, forget, type Reader, type Source, type Visit } from './reading';

/** The findings of one part. */
export class Check implements Reader {
  visit: Visit | undefined = undefined;
  findings: readonly Finding[] = [];
  /** The marks of its part as they are counted in the tallies; `lent`: in that of lending parts too. */
  marks: Marks | undefined = undefined;
  lent: Marks | undefined = undefined;
  /** It stands among those that are due; kept by that list. */
  listed = false;
  isDue = false;

  constructor(
    readonly own: Part,
    readonly lines: Source,
    private readonly due: DueChecks,
  ) {
    due.add(this);
  }

  get falls(): true {
    return true;
  }

  outdated(): void {
    this.due.add(this);
  }
}

/** The checks that are to be done, in the order in which they came to be due. */
export class DueChecks {
  private readonly list: Check[] = [];
  /** Those before it are done. */
  private from = 0;

  add(check: Check): void {
    check.isDue = true;
    if (check.listed) return;
    check.listed = true;
    this.list.push(check);
  }

  /** It was done, or its part went. */
  delete(check: Check): void {
    check.isDue = false;
  }

  /** The first of them; undefined when all are done. */
  first(): Check | undefined {
    const { list } = this;
    for (let check = list[this.from]; check; check = list[++this.from]) {
      if (check.isDue) return check;
      check.listed = false;
    }
    list.length = this.from = 0;
    return undefined;
  }

  all(): Check[] {
    return this.list.filter(({ isDue }) => isDue);
  }
}

/** Something over all parts that follows their changes. */
export interface Follower {
  /** Parts came (or changed) and went. */
  follow(now: readonly Part[], gone: readonly Part[], headers: boolean): void;
  /** Takes in what it was told; true when there was something. */
  settle(model: Model): boolean;
}

/** How a text changed, in parts. */
export interface Changes {
  readonly added: readonly Part[];
  readonly removed: readonly Part[];
  /** Parts whose statements changed; their headers are the same. */
  readonly changed: readonly Part[];
  /** Lines were added or taken away, so that numbers of lines changed. */
  readonly linesMoved: boolean;
}

/** Parts that are taken in between two pauses. */
const stride = 200;

export class Records {
  /** Looking at it is looking at everything. */
  readonly everything: Source = { visits: undefined };
  /** Looking at it is looking at the number of a line. */
  readonly lines: Source = { visits: undefined };
  readonly checks = new Map<Part, Check>();
  /** Checks that found something. */
  readonly telling = new Set<Check>();
  /** Parts to be checked. */
  readonly due = new DueChecks();
  /** What parts hold, and what those hold that lend. */
  readonly tally = new MarkTally();
  readonly lentTally = new MarkTally();
  /** How many marks there were to look for when all parts as they are now were counted; -1: some are not. */
  counted = -1;
  /** The same as far as rules ask for it: see gates.ts. */
  marks: { readonly anywhere: Marks; readonly lent: Marks } | undefined = undefined;
  private readonly followers = new Map<object, Follower>();

  constructor(parts: readonly Part[] = []) {
    for (const part of parts) this.add(part);
  }

  /** The same in steps. */
  static *inSteps(parts: readonly Part[]): Generator<void, Records> {
    const records = new Records();
    for (const [i, part] of parts.entries()) {
      records.add(part);
      if (i % stride === stride - 1) yield;
    }
    return records;
  }

  private add(part: Part): void {
    const check = new Check(part, this.lines, this.due);
    part.check = check;
    this.checks.set(part, check);
  }

  /** Takes in how a text changed. */
  update({ added, removed, changed: touched, linesMoved }: Changes): void {
    this.counted = -1;
    for (const part of removed) {
      const check = this.checks.get(part);
      this.checks.delete(part);
      part.check = undefined;
      if (check) {
        this.due.delete(check);
        this.telling.delete(check);
        this.count(check, undefined, undefined);
        forget(check);
      }
      changed(part);
    }
    for (const part of added) this.add(part);
    const headers = added.length + removed.length > 0;
    if (headers) for (const follower of this.followers.values()) follower.follow(added, removed, true);
    for (const part of touched) this.touch(part);
    changed(this.everything);
    if (linesMoved) changed(this.lines);
  }

  /** What is known of a part changed. */
  touch(part: Part): void {
    this.counted = -1;
    this.checks.get(part)?.outdated();
    changed(part);
    for (const follower of this.followers.values()) follower.follow([part], [], false);
  }

  /** Counts the marks of a part anew. */
  count(check: Check, marks: Marks | undefined, lent: Marks | undefined): void {
    this.tally.exchange(check.marks, marks);
    this.lentTally.exchange(check.lent, lent);
    check.marks = marks;
    check.lent = lent;
  }

  /** The follower under a key, if it was added. */
  follower<F extends Follower>(key: object): F | undefined {
    return this.followers.get(key) as F | undefined;
  }

  /** Adds a follower under a key. */
  addFollower<F extends Follower>(key: object, follower: F): F {
    this.followers.set(key, follower);
    return follower;
  }

  /** Lets everything that follows the parts take in their changes. */
  settle(model: Model): void {
    for (let again = true; again; ) {
      again = false;
      for (const follower of [...this.followers.values()]) if (settles(follower, model)) again = true;
    }
  }
}

/** One that fails is passed over: the rules that ask it hear of that, and only their findings are lost. */
function settles(follower: Follower, model: Model): boolean {
  try {
    return follower.settle(model);
  } catch (error) {
    if (error instanceof Unready) throw error;
    return false;
  }
}
