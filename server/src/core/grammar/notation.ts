// The notation of a keyword's arguments and its parser. docs/data.md describes it; a string that does not parse is a fault of the data and throws.
import { parseReleases, type ReleaseLine, type ReleaseSet } from '../release';
import type { Tails } from './tails';
import type { ValueType, ValueTypes } from './types';

interface Life {
  /** Releases in which this part exists. */
  readonly releases: ReleaseSet;
  /** Releases that warn about it as deprecated. */
  readonly deprecated: ReleaseSet;
}

export interface Literal extends Life {
  readonly kind: 'literal';
  readonly word: string;
}
export interface Argument extends Life {
  readonly kind: 'argument';
  readonly name: string;
  readonly type: string;
  readonly params: readonly string[];
  /** Its type, and the table in which it was found; kept by run.ts. */
  reader?: { readonly types: ValueTypes; readonly type: ValueType };
  /** Words that were found to be good in a release, where the type lets them be remembered. */
  good?: { readonly release: number; readonly words: Set<string> };
}
export interface Sequence extends Life {
  readonly kind: 'sequence';
  readonly items: readonly Node[];
}
/** One of several; `optional` when none may stand there too (`[a|b]`). */
export interface Choice extends Life {
  readonly kind: 'choice';
  readonly options: readonly Node[];
  readonly optional: boolean;
}
/** `( a | b )*`: any of these in any order. `least` 1 for `+`; `again` when one may be repeated (`**`, `++`). */
export interface Bag extends Life {
  readonly kind: 'bag';
  readonly options: readonly Node[];
  readonly least: 0 | 1;
  readonly again: boolean;
}
/** `x...`: one or more times. */
export interface Repeat extends Life {
  readonly kind: 'repeat';
  readonly item: Node;
}
/** `x,...`: a comma-separated list inside one word. */
export interface List extends Life {
  readonly kind: 'list';
  readonly item: Node;
}
/** `@params(set)`: any number of keywords of a set; `@one(set)`: exactly one; `set@place`: as they stand at another place than the statement's section. */
export interface Params extends Life {
  readonly kind: 'params';
  readonly set: string;
  readonly place?: string;
  readonly single: boolean;
  /** Ends of lines that it read; kept by params.ts. */
  tails?: Tails;
}
export type Node = Literal | Argument | Sequence | Choice | Bag | Repeat | List | Params;
export interface Grammar {
  readonly source: string;
  readonly root: Sequence;
}

const ends = new Set([']', '}', ')', '|']);

/** Parses a grammar string for a line of releases. Throws an Error with the position when the string is wrong. */
export function parseGrammar(source: string, line: ReleaseLine): Grammar {
  let at = 0;
  const fail = (what: string): never => {
    throw new Error(`grammar "${source}" at ${at}: ${what}`);
  };
  const blanks = () => {
    while (source[at] === ' ') at++;
  };
  const life = (): Life => {
    let releases = line.all;
    let deprecated = 0;
    while (source[at] === '{' && /[\d!-]/.test(source[at + 1] ?? '')) {
      const end = source.indexOf('}', at);
      if (end < 0) fail('mark without }');
      const mark = source.slice(at + 1, end);
      if (mark[0] === '!') deprecated |= parseReleases(line, /[+.,-]/.test(mark.slice(1).replace(/^\d+\.\d+(\.\d+)?$/, '')) ? mark.slice(1) : `${mark.slice(1)}+`);
      else releases = parseReleases(line, mark);
      at = end + 1;
    }
    return { releases, deprecated };
  };
  const sequence = (): Sequence => {
    const items: Node[] = [];
    for (blanks(); at < source.length && !ends.has(source[at] as string); blanks()) items.push(item());
    return { kind: 'sequence', items, releases: line.all, deprecated: 0 };
  };
  const options = (close: string): Node[] => {
    at++;
    const list: Node[] = [];
    for (;;) {
      const one = sequence();
      list.push(one.items.length === 1 ? (one.items[0] as Node) : one);
      if (source[at] === '|') at++;
      else break;
    }
    if (source[at] !== close) fail(`expected ${close}`);
    at++;
    return list;
  };
  const atom = (): Node => {
    const first = source[at];
    if (first === '[' || first === '{') return { kind: 'choice', options: options(first === '[' ? ']' : '}'), optional: first === '[', ...life() };
    if (first === '(') {
      const list = options(')');
      const sign = /^(\*\*|\+\+|\*|\+)/.exec(source.slice(at))?.[0] ?? fail('expected * or + after )');
      at += sign.length;
      return { kind: 'bag', options: list, least: sign[0] === '+' ? 1 : 0, again: sign.length === 2, ...life() };
    }
    if (first === '<') {
      const end = source.indexOf('>', at);
      const shape = /^([^:]*):([\w-]+)(?:\((.*)\))?$/.exec(source.slice(at + 1, end));
      if (end < 0 || !shape) return fail('expected <name:type>');
      at = end + 1;
      return { kind: 'argument', name: shape[1] as string, type: shape[2] as string, params: shape[3]?.split(',') ?? [], ...life() };
    }
    if (first === '@') {
      const shape = /^@(params|one)\(([^)@]+)(?:@([^)]+))?\)/.exec(source.slice(at));
      if (!shape) return fail('expected @params(set) or @one(set)');
      at += shape[0].length;
      return { kind: 'params', set: shape[2] as string, ...(shape[3] ? { place: shape[3] } : {}), single: shape[1] === 'one', ...life() };
    }
    let word = '';
    while (at < source.length && !/[\s[\]{}|<>)]/.test(source[at] as string) && !source.startsWith('...', at) && !source.startsWith(',...', at)) {
      if (source[at] === '\\') at++;
      word += source[at++] ?? '';
    }
    if (word === '') fail('expected a word');
    return { kind: 'literal', word, ...life() };
  };
  const item = (): Node => {
    const node = atom();
    if (source.startsWith(',...', at)) {
      at += 4;
      return { kind: 'list', item: node, releases: node.releases, deprecated: 0 };
    }
    if (source.startsWith('...', at)) {
      at += 3;
      return { kind: 'repeat', item: node, releases: node.releases, deprecated: 0 };
    }
    return node;
  };
  const root = sequence();
  if (at < source.length) fail('surplus text');
  return { source, root };
}

/** Visits every node of a grammar, parents first. */
export function* nodes(node: Node): Generator<Node> {
  yield node;
  if (node.kind === 'sequence') for (const item of node.items) yield* nodes(item);
  else if (node.kind === 'choice' || node.kind === 'bag') for (const option of node.options) yield* nodes(option);
  else if (node.kind === 'repeat' || node.kind === 'list') yield* nodes(node.item);
}
