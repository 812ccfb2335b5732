// Marks: what a part holds, as a set of bits, so that rules and indexes need not look at parts that have nothing for them. Names no keyword.
// A mark is the name of a keyword (`bind`), the first word of such names and a star (`timeout *`), a set and the name of one of its keywords (`server/track`), `+` and a field of `extra` in the data (`+reply`),
// `~` and the kind of a value that a type of arguments keeps (`~condition`), `@` and the kind of a name that is used (`@backend`), `=` and the kind of one that is defined,
// `^` for a line whose keyword stands behind another word, `?` for one without a known keyword, or `!` and the name of a fine mark.
import type { Binding } from './grammar/types';
import type { Keyword } from './knowledge';
import type { Statement } from './tree';

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

/** The marks of something, and how many marks there were to look for. */
export interface KnownMarks {
  readonly count: number;
  readonly marks: Marks;
  /** Of lines: the fine marks that are left to be tested. */
  readonly fine?: readonly FineMark[];
}

const nothing: Marks = [];
const ofSigns = { '~': new Map<string, KnownMarks>(), '@': new Map<string, KnownMarks>(), '=': new Map<string, KnownMarks>(), '^': new Map<string, KnownMarks>(), '?': new Map<string, KnownMarks>() } as const;

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

function kindMarks(sign: keyof typeof ofSigns, kind: string): Marks {
  const kinds = ofSigns[sign];
  let known = kinds.get(kind);
  if (known?.count !== numbers.size) kinds.set(kind, (known = ofNames([sign + kind])));
  return known.marks;
}

/** The marks of what the grammar made of a line; kept with it. */
export function marksOfBinding<M>(model: M, line: Statement, binding: Binding): Marks {
  const { keyword, marks } = binding;
  if (marks?.count === numbers.size) return marks.marks;
  const plain = shared(keyword, plainMarks(line, binding));
  binding.marks = plain.fine === undefined ? plain : shared(keyword, refined(model, line, binding, plain), true);
  return binding.marks.marks;
}

/** A set to be filled and compared with known ones. */
const scratch: number[] = [];

function plainMarks(line: Statement, binding: Binding): Marks {
  const all = scratch;
  all.length = 0;
  const { keyword, slots, values, mentions } = binding;
  if (keyword) addMarks(all, keywordMarks(keyword));
  if (!keyword || !beginsWith(keyword.name, line.words[0]?.text ?? '')) addMarks(all, kindMarks(keyword ? '^' : '?', ''));
  for (const slot of slots) if (slot.node.kind === 'params' && slot.keyword) addMarks(all, keywordMarks(slot.keyword));
  for (const { kind } of values) addMarks(all, kindMarks('~', kind));
  for (const { kind, role } of mentions) addMarks(all, kindMarks(role === 'ref' ? '@' : '=', kind));
  return all;
}

/** Whether a name is a word, or begins with it. */
function beginsWith(name: string, word: string): boolean {
  return name === word || (name.startsWith(word) && name[word.length] === ' ');
}

/** The marks of a line with the fine ones. */
function refined<M>(model: M, line: Statement, binding: Binding, { marks, fine }: KnownMarks): Marks {
  const all = scratch;
  all.length = 0;
  addMarks(all, marks);
  for (const one of fine ?? []) if (one.test(model as never, line, binding)) addBit(all, numbers.get(one.name) as number);
  return all;
}

/** Sets of marks that are remembered of a keyword's lines. */
const mostSets = 16;

/** An equal set of another line of the keyword, else this one. */
function shared(keyword: Keyword | undefined, marks: Marks, whole = false): KnownMarks {
  const sets = keyword ? (keyword.lineMarks ??= []) : [];
  for (const known of sets) if (known.count === numbers.size && sameMarks(known.marks, marks)) return known;
  const own = keptMarks(marks, whole);
  if (sets.length >= mostSets) sets.pop();
  sets.unshift(own);
  return own;
}

function keptMarks(marks: Marks, whole: boolean): KnownMarks {
  const fine = whole ? [] : fineMarks.filter((one) => numbers.has(one.name) && meet(one.of, marks));
  return { count: numbers.size, marks: marks.slice(), ...(fine.length > 0 ? { fine } : {}) };
}

/** Sets of marks that are remembered of parts of a kind. */
const ofParts = new Map<string, KnownMarks[]>();

/** The marks of a part of a kind, as one with those of other such parts where these are equal. */
export function marksOfPart(kind: string, marks: Marks): KnownMarks {
  let sets = ofParts.get(kind);
  if (!sets) ofParts.set(kind, (sets = []));
  for (const known of sets) if (known.count === numbers.size && sameMarks(known.marks, marks)) return known;
  const own: KnownMarks = { count: numbers.size, marks: marks.slice() };
  if (sets.length >= mostSets) sets.pop();
  sets.unshift(own);
  return own;
}
