// ACLs: a criterion, flags, and values to compare with; upstream: parse_acl_expr() and parse_acl() of acl.c.
import type { Keyword } from '../../core/knowledge';
import { text } from '../../core/text';
import { casts } from './casts';
import type { PatternFile } from './pattern-file';
import { defaultMethod, type MatchMethod, methodNames, operators, patternFault, typeOfMethod } from './patterns';
import { fault, type Run } from './run';
import { lookUp, nameEnd, readAclConverters, readSample, readTerm, type SampleExpression, type Term } from './sample';
import { aclKeyword, type SampleType, signatureOf } from './signature';

export interface AclExpression {
  /** The daemon takes it. */
  readonly ok: boolean;
  /** Name by which the daemon calls the criterion: that of the ACL keyword, else of the fetch. */
  readonly criterion: string;
  /** The fetch that it asks, with its arguments. */
  readonly fetch: Term | undefined;
  /** Places in which it works, as a mask. */
  readonly places: number;
  /** Sources that it reads; undefined when they are not known. */
  readonly use: readonly string[] | undefined;
  /** Words that are values, as indexes. */
  readonly values: readonly number[];
  /** Id given with `-u`, and the word it stands in. */
  readonly id: { readonly value: string; readonly word: number } | undefined;
  readonly word: number;
}

const none: readonly never[] = [];

/** Methods that an ACL keyword brings along by its name; the daemon of 3.3 and later warns when `-m` replaces one. */
const derived: ReadonlySet<string> = new Set(['beg', 'dir', 'dom', 'end', 'len', 'reg', 'sub', 'method']);

interface Criterion {
  readonly expression: SampleExpression;
  readonly keyword: Keyword | undefined;
  readonly method: MatchMethod | undefined;
  readonly name: string;
  /** Type of what is compared; undefined when it is not known. */
  readonly type: SampleType | undefined;
}

/** Criteria that are remembered. */
const mostCriteria = 1000;
/** Criteria of one word of which there was nothing to say, by the index of that word: those of the surroundings that were read last. */
let remembered: { readonly host: unknown; readonly release: number; count: number; readonly known: (Map<string, Criterion> | undefined)[] } | undefined;

/** Reads the criterion, or takes what an equal word in its place was read as. */
function readCriterion(run: Run, at: number, last: number): Criterion {
  const { match } = run;
  const { host, release } = match.around;
  const { text: word, opaque } = match.word(at);
  if (!remembered || remembered.host !== host || remembered.release !== release || remembered.count > mostCriteria) remembered = { host, release, count: 0, known: [] };
  const known = opaque ? undefined : remembered.known[at]?.get(word);
  if (known) return known;
  const { told } = match;
  const read = readNewCriterion(run, at, last);
  // Converters of a sample may follow as words of their own, and those of Lua depend on more.
  const alone = read.keyword !== undefined && read.expression.ok && read.expression.converters.length === 0;
  if (alone && match.told === told) {
    (remembered.known[at] ??= new Map()).set(word, read);
    remembered.count++;
  }
  return read;
}

/** Reads the criterion: an ACL keyword with arguments and converters in the same word, or a sample expression. */
function readNewCriterion(run: Run, at: number, last: number): Criterion {
  const source = run.match.word(at).text;
  const stop = nameEnd(run, source, 0);
  const found = lookUp(run, 'acl', source.slice(0, stop));
  if (found.standing !== 'known' || !found.keyword || run.match.word(at).opaque) {
    const expression = readSample(run, at, { last });
    const { out } = expression;
    const first = run.since('1.6') ? out : fetchType(run, expression);
    return { expression, keyword: undefined, method: first && defaultMethod(first, run.since), name: expression.fetch?.name ?? source, type: out };
  }
  const { fetch, match } = aclKeyword(found.keyword);
  const signature = signatureOfFetch(run, fetch);
  const term = { name: found.keyword.name, word: at, start: 0, end: stop, args: [] };
  const args = readTerm(run, at, source, stop, signature, found.keyword.name, 'sample');
  if (!args) return { expression: { ok: false, fetch: term, converters: [], out: undefined, use: undefined, places: ~0, next: at + 1, end: stop }, keyword: found.keyword, method: undefined, name: term.name, type: undefined };
  const expression = readAclConverters(run, at, args.end, { ...term, args: args.args }, signature);
  // From 1.6 on a converter makes the keyword's own method void.
  const own = expression.converters.length === 0 || !run.since('1.6');
  const method = own ? (match as MatchMethod) : expression.out && defaultMethod(expression.out, run.since);
  return { expression, keyword: found.keyword, method, name: own ? term.name : fetch, type: expression.out };
}

function signatureOfFetch(run: Run, name: string) {
  const found = lookUp(run, 'sample', name);
  return found.standing === 'known' && found.keyword ? signatureOf(found.keyword) : undefined;
}

function fetchType(run: Run, { fetch, ok }: SampleExpression): SampleType | undefined {
  return ok && fetch ? signatureOfFetch(run, fetch.name)?.out : undefined;
}

function aclOf({ name, expression: { fetch, places, use } }: Criterion, word: number, ok: boolean, values: readonly number[], id: AclExpression['id']): AclExpression {
  return { ok, criterion: name, fetch, places, use, values, id, word };
}

/**
 * Reads the body of an ACL: everything behind its name, or between the braces of an anonymous one.
 * @param at index of the criterion's word
 * @param last index of the first word that is no longer part of it
 */
export function readAcl(run: Run, at: number, last: number): AclExpression {
  const { match } = run;
  if (at >= last) {
    fault(run, 'missing-argument', text('a sample fetch is missing'), Math.max(at - 1, 0));
    return refused('', at);
  }
  const criterion = readCriterion(run, at, last);
  const { expression, name } = criterion;
  if (!expression.ok) return aclOf(criterion, at, false, none, undefined);
  const known = criterion.type !== undefined && !match.word(at).opaque;
  if (known && criterion.method && criterion.type !== 'bool' && (at + 1 >= last || (match.word(at + 1).text === '' && !match.word(at + 1).opaque)))
    match.report('warning', 'acl-without-value', text('`{0}` is compared with nothing: it never matches', name), at);
  const flags = readFlags(run, at + 1, last, criterion);
  if (!flags) return aclOf(criterion, at, false, none, undefined);
  const method = flags.method ?? criterion.method;
  if (!method && known) {
    fault(run, 'missing-match-method', text('`{0}` has no matching method of its own: choose one with `-m`', name), at);
    return aclOf(criterion, at, false, none, flags.id);
  }
  const { keyword } = criterion;
  if (keyword && run.since('3.3') && derived.has(aclKeyword(keyword).match) && method !== aclKeyword(keyword).match)
    match.report('warning', 'overridden-match-method', text('`-m` replaces the method that `{0}` stands for', keyword.name), at);
  if (!match.word(at).text.includes('(') && match.word(at + 1).text.startsWith('(') && at + 1 < last)
    match.report('warning', 'blank-before-parenthesis', text('`{0}` is taken as a value: remove the blank before it', match.word(at + 1).text), at + 1);
  const values: number[] = [];
  const ok = readValues(run, flags.next, last, method, flags.resolves, values);
  return aclOf(criterion, at, ok, values.length > 0 ? values.slice() : none, flags.id);
}

const refused = (criterion: string, word: number): AclExpression => ({ ok: false, criterion, fetch: undefined, places: ~0, use: undefined, values: [], id: undefined, word });

interface Flags {
  readonly next: number;
  readonly method: MatchMethod | undefined;
  readonly resolves: boolean;
  readonly id: AclExpression['id'];
}

/** Reads the flags before the values; undefined when one is refused. */
function readFlags(run: Run, from: number, last: number, criterion: Criterion): Flags | undefined {
  const { match } = run;
  let at = from;
  let method: MatchMethod | undefined;
  let resolves = true;
  let loaded = false;
  let pairs = false;
  let id: AclExpression['id'];
  for (; at < last && match.word(at).text.startsWith('-') && !match.word(at).opaque; at++) {
    const flag = match.word(at).text;
    if (flag === '--') return { next: at + 1, method, resolves, id };
    if (flag === '-i') continue;
    if (flag === '-M') {
      pairs = true;
      continue;
    }
    if (flag === '-n') {
      resolves = false;
      continue;
    }
    const argument = at + 1 < last ? match.words[at + 1] : undefined;
    const value = argument?.opaque ? undefined : (argument?.text ?? '');
    if (flag === '-u') {
      if (value !== undefined && !/^\s*[+-]?\d*$/.test(value)) {
        fault(run, 'wrong-argument', text('the id behind `-u` is a whole number, not `{0}`', value), at + 1);
        return undefined;
      }
      if (value) id = { value, word: at + 1 };
    } else if (flag === '-f') {
      if (!method && !criterion.method && criterion.type !== undefined) {
        fault(run, 'missing-match-method', text('`{0}` has no matching method of its own: choose one with `-m` before `-f`', criterion.name), at);
        return undefined;
      }
      if (value === '') {
        fault(run, 'missing-argument', text('the name of a file is missing behind `-f`'), at);
        return undefined;
      }
      if (value !== undefined) {
        match.mention('ref', 'path', value, at + 1);
        match.keep('pattern-file', at + 1, { name: value, pairs, method: method ?? criterion.method, resolves, out: undefined, severity: run.severity } satisfies PatternFile);
      }
      loaded = true;
    } else if (flag === '-m') {
      if (!checkMethod(run, at, value, loaded, method !== undefined, criterion)) return undefined;
      method = (value ?? 'str') as MatchMethod;
    } else {
      fault(run, 'unknown-argument', text('`{0}` is no flag of ACLs: write `--` before values that begin with `-`', flag), at);
      return undefined;
    }
    at++;
  }
  return { next: at, method, resolves, id };
}

function checkMethod(run: Run, at: number, value: string | undefined, loaded: boolean, again: boolean, criterion: Criterion): boolean {
  if (loaded) fault(run, 'wrong-argument', text('`-m` must stand before values and files'), at);
  else if (again && run.since('3.3')) fault(run, 'duplicate-argument', text('`-m` may be given only once since 3.3: the last one counted'), at);
  else if (value === undefined) return true;
  else if (value === '') fault(run, 'missing-argument', text('`-m` needs a method: {0}', methodNames.join(', ')), at);
  else {
    const wanted = typeOfMethod(value, run.since);
    if (!wanted) fault(run, 'wrong-argument', text('`{0}` is no matching method: {1}', value, methodNames.join(', ')), at + 1);
    else if ((value !== 'found' || !run.since('1.6')) && !casts(criterion.type, wanted === 'sint' && !run.since('1.6') ? 'uint' : wanted, run.since))
      fault(run, 'wrong-argument', text('`{0}` cannot be matched with `-m {1}`', criterion.name, value), at + 1);
    else return true;
  }
  return false;
}

/** Checks the values; gathers the indexes of their words. */
function readValues(run: Run, from: number, last: number, method: MatchMethod | undefined, resolves: boolean, values: number[]): boolean {
  const { match } = run;
  let operator = 'eq';
  for (let at = from; at < last; at++) {
    const word = match.word(at);
    if (word.opaque) continue;
    if (word.text === '') break;
    if ((method === 'int' || method === 'len' || method === 'version') && operators.has(word.text)) {
      operator = word.text;
      continue;
    }
    values.push(at);
    const wrong = method && patternFault(word.text, { method, operator, resolves });
    if (wrong) {
      fault(run, method === 'reg' || method === 'regm' ? 'bad-regex' : 'wrong-pattern', wrong, at);
      return false;
    }
  }
  return true;
}
