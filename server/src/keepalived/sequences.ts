// `~SEQ(...)` and `~LST(...)`: a line once for each value. Upstream: add_seq(), add_lst().

/** A line to be read once for each set of values. */
export interface Sequence {
  readonly names: readonly string[];
  /** Most of them: the daemon would go through all. */
  readonly values: readonly (readonly string[])[];
  readonly body: string;
  next: number;
}

/** Most lines that come out of one sequence: more of them tell nothing new. */
const most = 256;

/** Reads the line; a string tells what is wrong with it. `numbers` replaces definitions in the numbers. */
export function sequenceIn(line: string, extended: boolean, numbers: (text: string) => string): Sequence | string {
  if (extended && line.startsWith('~LST')) return listIn(line);
  const head = (extended ? /^~SEQ(x?)[ \t]*\([ \t]*([^ \t,)]*)[ \t]*/ : /^~SEQ()[ \t]*\([ \t]*([^ \t,)]*)[ \t]*/).exec(line);
  const after = head ? line[head[0].length] : undefined;
  if (!head?.[2] || after === undefined || after === ')' || head[2].startsWith('{')) return 'expected `~SEQ(name, start, step, end) text`';
  const close = line.indexOf(')', head[0].length + 1);
  if (close < 0) return 'the `)` of `~SEQ` is missing';
  const inside = numbers(line.slice(head[0].length + 1, close));
  const range = rangeOf(inside);
  if (typeof range === 'string') return range;
  const { start, step, end } = range;
  if (head[1] === 'x' && (start < 0 || end < 0)) return '`~SEQx` is for positive numbers only';
  const values: string[][] = [];
  for (let at = start; (step > 0 ? at <= end : at >= end) && values.length < most; at += step) values.push([head[1] === 'x' ? at.toString(16) : String(at)]);
  // The first value is used even where it is behind the last one.
  if (values.length === 0) values.push([String(start)]);
  return { names: [head[2]], values, body: line.slice(close + 1).replace(/^[ \t]+/, ''), next: 0 };
}

/** A number as strtol() with base 0 reads it: what follows it is left, none is 0. */
function numberAt(source: string, at: number): { value: number; end: number } {
  const shape = /^\s*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)/.exec(source.slice(at));
  if (!shape) return { value: 0, end: at };
  const digits = shape[2] as string;
  const value = /^0[xX]/.test(digits) ? Number.parseInt(digits, 16) : digits.startsWith('0') ? Number.parseInt(digits, 8) : Number.parseInt(digits, 10);
  return { value: shape[1] === '-' ? -value : value, end: at + shape[0].length };
}

function rangeOf(source: string): { start: number; step: number; end: number } | string {
  const numbers: number[] = [];
  let at = 0;
  for (;;) {
    const { value, end } = numberAt(source, at);
    numbers.push(value);
    at = end;
    while (source[at] === ' ' || source[at] === '\t') at++;
    if (at >= source.length) break;
    if (source[at] !== ',' || numbers.length === 3) return 'the numbers of `~SEQ` are `end`, `start, end` or `start, step, end`';
    at++;
  }
  const [one = 0, two = 0, three = 0] = numbers;
  if (numbers.length === 1) return { start: one < 0 ? -1 : 1, step: one < 1 ? -1 : 1, end: one };
  if (numbers.length === 2) return { start: one, step: one <= two ? 1 : -1, end: two };
  if (two === 0 || (one < three && two < 0) || (one > three && two > 0)) return 'this step never leads from the first number to the last one';
  return { start: one, step: two, end: three };
}

const badList = 'expected `~LST(name, value, ...) text` or `~LST({name, ...}, {value, ...}, ...) text`';

/** Reads `a, b, c` up to a character that ends the list; undefined when something else stands there. */
function itemsAt(source: string, from: number, ends: string, stops: RegExp): { items: string[]; at: number } | undefined {
  const items: string[] = [];
  for (let at = from; ; ) {
    const rest = source.slice(at);
    const length = rest.search(stops);
    const end = length < 0 ? source.length : at + length;
    items.push(source.slice(at, end));
    at = end;
    while (source[at] === ' ' || source[at] === '\t') at++;
    if (at < source.length && ends.includes(source[at] as string)) return { items, at };
    if (source[at] !== ',') return undefined;
    at++;
    while (source[at] === ' ' || source[at] === '\t') at++;
  }
}

function listIn(line: string): Sequence | string {
  const head = /^~LST[ \t]*\([ \t]*(\{?)[ \t]*/.exec(line);
  if (!head) return badList;
  const names = itemsAt(line, head[0].length, head[1] === '{' ? '}' : ',', /[ \t,}]/);
  if (!names) return badList;
  let at = names.at;
  const skip = () => {
    at++;
    while (line[at] === ' ' || line[at] === '\t') at++;
  };
  if (line[at] === '}') skip();
  if (line[at] !== ',') return badList;
  skip();
  const values: string[][] = [];
  for (;;) {
    const braces = line[at] === '{';
    if (braces) skip();
    const set = itemsAt(line, at, braces ? '}' : ',)', /[ \t,})]/);
    if (!set) return badList;
    if (set.items.length > names.items.length) return 'a set of `~LST` has more values than there are names';
    if (values.length < most) values.push(names.items.map((_, i) => set.items[i] ?? ''));
    at = set.at;
    if (braces && line[at] === '}') skip();
    if (line[at] === ')') break;
    if (line[at] !== ',') return badList;
    skip();
  }
  return { names: names.items, values, body: line.slice(at + 1).replace(/^[ \t]+/, ''), next: 0 };
}
