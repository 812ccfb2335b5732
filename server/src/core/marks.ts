// Marks: what a part holds, as a set of bits, so that rules and indexes need not look at parts that have nothing for them. Names no keyword.
// A mark is the name of a keyword (`bind`), the first word of such names and a star (`timeout *`), a set and the name of one of its keywords (`server/track`), `+` and a field of `extra` in the data (`+reply`),
// `~` and the kind of a value that a type of arguments keeps (`~condition`), `@` and the kind of a name that is used (`@backend`), or `=` and the kind of one that is defined.
import type { Binding } from './grammar/types';
import type { Keyword } from './knowledge';

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

/** Whether two sets are equal. */
export function sameMarks(a: Marks, b: Marks): boolean {
  for (let i = Math.max(a.length, b.length) - 1; i >= 0; i--) if ((a[i] ?? 0) !== (b[i] ?? 0)) return false;
  return true;
}

/** The marks of something, and how many marks there were to look for. */
export interface KnownMarks {
  readonly count: number;
  readonly marks: Marks;
}

const ofKinds = new Map<string, KnownMarks>();
const nothing: Marks = [];

function ofNames(names: readonly string[]): KnownMarks {
  const wanted = names.filter((name) => numbers.has(name));
  return { count: numbers.size, marks: wanted.length > 0 ? marksOf(wanted).slice() : nothing };
}

function keywordMarks(keyword: Keyword): Marks {
  if (keyword.marks?.count !== numbers.size) {
    const { name, set, entry } = keyword;
    keyword.marks = ofNames([name, `${name.split(' ', 1)[0]} *`, `${set}/${name}`, ...Object.keys(entry.extra ?? {}).map((field) => `+${field}`)]);
  }
  return keyword.marks.marks;
}

function kindMarks(sign: '~' | '@' | '=', kind: string): Marks {
  const name = sign + kind;
  let known = ofKinds.get(name);
  if (known?.count !== numbers.size) ofKinds.set(name, (known = ofNames([name])));
  return known.marks;
}

/** The marks of what the grammar made of a line; kept with it. */
export function marksOfBinding(binding: Binding): Marks {
  const { keyword, slots, values, mentions, marks } = binding;
  if (marks?.count === numbers.size) return marks.marks;
  const all: number[] = [];
  if (keyword) addMarks(all, keywordMarks(keyword));
  for (const slot of slots) if (slot.node.kind === 'params' && slot.keyword) addMarks(all, keywordMarks(slot.keyword));
  for (const { kind } of values) addMarks(all, kindMarks('~', kind));
  for (const { kind, role } of mentions) addMarks(all, kindMarks(role === 'ref' ? '@' : '=', kind));
  binding.marks = keyword ? shared(keyword, all) : { count: numbers.size, marks: all.slice() };
  return binding.marks.marks;
}

/** Sets of marks that are remembered of a keyword's lines. */
const mostSets = 8;

/** An equal set of another line of the keyword, else this one. */
function shared(keyword: Keyword, marks: Marks): KnownMarks {
  const sets = (keyword.lineMarks ??= []);
  for (const known of sets) if (known.count === numbers.size && sameMarks(known.marks, marks)) return known;
  const own: KnownMarks = { count: numbers.size, marks: marks.slice() };
  if (sets.length >= mostSets) sets.pop();
  sets.unshift(own);
  return own;
}
