// Reads the arguments of fetches and converters; upstream: make_arg_list() of arg.c in its two forms, up to 2.1 and from 2.2 on.

import { text } from '../../core/text';
import { longer } from '../../core/tight';
import { isIpv4, isIpv6, isMask4, isMask6 } from './addresses';
import type { Run } from './run';
import type { ArgumentType } from './signature';

/** One argument as the daemon sees it. Its span counts in the text of the word. */
export interface Arg {
  readonly type: ArgumentType;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface Arguments {
  /** The arguments that were given; empty ones that the daemon drops are left out. */
  readonly args: readonly Arg[];
  /** Where the text goes on behind them. */
  readonly end: number;
  /** The daemon keeps a list, so that it also checks the values. */
  readonly kept: boolean;
}

export interface ArgumentFault {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

const nothing: readonly never[] = [];

const describe: Readonly<Record<ArgumentType, string>> = {
  SINT: 'a whole number',
  UINT: 'a whole number',
  STR: 'a text',
  ID: 'a name',
  IPV4: 'an IPv4 address',
  MSK4: 'an IPv4 mask',
  IPV6: 'an IPv6 address',
  MSK6: 'an IPv6 mask',
  TIME: 'a time',
  SIZE: 'a size',
  FE: 'the name of a frontend',
  BE: 'the name of a backend',
  TAB: 'the name of a table',
  SRV: 'the name of a server',
  USR: 'the name of a userlist',
  REG: 'a regular expression',
  PBUF: 'field numbers with points between them',
};

/** Types that the daemon takes as texts and looks up later. */
const looksUp: ReadonlySet<ArgumentType> = new Set(['STR', 'ID', 'FE', 'BE', 'TAB', 'SRV', 'USR', 'REG']);

const shapes: Partial<Record<ArgumentType, RegExp>> = {
  TIME: /^\d+(us|ms|s|m|h|d)?$/,
  SIZE: /^\d+[kKmMgG]?$/,
  PBUF: /^[\d.]*\d$/,
};

function fits(type: ArgumentType, value: string, since: Run['since']): boolean {
  switch (type) {
    case 'SINT':
      return since('1.6') ? /^[+-]?\d*$/.test(value) : /^([+-]?\d+|[+-])$/.test(value);
    case 'UINT':
      return /^\d+$/.test(value);
    case 'IPV4':
      return isIpv4(value);
    case 'IPV6':
      return isIpv6(value);
    case 'MSK4':
      return isMask4(value);
    case 'MSK6':
      return since('1.9') && isMask6(value);
    default:
      return shapes[type]?.test(value) ?? true;
  }
}

/** One raw argument of the newer form: quotes and escapes resolved. */
function readQuoted(source: string, from: number): { value: string; end: number } | undefined {
  let value = '';
  let quote = '';
  let at = from;
  while (at < source.length) {
    const c = source[at] as string;
    if ((c === '"' || c === "'") && (quote === '' || quote === c)) {
      quote = quote === '' ? c : '';
      at++;
    } else if (c === '\\' && quote !== "'") {
      const next = source[at + 1];
      if (next === undefined) return undefined;
      value += next === '\\' || next === ' ' || next === '"' || next === "'" ? next : next === 'r' ? '\r' : next === 'n' ? '\n' : next === 't' ? '\t' : '';
      // A backslash before anything else stands for itself, and so does what follows it.
      if (!'\\ "\'rnt'.includes(next)) {
        value += '\\';
        at++;
      } else at += 2;
    } else if (quote === '' && (c === ',' || c === ')')) break;
    else {
      value += c;
      at++;
    }
  }
  return { value, end: at };
}

/**
 * Reads arguments from the character behind the keyword's name, for the types of its signature.
 * @param from offset in `source` of what follows the name
 * @returns the arguments, or what is wrong
 */
export function readArguments(run: Run, source: string, from: number, types: readonly ArgumentType[], min: number): Arguments | ArgumentFault {
  return run.since('2.2') ? readNew(run, source, from, types, min) : readOld(run, source, from, types, min);
}

export function isFault(result: Arguments | ArgumentFault): result is ArgumentFault {
  return 'message' in result;
}

const missing = (types: readonly ArgumentType[], count: number, start: number, end: number): ArgumentFault => ({
  message: text('argument {0} is missing: {1}', count + 1, describe[types[count] ?? 'STR']),
  start,
  end,
});

function readNew(run: Run, source: string, from: number, types: readonly ArgumentType[], min: number): Arguments | ArgumentFault {
  const open = source[from] === '(';
  let at = open ? from + 1 : from;
  let args: readonly Arg[] = nothing;
  let kept = false;
  if (types.length > 0 && (open || min > 0)) {
    kept = true;
    while (args.length < types.length) {
      const type = types[args.length] as ArgumentType;
      const start = at;
      const raw = open ? readQuoted(source, at) : { value: '', end: at };
      if (!raw) return { message: text('a backslash at the end of the arguments'), start, end: source.length };
      at = raw.end;
      if (raw.value === '' && !looksUp.has(type)) {
        if (args.length < min && !open) return missing(types, args.length, start, at);
        if (args.length < min) return { message: text('argument {0} is empty: expected {1}', args.length + 1, describe[type]), start, end: at };
        if (args.length === 0 && run.since('2.3')) kept = false;
        break;
      }
      if (!fits(type, raw.value, run.since)) return { message: text('`{0}` is not {1}', raw.value, describe[type]), start, end: at };
      args = longer(args, { type, text: raw.value, start, end: at });
      if (!open || source[at] !== ',' || args.length >= types.length) break;
      at++;
    }
  }
  if (args.length < min) return missing(types, args.length, from, at);
  if (!open) return { args, end: from, kept };
  if (source[at] === ')') return { args, end: at + 1, kept };
  return at >= source.length ? { message: text('missing `)` after the arguments'), start: from, end: at } : surplus(types, source, at);
}

function surplus(types: readonly ArgumentType[], source: string, at: number): ArgumentFault {
  const end = source.indexOf(')', at);
  const message = types.length === 0 ? text('takes no argument') : types.length === 1 ? text('takes one argument only') : text('takes at most {0} arguments', types.length);
  return { message, start: at, end: end < 0 ? source.length : end };
}

function readOld(run: Run, source: string, from: number, types: readonly ArgumentType[], min: number): Arguments | ArgumentFault {
  const open = source[from] === '(';
  const close = open ? source.indexOf(')', from) : from;
  if (close < 0) return { message: text('missing `)` after the arguments'), start: from, end: source.length };
  let at = open ? from + 1 : from;
  let args: readonly Arg[] = nothing;
  let kept = false;
  if (types.length > 0 && (close > at || min > 0)) {
    kept = true;
    while (args.length < types.length) {
      const type = types[args.length] as ArgumentType;
      const start = at;
      const comma = source.indexOf(',', at);
      at = comma < 0 || comma > close ? close : comma;
      const value = source.slice(start, at);
      if (value === '' && !looksUp.has(type)) return { message: text('argument {0} is empty: expected {1}', args.length + 1, describe[type]), start, end: at };
      if (!fits(type, value, run.since)) return { message: text('`{0}` is not {1}', value, describe[type]), start, end: at };
      args = longer(args, { type, text: value, start, end: at });
      if (at >= close || args.length >= types.length) break;
      at++;
    }
  }
  if (args.length < min) return missing(types, args.length, from, at);
  if (at < close) return surplus(types, source, at);
  return { args, end: open ? close + 1 : from, kept };
}
