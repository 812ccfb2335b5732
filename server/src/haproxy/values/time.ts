// Times in HAProxy's notation, for rules that reason about them.
import type { Word } from '../../core/tree';

const units: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of a time argument whose default unit is the millisecond (manual, "Time format"). Undefined for anything else and for unknown variables. */
export function milliseconds(word: Word | undefined): number | undefined {
  if (!word || word.opaque) return undefined;
  const shape = /^(\d+)(us|ms|s|m|h|d)?$/.exec(word.text);
  return shape ? Number(shape[1]) * (units[shape[2] ?? 'ms'] as number) : undefined;
}
