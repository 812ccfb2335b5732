// Value types of HAProxy's expression languages: samples, ACLs, conditions, log formats, variables, regular expressions.
import { Match, type ValueType, type ValueTypes } from '../../core/grammar/match';
import { text } from '../../core/text';
import { type AclExpression, readAcl } from './acl';
import { casts } from './casts';
import { type Condition, readCondition, startsCondition } from './condition';
import { readLogFormat } from './log-format';
import { placeOf } from './places';
import { regexFault } from './regex';
import { fault, runOf, sinceOf } from './run';
import { readSample, typeName } from './sample';
import { variableConditions, variableFault } from './variables';

/** A sample expression over one or more words; `alone`: over one. Other parameters: the places where it is evaluated. */
const sample: ValueType = {
  read(match, at, params) {
    const place = placeOf(match, 'sample', params);
    const run = runOf(match, place.mask);
    const expression = readSample(run, at, params.includes('alone') ? { alone: true } : {});
    match.keep('sample', at, expression);
    if (!expression.ok) return -1;
    const { fetch } = expression;
    if (fetch && run.place && !(expression.places & run.place)) fault(run, 'sample-not-available', text('`{0}` is not available here', fetch.name), at, fetch);
    return Math.max(expression.next, at + 1);
  },
};

/** Converters alone, for a text: the daemon puts a fetch before them. What comes out must be bytes. Upstream: postcheck_log_backend(). */
const converters: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const inner = new Match([{ ...word, text: `str(x),${word.text}`, quoted: true }], match.around);
    const run = runOf(inner, 0);
    const expression = readSample(run, 0, { alone: true });
    if (expression.ok && !casts(expression.out, 'bin', run.since)) fault(run, 'incompatible-converter', text('this yields {0}, where {1} is needed', typeName(expression.out), typeName('bin')), 0);
    match.problems.push(...inner.problems);
    return at + 1;
  },
};

/** The name of an ACL that the line declares. */
const aclName: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const run = runOf(match, 0);
    const wrong = /[^\w.:-]/.exec(word.text);
    if (wrong || word.text === '') fault(run, 'bad-name', text('`{0}` may not stand in the name of an ACL', wrong?.[0] ?? ''), at, wrong ? { start: wrong.index, end: wrong.index + 1 } : undefined);
    else if (/^or$/i.test(word.text) && run.since('2.2')) fault(run, 'bad-name', text('`{0}` cannot name an ACL: in conditions it means another alternative', word.text), at);
    match.mention('def', 'acl', word.text, at);
    return at + 1;
  },
};

/** The body of an ACL up to the end of the line: criterion, flags, values. */
const acl: ValueType = {
  read(match, at) {
    const expression = readAcl(runOf(match, 0), at, lastWord(match, at));
    match.keep('acl', at, expression);
    if (expression.id) match.keep('acl-id', at, [expression] satisfies AclExpression[]);
    return match.words.length;
  },
};

/** The index behind the last word; words of unknown number end the check of what follows. */
function lastWord(match: Match, from: number): number {
  for (let at = from; at < match.words.length; at++) if (match.words[at]?.spread) return at;
  return match.words.length;
}

/** `if` or `unless` and the condition behind it, to the end of the line. */
const condition: ValueType = {
  accepts: (match, at) => startsCondition(match.word(at).text),
  read(match, at, params) {
    const word = match.word(at);
    if (word.opaque) return match.words.length;
    const run = runOf(match, placeOf(match, 'condition', params).mask);
    if (!startsCondition(word.text)) {
      fault(run, 'wrong-argument', text('expected `if` or `unless`, not `{0}`', word.text), at);
      return -1;
    }
    keepCondition(match, at, readCondition(run, at + 1));
    return match.words.length;
  },
};

/** Keeps a condition for rules, and those of its ACLs that have an id. */
function keepCondition(match: Match, at: number, read: Condition): void {
  match.keep('condition', at, read);
  const named: AclExpression[] = [];
  for (const terms of read.alternatives) for (const { expression } of terms) if (expression?.id) named.push(expression);
  if (named.length > 0) match.keep('acl-id', at, named);
}

/** A condition without the leading word, to the end of the line. */
const bareCondition: ValueType = {
  read(match, at, params) {
    keepCondition(match, at, readCondition(runOf(match, placeOf(match, 'condition', params).mask), at));
    return match.words.length;
  },
};

/** A log format in one word. Formats that the daemon reads only when a proxy uses them keep their problems for a rule. */
const logFormat: ValueType = {
  read(match, at, params) {
    const place = placeOf(match, 'log-format', params);
    const before = match.problems.length;
    const run = runOf(match, place.mask, sinceOf(match)('1.7') ? 'error' : 'warning', place.late);
    const format = readLogFormat(run, at, place.http);
    const deferred = place.late ? match.problems.splice(before) : [];
    match.keep('log-format', at, { ...format, late: place.late, problems: deferred });
    if (deferred.length > 0) match.keep('faulty-format', at, true);
    return at + 1;
  },
};

/** The name of a variable with its scope, `process`: one that lives as long as the process. With the parameter `conditions`, from 2.6 on, conditions of setting it may follow after commas. */
const variable: ValueType = {
  read(match, at, params) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const run = runOf(match, 0);
    const [name = '', ...conditions] = params.includes('conditions') && run.since('2.6') ? word.text.split(',') : [word.text];
    const wrong = variableFault(run, name);
    const end = conditions.indexOf('');
    const condition = (end < 0 ? conditions : conditions.slice(0, end)).find((one) => !variableConditions.includes(one));
    if (wrong) fault(run, 'bad-variable', wrong, at);
    else if (params.includes('process') && !name.startsWith('proc.')) fault(run, 'bad-variable', text('`{0}` cannot be set here: only variables of `proc.` can', name), at);
    else if (condition !== undefined) fault(run, 'bad-variable', text('`{0}` is none of {1}', condition, variableConditions.join(', ')), at);
    else match.mention('def', 'var', name, at, { start: 0, end: name.length });
    return at + 1;
  },
};

/** A regular expression. */
const regex: ValueType = {
  read(match, at) {
    const word = match.word(at);
    const wrong = word.opaque ? undefined : regexFault(word.text);
    if (wrong) fault(runOf(match, 0), 'bad-regex', wrong, at);
    return at + 1;
  },
};

/** Types by the name with which grammars call them. */
export const expressionTypes: ValueTypes = { sample, converters, 'acl-name': aclName, acl, condition, 'bare-condition': bareCondition, 'log-format': logFormat, var: variable, regex };
