// How value types of Keepalived report: what a release reads without a check is told as advice only.
import type { FindingId } from '../../core/finding-ids';
import type { Match } from '../../core/grammar/match';
import type { LineFix, Severity } from '../../core/tree';
import { fromRelease } from '../releases';

/** The daemon counts bytes. */
export const bytesIn = (word: string): number => new TextEncoder().encode(word).length;

/** Whether the selected release looks at the values of numbers at all: releases before 2.0 take what the C library makes of them, in silence. */
export function checksNumbers(match: Match): boolean {
  return fromRelease(match.around, '2.0.10');
}

/** Reports a value that cannot be used; what the release takes in silence becomes advice. */
export function complain(match: Match, severity: Severity, rule: FindingId, message: string, at: number, fixes: readonly LineFix[] = []): void {
  if (checksNumbers(match)) match.report(severity, rule, message, at, undefined, { fixes });
  else match.report('warning', rule, message, at, undefined, { fixes, origin: 'advice' });
}

/** The severity that a type was given as a parameter: `warning` where the daemon goes on with another value. */
export function severityOf(params: readonly string[]): Severity {
  return params.includes('warning') || params.includes('!warning') ? 'warning' : 'error';
}
