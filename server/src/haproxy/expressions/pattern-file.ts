// Files with the values that ACLs and maps compare with; upstream: pat_ref_read_from_file() and pat_ref_read_from_file_smp() of pattern.c.
import { text } from '../../core/text';
import type { Severity } from '../../core/tree';
import { isIpv4, isIpv6 } from './addresses';
import { type MatchMethod, patternFault } from './patterns';
import type { SampleType, Signature } from './signature';

/** Left as value `pattern-file` in a binding: a file that an expression names. */
export interface PatternFile {
  readonly name: string;
  /** Each line holds a key and a value, not a key alone. */
  readonly pairs: boolean;
  /** How its keys are compared; undefined when it cannot be told. */
  readonly method: MatchMethod | undefined;
  readonly resolves: boolean;
  /** Type of the values; undefined when any text is one. */
  readonly out: SampleType | undefined;
  readonly severity: Severity;
}

/** The file of a map converter, by the converter's name and types; host names in it are not resolved. */
export function mapFile(name: string, converter: string, { input, out }: Signature, severity: Severity): PatternFile {
  const method = input === 'addr' ? 'ip' : input === 'sint' || input === 'uint' ? 'int' : /^map_regm?(_|$)/.test(converter) ? 'reg' : 'str';
  return { name, pairs: true, method, resolves: false, out, severity };
}

/** What is wrong with a value of a map; upstream: map_parse_int(), map_parse_ip(). */
function valueFault(value: string, out: SampleType | undefined): string | undefined {
  if (out === 'sint' || out === 'uint') return /^[+-]?\d*$/.test(value) ? undefined : text('the value `{0}` is no integer', value);
  if (out !== 'addr' && out !== 'ipv4') return undefined;
  return isIpv4(value) || (out === 'addr' && isIpv6(value)) ? undefined : text('the value `{0}` is no address', value);
}

/** The first line of a file that the daemon refuses, and why. */
export function contentFault(source: string, { pairs, method, resolves, out }: PatternFile): { readonly line: number; readonly message: string } | undefined {
  const lines = source.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    const body = line.startsWith('#') ? '' : (/^[^\r]*/.exec(line)?.[0] ?? '').replace(/^[ \t]+/, '');
    if (body === '') continue;
    const blank = pairs ? body.search(/[ \t]/) : -1;
    const key = blank < 0 ? body : body.slice(0, blank);
    const value = blank < 0 ? '' : body.slice(blank).trim();
    const message = (method && patternFault(key, { method, operator: 'eq', resolves })) ?? (pairs ? valueFault(value, out) : undefined);
    if (message !== undefined) return { line: at + 1, message };
  }
  return undefined;
}
