// Conditions: terms with `!`, `or`, `||` and anonymous ACLs in braces; upstream: parse_acl_cond() of acl.c.
import { text } from '../../core/text';
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

/** Reads a condition from the first word behind `if` or `unless` to the end of the line. Names become mentions. */
export function readCondition(run: Run, from: number): Condition {
  const { match } = run;
  const alternatives: ConditionTerm[][] = [];
  let suite: ConditionTerm[] | undefined;
  let negated = false;
  const result = (ok: boolean): Condition => ({ ok, alternatives, place: run.place, word: from });
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
      suite = undefined;
      negated = false;
      continue;
    }
    let term: ConditionTerm;
    if (name === '{') {
      let last = at + 1;
      while (last < match.words.length && match.word(last).text !== '}' && match.word(last).text !== '' && !match.word(last).spread) last++;
      if (match.words[last]?.spread) {
        match.lost = true;
        return result(true);
      }
      if (match.words[last]?.text !== '}') {
        fault(run, 'unclosed-brace', text('`}` is missing: it stands alone, with a blank before it'), at);
        return result(false);
      }
      const expression = readAcl(run, at + 1, last);
      term = { negated, name: undefined, expression, word: at + 1 };
      if (!expression.ok) return result(false);
      at = last;
    } else {
      term = { negated, name, expression: undefined, word: at };
      match.mention('ref', 'acl', name, at, { start: marks, end: word.text.length });
    }
    if (!suite) alternatives.push((suite = []));
    suite.push(term);
    negated = false;
  }
  return result(true);
}
