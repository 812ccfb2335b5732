// Times and sizes with units as each release reads them; upstream: parse_time_err() and parse_size_err().
import type { ValueType, ValueTypes } from '../../core/grammar/match';
import { text } from '../../core/text';
import { bounds } from '../../core/values';
import { outside } from './c-numbers';
import { fromRelease, isFrom, type Release } from './release';

/** Milliseconds of a unit, as a fraction where it is less. */
const milliseconds: Readonly<Record<string, readonly [number, number]>> = { us: [1, 1000], ms: [1, 1], s: [1000, 1], m: [60_000, 1], h: [3_600_000, 1], d: [86_400_000, 1] };
/** The first time that is too long, in the default unit: timers are 31 bits wide. */
const tooLong = 0x80000000n;

/** A time in a default unit, rounded up: its value as a 64-bit number, and the text behind the unit. Undefined when a release cannot read it. */
export function readTime(value: string, unit: string, strict: boolean): { readonly amount: bigint; readonly rest: string } | undefined {
  const shape = /^(\d*)(us|ms|[smhd])?/.exec(value);
  const digits = shape?.[1] ?? '';
  if (strict && digits === '') return undefined;
  const number = BigInt.asUintN(64, BigInt(digits.slice(0, 400) || '0'));
  let rest = value.slice(shape?.[0].length ?? 0);
  let own = shape?.[2];
  if (own === undefined) {
    if (rest === '') return { amount: number, rest };
    // Before 2.4 a lone `u` was read as seconds.
    if (rest[0] !== 'u' || strict) return undefined;
    own = 's';
    rest = rest.slice(1);
  }
  const [times, by] = milliseconds[own] as readonly [number, number];
  const [unitTimes, unitBy] = milliseconds[unit] as readonly [number, number];
  const divisor = BigInt(by * unitTimes);
  return { amount: BigInt.asUintN(64, number * BigInt(times * unitBy) + divisor - 1n) / divisor, rest };
}

/** What is said of text behind the unit of a time. */
export function surplusUnit(rest: string): string {
  return text('`{0}` behind the unit is ignored: only `us`, `ms`, `s`, `m`, `h` and `d` are units', rest);
}

/**
 * `time(unit)`: a time whose default unit is `us`, `ms`, `s`, `m`, `h` or `d`. Too long ones are refused from 2.0 on; text behind the unit is
 * ignored until 2.3 and warned about since. `time(unit,doubtful)`: a number without a unit below `doubtful` is warned about from 3.1 on; `time(unit,doubtful,least)`: less than
 * `least` is refused.
 */
const time: ValueType = {
  pure: true,
  accepts: (match, at) => /^\d/.test(match.word(at).text),
  read(match, at, params, argument) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const strict = fromRelease(match, '2.4');
    const unit = params[0] ?? 'ms';
    const read = readTime(word.text, unit, strict);
    if (!read) match.report('error', 'wrong-argument', text('`<{0}>` is a time such as `10s`, not `{1}`', argument.name, word.text), at);
    else if (read.amount >= tooLong && fromRelease(match, '2.0')) match.report('error', 'out-of-range', text('`{0}` is too long: {1} is the most', word.text, `2147483647${unit}`), at);
    else if (params[2] && read.amount < BigInt(params[2])) match.report('error', 'out-of-range', text('`{0}` is out of range: {1} is the least', word.text, `${params[2]}${unit}`), at);
    else if (read.rest !== '' && strict) match.report('warning', 'wrong-argument', surplusUnit(read.rest), at);
    else if (params[1] && fromRelease(match, '3.1') && /^\d+$/.test(word.text) && Number(word.text) > 0 && Number(word.text) < Number(params[1]))
      match.report('warning', 'suspicious-time', text('`{0}` without a unit is {0} milliseconds: write `{0}ms` if that is meant', word.text), at, undefined, {
        fixes: [{ title: text('Replace by `{0}`', `${word.text}s`), safe: false, edits: [{ start: word.start, end: word.end, newText: `${word.text}s` }] }],
      });
    return at + 1;
  },
};

/** `duration(unit)`: the same for a place where any word is taken for the time, also where it may be left out. */
const duration: ValueType = { pure: true, read: time.read };

/** `timer(low..high)`: a time in milliseconds within bounds. */
const timer: ValueType = {
  pure: true,
  accepts: time.accepts as NonNullable<ValueType['accepts']>,
  read(match, at, params, argument) {
    const word = match.word(at);
    const before = match.problems.length;
    time.read(match, at, ['ms'], argument);
    if (word.opaque || match.problems.length > before) return at + 1;
    const amount = Number(readTime(word.text, 'ms', fromRelease(match, '2.4'))?.amount ?? 0);
    const { low, high } = bounds(params);
    if (amount < low || amount > high) match.report('error', 'out-of-range', outside(word.text, low, high, 'ms'), at);
    return at + 1;
  },
};

const shifts: Readonly<Record<string, bigint>> = { '': 0n, k: 10n, m: 20n, g: 30n, t: 40n, p: 50n };

/** What a size in bytes is worth in a release: undefined when the release cannot read it. `bits`: its width. From 1.6 on nothing may follow the unit, from 2.4 on it begins with a digit. */
export function sizeOf(value: string, release: Release, bits: 32 | 64): bigint | undefined {
  const shape = (bits === 64 ? /^(\d*)([kmgtp]?)/i : /^(\d*)([kmg]?)/i).exec(value);
  const digits = shape?.[1] ?? '';
  const unit = (shape?.[2] ?? '').toLowerCase();
  const rest = value.slice(shape?.[0].length ?? 0);
  if ((digits === '' && isFrom(release, '2.4')) || (rest !== '' && (unit === '' || isFrom(release, '1.6')))) return undefined;
  const size = BigInt(digits.slice(0, 400) || '0') << (shifts[unit] as bigint);
  return size < 1n << BigInt(bits) ? size : undefined;
}

/** `size`, `size(low..high)`: a size in bytes with an optional `k`, `m` or `g`, 32 bits wide. */
const size: ValueType = {
  pure: true,
  accepts: (match, at) => /^\d/.test(match.word(at).text),
  read(match, at, params, argument) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const value = sizeOf(word.text, match.around, 32);
    const [low, high] = (params[0] ?? '..').split('..');
    if (value === undefined) match.report('error', 'wrong-argument', text('`<{0}>` is a size such as `10k`, below 4 gigabytes, not `{1}`', argument.name, word.text), at);
    else if ((low && value < BigInt(low)) || (high && value > BigInt(high))) match.report('error', 'out-of-range', text('`{0}` is out of range: {1} to {2}', word.text, low ?? '', high ?? ''), at);
    return at + 1;
  },
};

export const numberTypes: ValueTypes = { time, duration, timer, size };
