// A line under work: its characters, and for each where in the source it comes from. What stands for a definition comes from the place of its use.
import type { Span } from '../core/span';

/** Stands in a text for a value that cannot be known: a word that holds it is opaque. */
export const unknownValue = '\uE000';

export interface Line {
  readonly text: string;
  /** Offset of the first character, where each character stands one behind the other. */
  readonly base: number;
  /** Where each character comes from, when that is not so; undefined else. */
  readonly from?: readonly Span[];
  /** The place of the whole line, when all of it comes from one: an included file, a definition of several lines. */
  readonly site?: Span;
}

/** The place in the source of a part of a line; of an empty part the place where it would be. */
export function spanOf(line: Line, start: number, end: number): Span {
  if (line.site) return line.site;
  if (!line.from) return { start: line.base + start, end: line.base + end };
  const first = line.from[Math.min(start, line.from.length - 1)];
  const last = line.from[Math.min(Math.max(end - 1, start), line.from.length - 1)];
  return { start: first?.start ?? line.base, end: Math.max(first?.start ?? line.base, (end > start ? last?.end : last?.start) ?? line.base) };
}

/** A part of a line. */
export function part(line: Line, start: number, end = line.text.length): Line {
  if (start === 0 && end === line.text.length) return line;
  return { text: line.text.slice(start, end), base: line.base + start, ...(line.from ? { from: line.from.slice(start, end) } : {}), ...(line.site ? { site: line.site } : {}) };
}

/** A line with a part of it replaced; what is put in has the place of what it replaces. */
export function replaced(line: Line, start: number, end: number, text: string): Line {
  const result = line.text.slice(0, start) + text + line.text.slice(end);
  if (line.site) return { text: result, base: line.base, site: line.site };
  const from = line.from ?? Array.from({ length: line.text.length }, (_, i) => ({ start: line.base + i, end: line.base + i + 1 }));
  const place = spanOf(line, start, end);
  return { text: result, base: line.base, from: [...from.slice(0, start), ...Array.from({ length: text.length }, () => place), ...from.slice(end)] };
}

/** Number of characters at `at` that are blanks or tabs. */
export function blanks(text: string, at = 0): number {
  let end = at;
  while (end < text.length && (text[end] === ' ' || text[end] === '\t')) end++;
  return end - at;
}

/** A line without the blanks and tabs at its ends. */
export function trimmed(line: Line): Line {
  let end = line.text.length;
  while (end > 0 && (line.text[end - 1] === ' ' || line.text[end - 1] === '\t')) end--;
  const start = Math.min(blanks(line.text), end);
  return part(line, start, end);
}
