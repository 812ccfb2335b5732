// The fetches, converters and aliases that a line holds, with the keyword of each: for hover and colours.
import type { Binding, BoundValue } from '../../core/grammar/match';
import type { Keyword, Knowledge } from '../../core/knowledge';
import type { Statement, Word } from '../../core/tree';
import type { AclExpression } from './acl';
import type { Condition } from './condition';
import type { LogFormat } from './log-format';
import type { SampleExpression, Term } from './sample';

/** One word of an expression language; offsets are relative to the statement. */
export interface KeywordTerm {
  readonly start: number;
  readonly end: number;
  readonly keyword: Keyword;
}

/** All terms of a statement whose keywords the release knows. Words with escapes, or quotes within, are left out: their offsets are not those of the source. */
export function termsOf(statement: Statement, binding: Binding, knowledge: Knowledge, release: number, source: string): KeywordTerm[] {
  const found: KeywordTerm[] = [];
  const add = (at: number, name: string, span: { start: number; end: number }, sets: readonly string[]) => {
    const word = statement.words[at];
    const shift = word && shiftOf(word, statement, source);
    if (!word || shift === undefined) return;
    for (const set of sets) {
      const { keyword, standing } = knowledge.find(set, name, '*', release);
      if (!keyword || standing !== 'known') continue;
      found.push({ start: word.start + shift + span.start, end: word.start + shift + span.end, keyword });
      return;
    }
  };
  const term = (one: Term | undefined, sets: readonly string[]) => one && add(one.word, one.name, one, sets);
  const sample = (one: SampleExpression) => {
    term(one.fetch, ['sample', 'acl']);
    for (const converter of one.converters) term(converter, ['converter']);
  };
  const acl = (one: AclExpression) => {
    const text = statement.words[one.word]?.text ?? '';
    const end = text.search(/[(,]/);
    const name = end < 0 ? text : text.slice(0, end);
    add(one.word, name, { start: 0, end: name.length }, ['acl', 'sample']);
  };
  for (const value of binding.values) {
    if (isA<SampleExpression>(value, 'sample')) sample(value.value);
    else if (isA<AclExpression>(value, 'acl')) acl(value.value);
    else if (isA<Condition>(value, 'condition')) for (const one of value.value.alternatives.flat()) one.expression && acl(one.expression);
    else if (isA<LogFormat>(value, 'log-format')) {
      for (const one of value.value.expressions) sample(one);
      for (const alias of value.value.aliases) add(alias.word, alias.name, alias, ['log-alias']);
    }
  }
  return found;
}

/** How much later a word's text stands in its source: 1 behind a quote. Undefined where the two differ in more than quotes around. */
function shiftOf(word: Word, statement: Statement, source: string): number | undefined {
  if (!word.quoted) return 0;
  const written = source.slice(statement.start + word.start, statement.start + word.end);
  return written === `"${word.text}"` || written === `'${word.text}'` ? 1 : undefined;
}

/** Values are kept by kind: the kind tells what they are. */
function isA<T>(value: BoundValue, kind: string): value is BoundValue & { readonly value: T } {
  return value.kind === kind;
}
