// Whole numbers as the daemon reads them. Upstream: read_int_func() and read_unsigned_func() of lib/parser.c.
import type { Match, ValueType, ValueTypes } from '../../core/grammar/match';
import { text } from '../../core/text';
import { fromRelease } from '../releases';
import { complain, severityOf } from './faults';

/** What is wrong with a number. */
export type NumberFault = 'negative' | 'no-number' | 'range';

const blanks = /^[ \t\f\r\v]*/;

/** Reads a whole number: blanks and a plus sign may stand before it, and an empty word is 0. */
export function readInteger(word: string, low: bigint, high: bigint, signed: boolean): { readonly value: bigint; readonly fault?: NumberFault } {
  const digits = word.replace(blanks, '');
  if (digits === '') return 0n < low ? { value: 0n, fault: 'range' } : { value: 0n };
  if (!signed && digits[0] === '-') return { value: 0n, fault: 'negative' };
  if (!/^[+-]?\d+$/.test(digits)) return { value: 0n, fault: 'no-number' };
  const value = BigInt(digits.replace('+', '').slice(0, 400));
  return value < low || value > high ? { value, fault: 'range' } : { value };
}

/** The bounds of `type(low..high)`, as whole numbers. */
function wholeBounds(params: readonly string[]): { low: bigint; high: bigint } {
  const [low, high] = (params[0] ?? '0..4294967295').split('..');
  return { low: BigInt(low || '0'), high: BigInt(high || '4294967295') };
}

/** Says what is wrong with a number. */
export function numberMessage(name: string, word: string, fault: NumberFault, low: string | bigint, high: string | bigint): string {
  if (fault === 'no-number') return text('`<{0}>` is a number, not `{1}`', name, word);
  if (fault === 'negative') return text('`<{0}>` cannot be negative: `{1}`', name, word);
  return text('`{0}` is out of range: {1} to {2}', word, String(low), String(high));
}

function integer(signed: boolean): ValueType {
  return {
    // `any`: nothing else may stand there, so any word is meant for the number.
    accepts: (match, at, params) => params.includes('any') || /^[+-]?\d/.test(match.word(at).text) || !/^[a-z]/i.test(match.word(at).text),
    read(match, at, params, argument) {
      const word = match.word(at);
      if (word.opaque) return at + 1;
      const { low, high } = wholeBounds(params);
      const { value, fault } = readInteger(word.text, low, high, signed);
      if (fault) complain(match, severityOf(params), fault === 'range' ? 'out-of-range' : 'wrong-argument', numberMessage(argument.name, word.text, fault, low, high), at);
      else if (value === 0n && params.includes('not-zero')) complain(match, 'warning', 'out-of-range', text('`0` is taken as 1'), at);
      return at + 1;
    },
  };
}

/** `number`: any 32-bit number, hexadecimal and octal too. */
const number: ValueType = {
  read(match, at, _params, argument) {
    const word = match.word(at);
    const digits = word.text.replace(blanks, '');
    if (word.opaque || digits === '') return at + 1;
    const good = /^\+?(0x[0-9a-f]+|0[0-7]*|[1-9]\d*)$/i.test(digits);
    const value = good ? (/^\+?0[0-7]+$/.test(digits) ? BigInt(`0o${digits.replace('+', '')}`) : BigInt(digits.replace('+', ''))) : 0n;
    const fault: NumberFault | undefined = digits[0] === '-' ? 'negative' : !good ? 'no-number' : value > 0xffffffffn ? 'range' : undefined;
    if (fault) complain(match, 'error', fault === 'range' ? 'out-of-range' : 'wrong-argument', numberMessage(argument.name, word.text, fault, '0', '4294967295'), at);
    return at + 1;
  },
};

/** Reports a word that is no port from 1 to 65535. Upstream: the port of inet_stosockaddr(). */
function checkPort(match: Match, at: number): void {
  const word = match.word(at);
  if (word.opaque) return;
  const { fault } = readInteger(word.text, 1n, 65535n, false);
  if (fault) complain(match, 'error', fault === 'range' ? 'out-of-range' : 'wrong-argument', numberMessage('port', word.text, fault, 1n, 65535n), at);
}

const port: ValueType = {
  read(match, at) {
    checkPort(match, at);
    return at + 1;
  },
};

/** `service-port`: the port of a virtual or real server; nothing but zeros stands for none. */
const servicePort: ValueType = {
  read(match, at) {
    if (!/^0*$/.test(match.word(at).text)) checkPort(match, at);
    return at + 1;
  },
};

/** `weight(low..high)`: a weight where something is tracked. Of scripts and interfaces the outermost values are taken for the next ones, with a warning. */
const weight: ValueType = {
  read(match, at, params, argument) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const { low, high } = wholeBounds(params);
    const { value, fault } = readInteger(word.text, low, high, true);
    if (fault) complain(match, 'error', fault === 'range' ? 'out-of-range' : 'wrong-argument', numberMessage(argument.name, word.text, fault, low, high), at);
    else if (params.includes('inner') && (value === low || value === high)) complain(match, 'warning', 'out-of-range', text('`{0}` is taken as {1}', word.text, value < 0n ? -253 : 253), at);
    return at + 1;
  },
};

/** `real-time`: a real-time priority; the daemon takes the nearest one that the system has. */
const realTime: ValueType = {
  read(match, at, _params, argument) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const { value, fault } = readInteger(word.text, -2147483648n, 2147483647n, true);
    if (fault) complain(match, 'error', 'wrong-argument', numberMessage(argument.name, word.text, fault, 1n, 99n), at);
    else if (value < 1n || value > 99n) complain(match, 'warning', 'out-of-range', text('`{0}` is taken as {1}: real-time priorities go from 1 to 99', word.text, value < 1n ? 1 : 99), at);
    return at + 1;
  },
};

/** `cpu`: the number of a CPU; how many there are is not known. */
const cpu: ValueType = {
  read(match, at, _params, argument) {
    const word = match.word(at);
    const { fault } = readInteger(word.text, 0n, 2147483647n, true);
    if (!word.opaque && fault) complain(match, 'error', 'wrong-argument', numberMessage(argument.name, word.text, fault, 0n, 1023n), at);
    return at + 1;
  },
};

/** `sync-id`: the number of the synchronization daemon; without one the VRID is taken. */
const syncId: ValueType = {
  mayBeEmpty: true,
  read(match, at, _params, argument) {
    if (at >= match.words.length) {
      match.report('warning', 'missing-argument', text('`id` without a number: the VRID is taken'), at);
      return at;
    }
    const word = match.word(at);
    const { fault } = readInteger(word.text, 0n, 255n, false);
    if (!word.opaque && fault) complain(match, 'error', 'wrong-argument', numberMessage(argument.name, word.text, fault, 0n, 255n), at);
    return at + 1;
  },
};

/** `old-sync-id`: a number as the fourth word, without the word `id`; anything elsewhere is an unknown option. */
const oldSyncId: ValueType = {
  accepts: (match, at) => fromRelease(match.around, '2.1.5') || /^\d/.test(match.word(at).text),
  read(match, at, _params, argument) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const { fault } = readInteger(word.text, 0n, 255n, false);
    if (at !== 3) match.report('error', 'unknown-argument', text('`{0}` is not known here', word.text), at);
    else if (fault) complain(match, 'error', 'wrong-argument', numberMessage(argument.name, word.text, fault, 0n, 255n), at);
    else
      match.report('warning', 'deprecated-argument', text('write `id` before `{0}`', word.text), at, undefined, {
        fixes: [{ title: text('Insert `{0}`', 'id'), safe: true, edits: [{ start: word.start, end: word.start, newText: 'id ' }] }],
      });
    return at + 1;
  },
};

/** `init-value`: the number that a new track file gets. */
const initValue: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const { value, fault } = readInteger(word.text, -2147483648n, 2147483647n, true);
    if (!/^\s*-?\d/.test(word.text)) match.report('error', 'unknown-argument', text('`{0}` is not known here', word.text), at);
    else if (fault) complain(match, 'error', 'wrong-argument', numberMessage('value', word.text, fault, -254n, 254n), at);
    else if (value < -254n || value > 254n) complain(match, 'warning', 'out-of-range', text('`{0}` is out of range: {1} to {2}', word.text, -254, 254), at);
    return at + 1;
  },
};

export const integerTypes: ValueTypes = {
  unsigned: integer(false),
  int: integer(true),
  number,
  port,
  'service-port': servicePort,
  weight,
  'real-time': realTime,
  cpu,
  'sync-id': syncId,
  'old-sync-id': oldSyncId,
  'init-value': initValue,
};
