// Times with fractions as each release reads them. Upstream: read_double_func() until 2.1, read_decimal_unsigned_long_func() since, and read_timer() of lib/parser.c.
import type { Match, ValueType, ValueTypes } from '../../core/grammar/match';
import { duration } from '../../core/quantities';
import { text } from '../../core/text';
import { fromRelease } from '../releases';
import { complain, severityOf } from './faults';
import { type NumberFault, numberMessage, readInteger } from './integers';

interface Read {
  readonly value: number;
  readonly fault?: NumberFault;
  /** More digits behind the point than count. */
  readonly rounded?: boolean;
}

/** A number with a fraction as strtod() reads it. */
function readDouble(word: string, low: number, high: number): Read {
  const digits = word.trim();
  if (digits === '') return low > 0 ? { value: 0, fault: 'range' } : { value: 0 };
  if (/^[+-]?(inf(inity)?|nan)$/i.test(digits)) return { value: 0, fault: 'range' };
  if (!/^[+-]?((\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?|0x[0-9a-f]+)$/i.test(digits)) return { value: 0, fault: 'no-number' };
  const value = Number(digits);
  return value < low || value > high ? { value, fault: 'range' } : { value };
}

/** A number with at most so many digits behind the point. */
function readDecimal(word: string, low: number, high: number, places: number): Read {
  if (word[0] === '-') return { value: 0, fault: 'negative' };
  const point = word.indexOf('.');
  const rounded = point >= 0 && word.length - point - 1 > places;
  const digits = word.replace(/^\s+/, '');
  // What stands before a wrong character counts, as a number of the smallest unit.
  if (!/^\+?\d*(\.\d*)?$/.test(digits)) return { value: Number(/^\d*/.exec(digits)?.[0] || 0), fault: 'no-number' };
  const number = Number(digits.replace(/^\+/, '').replace(/^\.?$/, '0'));
  const value = rounded ? Math.round(number * 10 ** places) / 10 ** places : number;
  return value < low || value > high ? { value, fault: 'range', rounded } : { value, rounded };
}

function limits(params: readonly string[]): { low: number; high: number; named: [string, string] } {
  const [low, high] = (params[0] ?? '..').split('..');
  return { low: Number(low || 0), high: high ? Number(high) : 1.8e13, named: [low || '0', high || '18446744073709'] };
}

function report(match: Match, at: number, name: string, read: Read, params: readonly string[]): void {
  const { named } = limits(params);
  const word = match.word(at).text;
  const one = params.includes('not-zero') && read.value === 0;
  if (read.fault === 'no-number' && one && fromRelease(match.around, '2.2.4')) complain(match, 'warning', 'wrong-argument', text('`<{0}>` is a number, not `{1}`: 1 is taken', name, word), at);
  else if (read.fault) complain(match, severityOf(params), read.fault === 'range' ? 'out-of-range' : 'wrong-argument', numberMessage(name, word, read.fault, named[0], named[1]), at);
  else if (read.rounded) complain(match, 'warning', 'wrong-argument', text('`{0}` has too many digits behind the point: it is rounded', word), at);
  else if (one) complain(match, 'warning', 'out-of-range', text('`0` is taken as 1'), at);
}

const explain = (value: string): string | undefined => (/^\d+(\.\d+)?$/.test(value) && Number(value) >= 60 ? duration(Number(value) * 1000) : undefined);
const unit = (value: string): string | undefined => (/^\d+(\.\d+)?$/.test(value) ? 's' : undefined);

/** `decimal(low..high,places)`: a number with a fraction. Until 2.1 as many digits as wanted, and exponents. */
const decimal: ValueType = {
  read(match, at, params, argument) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const { low, high } = limits(params);
    report(match, at, argument.name, fromRelease(match.around, '2.2.4') ? readDecimal(word.text, low, high, Number(params[1] ?? 6)) : readDouble(word.text, low, high), params);
    return at + 1;
  },
  explain: (value, _params, around) => (around.release >= 0 ? explain(value) : undefined),
};

/** `timer(low..high)`: seconds. Whole ones before 2.0.20, with fractions since. */
const timer: ValueType = {
  read(match, at, params, argument) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const { low, high } = limits(params);
    if (fromRelease(match.around, '2.0.20')) return decimal.read(match, at, params, argument);
    const { value, fault } = readInteger(word.text, BigInt(Math.ceil(low)), BigInt(Math.floor(high)), false);
    report(match, at, argument.name, { value: Number(value), ...(fault ? { fault } : {}) }, params);
    return at + 1;
  },
  explain,
  unit,
};

/** `lifetime`: seconds, or `forever`. */
const lifetime: ValueType = {
  read(match, at, _params, argument) {
    const word = match.word(at);
    const { fault } = readInteger(word.text, 0n, 0xffffffffn, false);
    if (!word.opaque && word.text !== 'forever' && fault) complain(match, 'error', 'wrong-argument', numberMessage(argument.name, word.text, fault, 0n, 0xffffffffn), at);
    return at + 1;
  },
  propose: () => [{ text: 'forever' }],
};

/** `rtt`: a time of a route: milliseconds, or with `s` or `ms`. Upstream: get_time_rtt(). */
const rtt: ValueType = {
  read(match, at, _params, argument) {
    const word = match.word(at);
    if (!word.opaque && !/^\s*\d*(\.\d*)?(m?s(ecs?)?)?$/i.test(word.text)) match.report('error', 'wrong-argument', text('`<{0}>` is a time such as `200ms`, not `{1}`', argument.name, word.text), at);
    return at + 1;
  },
};

export const timeTypes: ValueTypes = { decimal, timer, lifetime, rtt };
