// Conditions: terms with `!`, `or`, `||` and anonymous ACLs in braces; upstream: parse_acl_cond() of acl.c.
import { text } from '../../core/text';
import { longer } from '../../core/tight';
import { type AclExpression, readAcl } from './acl';
import { fault, type Run } from './run';

/** One term: the name of an ACL, or an anonymous one. */
export interface ConditionTerm {
  readonly negated: boolean;
  /** Undefined for an anonymous ACL. */
  readonly name: string | undefined;
  /** Undefined for a named ACL. */
  readonly expression: AclExpression | undefined;
  readonly word: number;
}

/** A condition as it was written: alternatives of terms that must all hold. */
export interface Condition {
  readonly ok: boolean;
  readonly alternatives: readonly (readonly ConditionTerm[])[];
  /** Where the line is evaluated, as a mask; 0 when that is not known. */
  readonly place: number;
  readonly word: number;
}

const none: readonly never[] = [];

/** Whether a word begins the condition at the end of a line. */
export const startsCondition = (word: string): boolean => word === 'if' || word === 'unless';

function conditionOf(run: Run, word: number, ok: boolean, alternatives: Condition['alternatives'], last: readonly ConditionTerm[]): Condition {
  return { ok, alternatives: last.length > 0 ? longer(alternatives, last) : alternatives, place: run.place, word };
}

/** Reads a condition from the first word behind `if` or `unless` to the end of the line. Names become mentions. */
export function readCondition(run: Run, from: number): Condition {
  const { match } = run;
  let alternatives: readonly (readonly ConditionTerm[])[] = none;
  let suite: readonly ConditionTerm[] = none;
  let negated = false;
  for (let at = from; at < match.words.length; at++) {
    const word = match.word(at);
    if (word.opaque) {
      if (word.spread) match.lost = true;
      continue;
    }
    if (word.text === '') break;
    let marks = 0;
    while (word.text[marks] === '!') marks++;
    const name = marks > 0 ? word.text.slice(marks) : word.text;
    if (marks % 2) negated = !negated;
    if (name === '') continue;
    if (name === '||' || (name.length === 2 && name.toLowerCase() === 'or')) {
      if (suite.length > 0) alternatives = longer(alternatives, suite);
      suite = none;
      negated = false;
      continue;
    }
    let term: ConditionTerm;
    if (name === '{') {
      let last = at + 1;
      while (last < match.words.length && match.word(last).text !== '}' && match.word(last).text !== '' && !match.word(last).spread) last++;
      if (match.words[last]?.spread) {
        match.lost = true;
        return conditionOf(run, from, true, alternatives, suite);
      }
      if (match.words[last]?.text !== '}') {
        fault(run, 'unclosed-brace', text('`}` is missing: it stands alone, with a blank before it'), at);
        return conditionOf(run, from, false, alternatives, suite);
      }
      const expression = readAcl(run, at + 1, last);
      term = { negated, name: undefined, expression, word: at + 1 };
      if (!expression.ok) return conditionOf(run, from, false, alternatives, suite);
      at = last;
    } else {
      term = { negated, name, expression: undefined, word: at };
      match.mention('ref', 'acl', name, at, { start: marks, end: word.text.length });
    }
    suite = longer(suite, term);
    negated = false;
  }
  return conditionOf(run, from, true, alternatives, suite);
}
