// Sample expressions: a fetch, its arguments, converters behind it; upstream: sample_parse_expr() and sample_parse_expr_cnv().

import type { Found } from '../../core/knowledge';
import { text } from '../../core/text';
import { longer } from '../../core/tight';
import { type Arg, type Arguments, isFault, readArguments } from './arguments';
import { casts, typeAfter } from './casts';
import { placesOf } from './checkpoints';
import { mentionArguments } from './references';
import { fault, type Run, unknownName } from './run';
import { type SampleType, type Signature, signatureOf } from './signature';
import { checkValues } from './value-checks';

/** One fetch or converter as it was written. */
export interface Term {
  readonly name: string;
  readonly word: number;
  readonly start: number;
  readonly end: number;
  readonly args: readonly Arg[];
}

export interface SampleExpression {
  /** The daemon takes it. */
  readonly ok: boolean;
  readonly fetch: Term | undefined;
  readonly converters: readonly Term[];
  /** Type of what comes out; undefined when it is not known. */
  readonly out: SampleType | undefined;
  /** Sources that the fetch reads; undefined when it is not known. */
  readonly use: readonly string[] | undefined;
  /** Places in which the fetch works, as a mask; everywhere when it is not known. */
  readonly places: number;
  /** Index of the first word behind it, and where its last word's text ends. */
  readonly next: number;
  readonly end: number;
}

/** How an expression is bounded. */
export interface Bounds {
  /** Where it begins in the text of its first word. */
  readonly from?: number;
  /** It is a part of one word: it ends at the first character that does not belong to it. */
  readonly inside?: boolean;
  /** It is one word: converters do not follow as words of their own. */
  readonly alone?: boolean;
  /** Where the text of the word ends for the expression (releases that cut it out beforehand). */
  readonly to?: number;
  /** Index of the first word that is no longer part of it. */
  readonly last?: number;
}

const everywhere = ~0;
const nothing: readonly never[] = [];

/** Letters, digits and `_.:+-`. */
function isNamePart(code: number): boolean {
  const lower = code | 32;
  return (lower >= 97 && lower <= 122) || (code >= 48 && code <= 58) || code === 95 || code === 46 || code === 43 || code === 45;
}

/** End of a name that starts at an offset: up to 2.1 anything but `(` and `,`, from 2.2 on letters, digits and `.:_-+`. */
export function nameEnd(run: Run, source: string, from: number): number {
  let at = from;
  if (run.since('2.2')) while (at < source.length && isNamePart(source.charCodeAt(at))) at++;
  else while (at < source.length && source[at] !== '(' && source[at] !== ',') at++;
  return at;
}

/** Looks a fetch or converter up; `undefined` as keyword when the release does not know it. */
export function lookUp(run: Run, set: string, name: string): Found {
  const { knowledge, release } = run.match.around;
  return knowledge.find(set, name, '*', release);
}

const failed = (next: number, end: number, fetch?: Term): SampleExpression => ({ ok: false, fetch, converters: nothing, out: undefined, use: undefined, places: everywhere, next, end });

/** Reads an expression from a word on; faults are reported, names that it refers to are recorded. */
export function readSample(run: Run, at: number, bounds: Bounds = {}): SampleExpression {
  const word = run.match.word(at);
  const source = bounds.to === undefined ? word.text : word.text.slice(0, bounds.to);
  const from = bounds.from ?? 0;
  if (word.opaque && !bounds.inside) return { ...failed(at + 1, source.length), ok: true };
  const end = nameEnd(run, source, from);
  const name = source.slice(from, end);
  if (name === '') {
    fault(run, 'missing-argument', text('a sample fetch is missing'), at, { start: from, end: Math.max(end, from) });
    return failed(at + 1, from);
  }
  const found = lookUp(run, 'sample', name);
  if (found.standing !== 'known') {
    if (!mayExist(run, found, name)) {
      unknownName(run, found, 'sample', name, at, { start: from, end });
      return failed(at + 1, end);
    }
    return readConverters(run, at, skipArguments(source, end), bounds, { name, word: at, start: from, end, args: nothing }, undefined);
  }
  const signature = found.keyword ? signatureOf(found.keyword) : undefined;
  const args = readTerm(run, at, source, end, signature, name, 'sample');
  const fetch: Term = { name, word: at, start: from, end, args: args?.args ?? nothing };
  return args ? readConverters(run, at, args.end, bounds, fetch, signature) : failed(at + 1, end, fetch);
}

/** Whether a name that this release's data do not have may still exist: from Lua, a module or a build option. */
export function mayExist(run: Run, found: Found, name: string): boolean {
  return found.keyword === undefined && run.match.around.foreign?.(name) === true;
}

/** The offset behind arguments of which nothing is known. */
export function skipArguments(source: string, from: number): number {
  if (source[from] !== '(') return from;
  let depth = 0;
  for (let at = from; at < source.length; at++) {
    if (source[at] === '(') depth++;
    else if (source[at] === ')' && --depth === 0) return at + 1;
  }
  return source.length;
}

/** Reads and checks the arguments of one fetch or converter; undefined when they are refused. */
export function readTerm(run: Run, at: number, source: string, from: number, signature: Signature | undefined, name: string, set: 'sample' | 'converter'): Arguments | undefined {
  if (!signature?.args) return { args: nothing, end: skipArguments(source, from), kept: false };
  const result = readArguments(run, source, from, signature.args, signature.min);
  if (isFault(result)) {
    fault(run, 'wrong-argument', text('`{0}`: {1}', name, result.message), at, result.start < result.end ? result : { start: from - name.length, end: Math.max(from, result.end) });
    return undefined;
  }
  if (!run.since('2.2') && set === 'converter') {
    if (source[from] === '(' && signature.args.length === 0) {
      fault(run, 'wrong-argument', text('`{0}` takes no argument', name), at, { start: from, end: result.end });
      return undefined;
    }
    if (source[from] !== '(' && signature.min > 0) {
      fault(run, 'missing-argument', text('`{0}` needs arguments', name), at, { start: from - name.length, end: from });
      return undefined;
    }
  }
  mentionArguments(run, result.args, at, name);
  const checked = set === 'sample' ? result.kept : run.since('2.2') || source[from] === '(';
  if (!checked || !signature.check || (signature.checkSince && !run.since(signature.checkSince))) return result;
  return checkValues(run, signature, result.args, at, name, { start: from, end: result.end }) ? result : undefined;
}

/** Reads the converters behind a fetch: after commas in the same word, then as words of their own. */
function readConverters(run: Run, first: number, from: number, bounds: Bounds, fetch: Term, signature: Signature | undefined): SampleExpression {
  const { match } = run;
  let converters: readonly Term[] = nothing;
  let type = signature?.out;
  let at = first;
  let source = bounds.to === undefined ? match.word(at).text : match.word(at).text.slice(0, bounds.to);
  let end = from;
  const use = signature?.use;
  const places = use ? placesOf(use, match.around.release, run.since) : everywhere;
  const result = (ok: boolean, next: number): SampleExpression => ({ ok, fetch, converters, out: ok ? type : undefined, use, places, next, end });
  for (;;) {
    if (end < source.length && source[end] !== ',') {
      if (bounds.inside && run.since('2.2')) return result(true, at + 1);
      const last = converters[converters.length - 1] ?? fetch;
      fault(run, 'wrong-argument', text('expected a comma behind `{0}`', last.name), at, { start: end, end: source.length });
      return result(false, at + 1);
    }
    while (source[end] === ',') end++;
    const alone = end >= source.length;
    if (alone) {
      const next = match.words[at + 1];
      if (bounds.inside || bounds.alone || !next || next.text === '' || next.opaque || at + 1 >= (bounds.last ?? match.words.length)) return result(true, at + 1);
    }
    const wordAt = alone ? at + 1 : at;
    const text_ = alone ? match.word(wordAt).text : source;
    const begin = alone ? 0 : end;
    const stop = nameEnd(run, text_, begin);
    const name = text_.slice(begin, stop);
    const found = lookUp(run, 'converter', name);
    const known = found.standing === 'known';
    if (!known && alone) return result(true, at + 1);
    if (!known && !mayExist(run, found, name)) {
      if (name === '') fault(run, 'unknown-converter', text('a converter is missing'), wordAt, { start: begin, end: begin + 1 });
      else unknownName(run, found, 'converter', name, wordAt, { start: begin, end: stop });
      return result(false, wordAt + 1);
    }
    at = wordAt;
    source = text_;
    const own = known && found.keyword ? signatureOf(found.keyword) : undefined;
    if (!casts(type, own?.input, run.since)) {
      fault(run, 'incompatible-converter', text('`{0}` cannot convert {1}: it takes {2}', name, typeName(type), typeName(own?.input)), at, { start: begin, end: stop });
      return result(false, at + 1);
    }
    type = own ? typeAfter(type, own.input, own.out) : undefined;
    const args = readTerm(run, at, source, stop, own, name, 'converter');
    converters = longer(converters, { name, word: at, start: begin, end: stop, args: args?.args ?? nothing });
    if (!args) return result(false, at + 1);
    end = args.end;
  }
}

const typeNames: Readonly<Record<SampleType, string>> = {
  any: 'anything',
  same: 'anything',
  bool: 'a boolean',
  uint: 'an integer',
  sint: 'an integer',
  addr: 'an address',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  str: 'a string',
  bin: 'binary data',
  meth: 'a method',
};

/** What a type of sample is called in messages. */
export function typeName(type: SampleType | undefined): string {
  return type ? typeNames[type] : 'this';
}

/** Reads what `sample_parse_expr_cnv()` reads behind an ACL keyword: converters in the same word only. */
export function readAclConverters(run: Run, at: number, from: number, fetch: Term, signature: Signature | undefined): SampleExpression {
  return readConverters(run, at, from, { alone: true }, fetch, signature);
}
