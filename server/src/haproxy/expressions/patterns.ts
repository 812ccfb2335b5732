// Values that ACLs compare with, by matching method; upstream: the pat_parse_* functions of pattern.c.
import { text } from '../../core/text';
import { isIpv4, isIpv6, isMask4 } from './addresses';
import { regexFault } from './regex';
import type { SampleType } from './signature';

/** Matching methods of `-m` (pat_match_names) and two that only some keywords have. */
export type MatchMethod = 'found' | 'bool' | 'int' | 'ip' | 'bin' | 'len' | 'str' | 'beg' | 'sub' | 'dir' | 'dom' | 'end' | 'reg' | 'regm' | 'version' | 'method';

/** Type of sample that each method compares (pat_match_types). */
const types: Readonly<Record<string, SampleType>> = {
  found: 'sint',
  bool: 'sint',
  int: 'sint',
  ip: 'addr',
  bin: 'bin',
  len: 'str',
  str: 'str',
  beg: 'str',
  sub: 'str',
  dir: 'str',
  dom: 'str',
  end: 'str',
  reg: 'str',
  regm: 'str',
};

/** The type of sample that a method of `-m` compares; undefined for a word that is no method of this release (`regm` exists since 1.7). */
export function typeOfMethod(method: string, since: (release: string) => boolean): SampleType | undefined {
  if (method === 'regm' && !since('1.7')) return undefined;
  return Object.hasOwn(types, method) ? types[method] : undefined;
}

/** All methods of `-m`. */
export const methodNames = Object.keys(types);

/** The method by which values of a type are compared when none is named; undefined when one must be. */
export function defaultMethod(type: SampleType, since: (release: string) => boolean): MatchMethod | undefined {
  switch (type) {
    case 'bool':
      return 'bool';
    case 'sint':
    case 'uint':
      return 'int';
    case 'addr':
      return since('2.0') ? 'ip' : undefined;
    case 'ipv4':
    case 'ipv6':
      return 'ip';
    case 'str':
      return 'str';
    default:
      return undefined;
  }
}

const most = 9223372036854775807n;

/** An integer as strl2llrc() reads it: digits behind an optional minus; undefined for anything else or too large a number. */
function integer(digits: string): bigint | undefined {
  if (!/^-?\d*$/.test(digits) || digits === '') return undefined;
  const value = digits === '-' ? 0n : BigInt(digits.length > 30 ? '9'.repeat(30) : digits);
  return value > most || value < -most - 1n ? undefined : value;
}

/** A version `major.minor` as one number (strl2llrc_dotted()). */
function version(value: string): bigint | undefined {
  const dot = value.indexOf('.');
  const major = integer(dot < 0 ? value : value.slice(0, dot));
  const minor = dot < 0 ? 0n : integer(value.slice(dot + 1));
  return major === undefined || minor === undefined || major >= 65536n || minor >= 65536n ? undefined : major * 65536n + minor;
}

/** `a`, `a:b`, `a-b`, `:b` or `a:`, with numbers read by `read`. */
function range(value: string, read: (digits: string) => bigint | undefined, what: string): string | undefined {
  const at = value.search(/[:-]/);
  if (at < 0) return read(value) === undefined ? text('`{0}` is not {1}', value, what) : undefined;
  const last = at === value.length - 1;
  const low = at === 0 && !last ? undefined : read(value.slice(0, at));
  const high = last ? undefined : read(value.slice(at + 1));
  const lowMissing = low === undefined && (at > 0 || last);
  const highMissing = high === undefined && !last;
  if (lowMissing || highMissing) return text('`{0}` is no range: expected {1}, or two with `:` between them', value, what);
  return low !== undefined && high !== undefined && low > high ? text('`{0}` is an empty range: {1} is more than {2}', value, String(low), String(high)) : undefined;
}

/** What is wrong with an integer or version behind an operator such as `gt`. */
function behindOperator(value: string, dotted: boolean): string | undefined {
  if (/[:-]/.test(value)) return undefined;
  const dot = value.indexOf('.');
  const major = integer(dot < 0 ? value : value.slice(0, dot));
  if (major === undefined || (dotted && version(value) === undefined)) return text('`{0}` is neither a number nor an operator', value);
  return undefined;
}

/** A number with letters behind it: meant as anything but the name of a host. */
const quantity = /^(\d+[A-Za-z]{0,3}|0[xX][\da-fA-F]+)$/;

/** Words of conditions that were meant to end the list of values. */
const connectives = new Set(['if', 'unless', 'or', '||']);

/** Whether the resolver could make an IPv4 address of a word. Operators, quantities and words of conditions are not meant as names of hosts. */
function mayResolve(host: string): boolean {
  if (operators.has(host) || connectives.has(host)) return false;
  if (/^\d+(\.\d+){0,3}$/.test(host)) return host.split('.').every((part, i, all) => Number(part) <= (i === all.length - 1 ? 256 ** (5 - all.length) - 1 : 255));
  const labels = host.slice(1).split('.');
  const last = labels.pop() || labels.pop() || '';
  return !quantity.test(host) && /^\w[\w.-]*$/.test(host) && /[A-Za-z]/.test(last);
}

function ip(value: string, resolves: boolean): string | undefined {
  const slash = value.lastIndexOf('/');
  const host = slash < 0 ? value : value.slice(0, slash);
  const mask = slash < 0 ? '' : value.slice(slash + 1);
  if (slash < 0 || isMask4(mask)) {
    if (isIpv4(host) || (resolves && mayResolve(host))) return undefined;
  }
  if (isIpv6(host) && (slash < 0 || (/^\s*\+?\d+$/.test(mask) && Number(mask) <= 128))) return undefined;
  if (isIpv4(host) || isIpv6(host)) return text('`{0}` is no mask of `{1}`', mask, host);
  return text('`{0}` is no IP address', value);
}

/** Words that change how the integers behind them are compared (get_std_op()); `ne` is one too, but it is read as `eq`. */
export const operators: ReadonlySet<string> = new Set(['eq', 'ne', 'lt', 'le', 'gt', 'ge']);

export interface PatternSetting {
  readonly method: MatchMethod;
  /** The last operator above, if there was one. */
  readonly operator: string;
  /** Host names are resolved (no `-n`). */
  readonly resolves: boolean;
}

/** What is wrong with one value of an ACL; undefined when it is fine or cannot be told. */
export function patternFault(value: string, { method, operator, resolves }: PatternSetting): string | undefined {
  switch (method) {
    case 'int':
    case 'len':
    case 'version': {
      const dotted = method === 'version';
      if (operator !== 'eq' && operator !== 'ne') {
        const wrong = behindOperator(value, dotted);
        if (wrong || !/[:-]/.test(value)) return wrong;
      }
      return range(value, dotted ? version : integer, dotted ? text('a version') : text('an integer'));
    }
    case 'ip':
      return ip(value, resolves);
    case 'bin':
      if (value.length % 2) return text('`{0}` is not hexadecimal: the number of digits is odd', value);
      return /^[\da-fA-F]*$/.test(value) ? undefined : text('`{0}` is not hexadecimal', value);
    case 'reg':
    case 'regm':
      return regexFault(value);
    default:
      return undefined;
  }
}
