// Marks: what a part holds, as a set of bits, so that rules and indexes need not look at parts that have nothing for them. Names no keyword.
// A mark is the name of a keyword (`bind`), the first word of such names and a star (`timeout *`), a set and the name of one of its keywords (`server/track`), `+` and a field of `extra` in the data (`+reply`),
// `~` and the kind of a value that a type of arguments keeps (`~condition`), `@` and the kind of a name that is used (`@backend`), `=` and the kind of one that is defined,
// `:` and the type of an argument that a word is bound to (`:path`),
// `^` for a line whose keyword stands behind another word, `?` for one without a known keyword, or `!` and the name of a fine mark.
import type { Form } from './grammar/slots';
import type { Binding } from './grammar/types';
import type { Keyword } from './knowledge';
import { countOf, itemOf } from './tight';
import { beginsWith, type Statement } from './tree';

/** A set of marks. */
export type Marks = readonly number[];

/** All marks that anyone asks for, with their numbers. */
const numbers = new Map<string, number>();

/** How many marks are asked for: sets that were gathered while there were fewer lack some. */
export function countOfMarks(): number {
  return numbers.size;
}

/** The set of some marks, which count from now on. */
export function marksOf(names: readonly string[]): Marks {
  const marks: number[] = [];
  for (const name of names) {
    let number = numbers.get(name);
    if (number === undefined) numbers.set(name, (number = numbers.size));
    addBit(marks, number);
  }
  return marks;
}

function addBit(marks: number[], number: number): void {
  const at = number >> 5;
  while (marks.length <= at) marks.push(0);
  marks[at] = (marks[at] as number) | (1 << (number & 31));
}

/** Adds all marks of a set to another. */
export function addMarks(to: number[], marks: Marks): void {
  while (to.length < marks.length) to.push(0);
  for (let i = 0; i < marks.length; i++) to[i] = (to[i] as number) | (marks[i] as number);
}

/** Whether two sets share a mark. */
export function meet(a: Marks, b: Marks): boolean {
  for (let i = Math.min(a.length, b.length) - 1; i >= 0; i--) if ((a[i] as number) & (b[i] as number)) return true;
  return false;
}

/** How many marks two sets share. */
export function countCommon(a: Marks, b: Marks): number {
  let count = 0;
  for (let i = Math.min(a.length, b.length) - 1; i >= 0; i--) for (let bits = (a[i] as number) & (b[i] as number); bits !== 0; bits &= bits - 1) count++;
  return count;
}

/** Whether a set has a mark, as far as that is asked for. */
export function mayHave(marks: Marks, name: string): boolean {
  const number = numbers.get(name);
  return number === undefined || ((marks[number >> 5] ?? 0) & (1 << (number & 31))) !== 0;
}

/** Whether two sets are equal. */
export function sameMarks(a: Marks, b: Marks): boolean {
  for (let i = Math.max(a.length, b.length) - 1; i >= 0; i--) if ((a[i] ?? 0) !== (b[i] ?? 0)) return false;
  return true;
}

/** A mark of which the words of a line decide. */
interface FineMark {
  readonly name: string;
  readonly of: Marks;
  test(model: never, line: Statement, binding: Binding): boolean;
}

const fineMarks: FineMark[] = [];

/**
 * Makes a mark for lines that pass a test, and gives back its name; `of`: marks of which such a line holds one. The test is done once for all lines of the
 * same text, so it may look at nothing else than the words, what the grammar made of them, and the release.
 */
export function fineMark<M>(name: string, of: readonly string[], test: (model: M, line: Statement, binding: Binding) => boolean): string {
  const full = `!${name}`;
  fineMarks.push({ name: full, of: marksOf(of), test });
  return full;
}

/** A set of marks that was gathered. Equal ones are one, and remember what they become together with others: most lines and parts are like one before. */
export class KnownMarks {
  /** The last set that was added, and what came out. */
  last: KnownMarks | undefined = undefined;
  lastSum: KnownMarks | undefined = undefined;
  sums: Map<KnownMarks, KnownMarks> | undefined = undefined;
  /** Of lines: the fine marks that are left to be tested. */
  fine: readonly FineMark[] | undefined = undefined;

  constructor(
    readonly marks: Marks,
    /** How many marks there were to look for. */
    readonly count: number,
    /** Equal sets of things of one kind. */
    readonly equals: Map<string, KnownMarks>,
  ) {}

  /** This set with the marks of another. */
  plus(other: KnownMarks): KnownMarks {
    if (this.last === other) return this.lastSum as KnownMarks;
    let sum = this.sums?.get(other);
    if (sum === undefined) {
      const marks = this.marks.slice();
      addMarks(marks, other.marks);
      sum = sameMarks(marks, this.marks) ? this : setIn(this.equals, marks);
      (this.sums ??= new Map()).set(other, sum);
    }
    this.last = other;
    this.lastSum = sum;
    return sum;
  }
}

function setIn(equals: Map<string, KnownMarks>, marks: Marks): KnownMarks {
  const key = marks.join();
  let set = equals.get(key);
  if (set === undefined) {
    equals.set(key, (set = new KnownMarks(marks, numbers.size, equals)));
    countOfSets++;
  }
  return set;
}

/** Sets that are remembered. */
const mostSets = 5000;
let countOfSets = 0;

/** The sets that are known while the same marks are asked for. */
class KnownSets {
  readonly count = numbers.size;
  readonly lines = new Map<string, KnownMarks>();
  readonly none = setIn(this.lines, []);
  readonly signs = { '~': new Map<string, KnownMarks>(), '@': new Map<string, KnownMarks>(), '=': new Map<string, KnownMarks>(), ':': new Map<string, KnownMarks>() };
  readonly prefixed = this.of('^');
  readonly unknown = this.of('?');
  /** The empty sets of parts by their kinds. */
  readonly parts = new Map<string, KnownMarks>();

  of(...names: string[]): KnownMarks {
    return setIn(this.lines, marksOf(names.filter((name) => numbers.has(name))));
  }
}

let sets: KnownSets | undefined;

function knownSets(): KnownSets {
  if (sets?.count !== numbers.size || countOfSets > mostSets) {
    countOfSets = 0;
    sets = new KnownSets();
  }
  return sets;
}

function ofKeyword(known: KnownSets, keyword: Keyword): KnownMarks {
  const { marks, name, set, entry } = keyword;
  if (marks !== undefined && marks.equals === known.lines) return marks;
  return (keyword.marks = known.of(name, `${keyword.head} *`, `${set}/${name}`, ...Object.keys(entry.extra ?? {}).map((field) => `+${field}`)));
}

function ofKind(known: KnownSets, sign: keyof KnownSets['signs'], kind: string): KnownMarks {
  const kinds = known.signs[sign];
  let set = kinds.get(kind);
  if (set === undefined) kinds.set(kind, (set = known.of(sign + kind)));
  return set;
}

/** No marks yet, of a part of a kind. */
export function noMarks(kind: string): KnownMarks {
  const { parts } = knownSets();
  let set = parts.get(kind);
  if (set === undefined) parts.set(kind, (set = setIn(new Map(), [])));
  return set;
}

/** The marks of what the grammar made of a line; kept with it. */
export function marksOfLine<M>(model: M, line: Statement, binding: Binding): KnownMarks {
  const { marks } = binding;
  return marks !== undefined && marks.count === numbers.size ? marks : (binding.marks = gather(model, line, binding));
}

/** What lines of a form held that was looked at last, beside its slots: the next one mostly holds the same. */
export interface LastMarks {
  readonly keyword: Keyword | undefined;
  readonly prefixed: boolean;
  readonly kinds: readonly string[];
  readonly marks: KnownMarks;
}

/** Whether a line left names and values of the kinds that the last one of its form left. */
function isLike({ kinds }: LastMarks, { keptValues, keptMentions }: Binding): boolean {
  const values = countOf(keptValues);
  const mentions = countOf(keptMentions);
  if (kinds.length !== values + 2 * mentions) return false;
  for (let i = 0; i < values; i++) if (itemOf(keptValues, i).kind !== kinds[i]) return false;
  for (let i = 0, at = values; i < mentions; i++) {
    const { kind, role } = itemOf(keptMentions, i);
    if (kind !== kinds[at++] || role !== kinds[at++]) return false;
  }
  return true;
}

function gather<M>(model: M, line: Statement, binding: Binding): KnownMarks {
  const { keyword, form } = binding;
  const { last } = form;
  const prefixed = keyword !== undefined && !beginsWith(line, keyword.head);
  const like = last !== undefined && last.keyword === keyword && last.prefixed === prefixed && last.marks.equals === knownSets().lines && isLike(last, binding);
  let all = like ? last.marks : gatherAnew(binding, prefixed);
  const fine = all.fine ?? fineOf(all);
  for (const one of fine) if (one.test(model as never, line, binding)) all = all.plus(knownSets().of(one.name));
  return all;
}

/** The fine marks that lines with these marks may have. */
function fineOf(all: KnownMarks): readonly FineMark[] {
  return (all.fine = fineMarks.filter((one) => numbers.has(one.name) && meet(one.of, all.marks)));
}

/** The marks of a line but for fine ones; its form remembers them. */
function gatherAnew(binding: Binding, prefixed: boolean): KnownMarks {
  const marks = marksOfBinding(binding, prefixed);
  const { keyword, form, values, mentions } = binding;
  form.last = { keyword, prefixed, kinds: [...values.map(({ kind }) => kind), ...mentions.flatMap(({ kind, role }) => [kind, role])], marks };
  return marks;
}

function marksOfBinding({ keyword, form, values, mentions }: Binding, prefixed: boolean): KnownMarks {
  const known = knownSets();
  const { none } = known;
  let all = keyword ? ofKeyword(known, keyword) : known.unknown;
  if (prefixed) all = all.plus(known.prefixed);
  const named = ofForm(known, form);
  if (named !== none) all = all.plus(named);
  for (const { kind } of values) {
    const set = ofKind(known, '~', kind);
    if (set !== none) all = all.plus(set);
  }
  for (const { kind, role } of mentions) {
    const set = ofKind(known, role === 'ref' ? '@' : '=', kind);
    if (set !== none) all = all.plus(set);
  }
  return all;
}

/** The marks of what the slots of a form name. */
function ofForm(known: KnownSets, form: Form): KnownMarks {
  const { marks } = form;
  if (marks !== undefined && marks.equals === known.lines) return marks;
  let all = known.none;
  for (const { node, keyword } of form.slots) {
    if (node.kind === 'params' && keyword) all = all.plus(ofKeyword(known, keyword));
    else if (node.kind === 'argument') all = all.plus(ofKind(known, ':', node.type));
  }
  return (form.marks = all);
}
