// Numbers as the C library reads them: HAProxy often takes what atoi() makes of a word, digits in front and all.
import type { ValueType, ValueTypes } from '../../core/grammar/match';
import { text } from '../../core/text';
import { bounds } from '../../core/values';

const longMax = 0x7fffffffffffffffn;

/** What atol() makes of a text: the number in front, 0 without one, the nearest 64-bit number when it is too big. */
export function atol(value: string): bigint {
  const shape = /^\s*([+-]?)(\d+)/.exec(value);
  if (!shape) return 0n;
  const size = BigInt((shape[2] as string).slice(0, 400));
  const limit = shape[1] === '-' ? longMax + 1n : longMax;
  const number = size > limit ? limit : size;
  return shape[1] === '-' ? -number : number;
}

/** The same, cut to an int as the assignment does. */
export function atoi(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  return Number(BigInt.asIntN(32, atol(value)));
}

/** Whether strtol() reads the whole text as a number of a base; base 0 knows octal and hexadecimal too. */
export function isWhole(value: string, base: number): boolean {
  return (base === 0 ? /^\s*[+-]?(?:0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)$/ : /^\s*[+-]?\d+$/).test(value);
}

/** The message about a value outside of its range; either bound may be infinite. */
export function outside(written: string, low: number, high: number, unit = ''): string {
  if (high === Number.POSITIVE_INFINITY) return text('`{0}` is out of range: {1} is the least', written, `${low}${unit}`);
  if (low === Number.NEGATIVE_INFINITY) return text('`{0}` is out of range: {1} is the most', written, `${high}${unit}`);
  return text('`{0}` is out of range: {1} to {2}', written, `${low}${unit}`, `${high}${unit}`);
}

/** Reports a number outside of the range given as `low..high` in the type's parameters. */
function checkRange(match: Parameters<ValueType['read']>[0], at: number, value: number, params: readonly string[], severity: 'error' | 'warning' = 'error'): void {
  const { low, high } = bounds(params);
  if (value < low || value > high) match.report(severity, 'out-of-range', outside(match.word(at).text, low, high), at);
}

/** `atoi(low..high)`: any word, its value what atoi() makes of it; `atoi(low..high,long)` does not cut it to 32 bits; `atoi(low..high,nonzero)`: not 0 either; `atoi(low..high,digit)`: it begins with a digit. A word that is no number is worth a hint. */
const lenient: ValueType = {
  pure: true,
  read(match, at, params, argument) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const problems = match.problems.length;
    const value = params[1] === 'long' ? Number(atol(word.text)) : atoi(word.text);
    if (params[1] === 'digit' && !/^\d/.test(word.text)) match.report('error', 'wrong-argument', text('`<{0}>` is a whole number, not `{1}`', argument.name, word.text), at);
    else if (params[1] === 'nonzero' && value === 0) match.report('error', 'out-of-range', text('`{0}` counts as 0, which cannot stand here', word.text), at);
    else checkRange(match, at, value, params);
    if (match.problems.length === problems && !isWhole(word.text, 10)) match.report('warning', 'misread-number', text('`{0}` is no whole number: it counts as {1}', word.text, atoi(word.text)), at, undefined, { origin: 'advice' });
    return at + 1;
  },
};

/** `strtol(base,low..high)`, `strtol(base,nonzero)`: the whole word is a number of the base (0: decimal, octal or hexadecimal by its prefix). */
const strict: ValueType = {
  pure: true,
  accepts: (match, at, params) => isWhole(match.word(at).text, Number(params[0] ?? 10)),
  read(match, at, params, argument) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    if (!isWhole(word.text, Number(params[0] ?? 10))) match.report('error', 'wrong-argument', text('`<{0}>` is a whole number, not `{1}`', argument.name, word.text), at);
    else if (params[1] === 'nonzero') {
      if (atol(word.text) === 0n) match.report('error', 'out-of-range', outside(word.text, 1, Number.POSITIVE_INFINITY), at);
    } else if (params[1]) checkRange(match, at, Number(atol(word.text)), params.slice(1));
    return at + 1;
  },
};

/** `number(base,low..high)`: the same for a place where any word is taken for the number, also where it may be left out. */
const number: ValueType = { pure: true, read: strict.read };

/** `soft-atoi(low..high)`: a number outside of its range is warned about and not taken. */
const soft: ValueType = {
  read(match, at, params) {
    if (!match.word(at).opaque) checkRange(match, at, atoi(match.word(at).text), params, 'warning');
    return at + 1;
  },
};

/** `over(least,exception)`: what atoi() makes of the word is at least `least`, or the exception. */
const over: ValueType = {
  read(match, at, params) {
    const word = match.word(at);
    const value = atoi(word.text);
    if (!word.opaque && value < Number(params[0]) && value !== Number(params[1])) match.report('error', 'out-of-range', text('`{0}` is out of range: {1}, or at least {2}', word.text, params[1] ?? '', params[0] ?? ''), at);
    return at + 1;
  },
};

export const cNumberTypes: ValueTypes = { atoi: lenient, strtol: strict, number, 'soft-atoi': soft, over };
