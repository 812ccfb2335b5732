// Value types of the actions of rules: numbers and times that may be expressions, counters, names of services and of headers.
import type { Match, ValueType, ValueTypes } from '../../core/grammar/match';
import { text } from '../../core/text';
import { regexFault } from '../expressions/regex';
import { hostOf } from '../host';
import { atoi, isWhole } from './c-numbers';
import { readTime, sizeOf, surplusUnit } from './numbers';
import { hasErrorPage } from './proxy-words';
import { fromRelease } from './release';

/** `nothing`: no word may stand here, not even a condition. */
const nothing: ValueType = {
  mayBeEmpty: true,
  read(match, at) {
    if (at < match.words.length && !match.word(at).opaque) match.report('error', 'unexpected-argument', text('nothing may stand behind `{0}` in this release, no condition either', match.keyword?.name ?? ''), at);
    return match.words.length;
  },
};

/** `any-case(a,b)`: one of the words, in any case. */
const anyCase: ValueType = {
  read(match, at, params) {
    const word = match.word(at);
    if (!word.opaque && !params.includes(word.text.toLowerCase())) match.report('error', 'wrong-argument', text('expected {0}, not `{1}`', params.map((one) => `\`${one}\``).join(', '), word.text), at);
    return at + 1;
  },
  propose: (_match, _typed, params) => params.map((one) => ({ text: one })),
};

/** `header-name`: characters that cannot stand in it are warned about from 2.8 on; a colon may come first. */
const headerName: ValueType = {
  read(match, at) {
    const word = match.word(at);
    const wrong = word.opaque ? undefined : /[^\w!#$%&'*+.^`|~-]/.exec(word.text.replace(/^:/, '_'));
    if (wrong && fromRelease(match, '2.8')) match.report('warning', 'bad-name', text('`{0}` cannot stand in the name of a header', wrong[0]), at);
    return at + 1;
  },
};

/** `header-pattern`: a header's name, which `-m reg` behind it makes a regular expression. */
const headerPattern: ValueType = {
  read(match, at) {
    const regular = match.word(at + 1).text === '-m' && match.word(at + 2).text === 'reg' && !match.word(at).opaque;
    const wrong = regular ? regexFault(match.word(at).text) : undefined;
    if (wrong) match.report('error', 'bad-regex', wrong, at);
    return at + 1;
  },
};

/** `service(known,...)`: one of the words, or what a script brings along. */
const service: ValueType = {
  read(match, at, params) {
    const word = match.word(at);
    if (!word.opaque && !params.includes(word.text) && !match.around.foreign?.(word.text)) match.report('error', 'wrong-argument', text('there is no service `{0}`', word.text), at);
    return at + 1;
  },
  propose: (_match, _typed, params) => params.map((one) => ({ text: one })),
};

/** `denied-status`: a status without an error page is warned about and replaced. Upstream: parse_http_req_cond() until 2.1. */
const deniedStatus: ValueType = {
  mayBeEmpty: true,
  read(match, at) {
    const word = match.word(at);
    if (!word.opaque && !hasErrorPage(match.around, atoi(word.text))) match.report('warning', 'wrong-argument', text('there is no error page for status `{0}`: the default status is used', word.text), at);
    return at + 1;
  },
};

/** Reads a sample instead of a constant, with the parameters that are meant for it. Some releases do not read the word behind it (`skip`). */
function readSampleWord(match: Match, at: number, params: readonly string[], argument: Parameters<ValueType['read']>[3]): number {
  const next = match.around.types.sample?.read(match, at, params, argument) ?? at + 1;
  return next > 0 && params.includes('skip') ? Math.min(next + 1, match.words.length) : next;
}

/** `number-or-sample(base,low..high,places...)`: a whole number, or an expression; with `skip` among the places, the word behind an expression is not read. */
const numberOrSample: ValueType = {
  read(match, at, [base, range, ...params], argument) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    if (!isWhole(word.text, Number(base))) return readSampleWord(match, at, params, argument);
    const [low, high] = (range ?? '..').split('..');
    const value = atoi(word.text);
    if ((low && value < Number(low)) || (high && value > Number(high))) match.report('error', 'out-of-range', text('`{0}` is out of range: {1} to {2}', word.text, low ?? '', high ?? ''), at);
    return at + 1;
  },
};

/** `time-or-sample(least,places...)`: a time in milliseconds, or an expression; `least` 1 refuses 0. With `skip`, the word behind an expression is not read. */
const timeOrSample: ValueType = {
  read(match, at, [least, ...params], argument) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const time = readTime(word.text, 'ms', fromRelease(match, '2.4'));
    if (!time) return readSampleWord(match, at, params, argument);
    if (time.amount >= 0x80000000n) match.report('error', 'out-of-range', text('`{0}` is too long: {1} is the most', word.text, '2147483647ms'), at);
    else if (least === '1' && time.amount === 0n) match.report('error', 'out-of-range', text('the time cannot be 0'), at);
    else if (time.rest !== '' && fromRelease(match, '2.4')) match.report('warning', 'wrong-argument', surplusUnit(time.rest), at);
    return at + 1;
  },
};

/** `size-or-sample(places...)`: a size in bytes, or an expression. */
const sizeOrSample: ValueType = {
  read(match, at, params, argument) {
    const word = match.word(at);
    return word.opaque || sizeOf(word.text, match.around, 32) !== undefined ? at + 1 : readSampleWord(match, at, params, argument);
  },
};

/** How many counters a session may track: 3, or from 2.8 on what the global section says; undefined when that cannot be told. */
function countersOf(match: Match): number | undefined {
  return fromRelease(match, '2.8') ? hostOf(match).stickCounters : 3;
}

/** The first number that is refused where a counter is only looked at: before 2.2 one much too high (ACT_ACTION_TRK_SCMAX). */
function refusedFrom(match: Match): number | undefined {
  return fromRelease(match, '2.2') ? countersOf(match) : fromRelease(match, '1.9') ? 26 : 25;
}

function checkCounter(match: Match, at: number, digits: string, most: number | undefined, part?: { start: number; end: number }): void {
  const number = Number(digits);
  if (!/^\s*[+-]?\d*$/.test(digits)) match.report('error', 'wrong-argument', text('`{0}` is no number of a counter', digits), at, part);
  else if (most === 0) match.report('error', 'out-of-range', text('there are no counters: `tune.stick-counters` is 0'), at, part);
  else if (most !== undefined && (number >= most || number < 0)) match.report('error', 'out-of-range', text('counter {0} does not exist: {1} is the last one', digits, most - 1), at, part);
  else if (most !== undefined && number > 2 && !fromRelease(match, '2.2')) match.report('warning', 'out-of-range', text('counter {0} does not exist: {1} is the last one', digits, 2), at, part, { origin: 'advice' });
}

/** `counter`: the number of a counter; `counter(tracked)`: of one that is about to be tracked. */
const counter: ValueType = {
  read(match, at, params) {
    if (!match.word(at).opaque) checkCounter(match, at, match.word(at).text, params.includes('tracked') ? countersOf(match) : refusedFrom(match));
    return at + 1;
  },
};

/** `counter-element`: an element of an array and a counter, with a comma between them. */
const counterElement: ValueType = {
  read(match, at) {
    const word = match.word(at);
    const comma = word.text.indexOf(',');
    if (word.opaque) return at + 1;
    if (comma < 0 || !/^\s*[+-]?\d*$/.test(word.text.slice(0, comma))) match.report('error', 'wrong-argument', text('expected the number of an element and that of a counter, such as `0,1`, not `{0}`', word.text), at);
    else checkCounter(match, at, word.text.slice(comma + 1), refusedFrom(match), { start: comma + 1, end: word.text.length });
    return at + 1;
  },
};

/** `resolution`: a variable, a `resolvers` section and preferences, separated by commas. Upstream: resolv_parse_do_resolve(). */
const resolution: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const [name = '', resolvers, ...options] = word.text.split(',');
    const wrong = options.find((option) => !'ipv4'.startsWith(option) && !'ipv6'.startsWith(option));
    if (resolvers === undefined) match.report('error', 'missing-argument', text('expected a variable and a `resolvers` section, with a comma between them'), at);
    else if (wrong !== undefined) match.report('error', 'wrong-argument', text('expected `ipv4` or `ipv6`, not `{0}`', wrong), at);
    else {
      match.mention('ref', 'resolvers', resolvers, at, { start: name.length + 1, end: name.length + 1 + resolvers.length });
      if (/^[a-z]+\.[\w.]+$/.test(name)) match.mention('def', 'var', name, at, { start: 0, end: name.length });
    }
    return at + 1;
  },
};

export const ruleWordTypes: ValueTypes = {
  nothing,
  'any-case': anyCase,
  'header-name': headerName,
  'header-pattern': headerPattern,
  service,
  'denied-status': deniedStatus,
  'number-or-sample': numberOrSample,
  'time-or-sample': timeOrSample,
  'size-or-sample': sizeOrSample,
  counter,
  'counter-element': counterElement,
  resolution,
};
