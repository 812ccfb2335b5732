// Offsets in a text, and the bridge to lines and columns; knows nothing of any language.
import { lastIndex } from './search';

/** A half-open range of UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place in a text: both numbers count from 0, the column in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Offsets at which each line of a text starts. Lines end at LF only, as both daemons read them. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Where the run of characters of a kind begins that ends at an offset. A regular expression that ends with `$` would begin anew at each of them. */
export function trailingFrom(text: string, kind: RegExp, end: number): number {
  let start = end;
  while (start > 0 && kind.test(text[start - 1] as string)) start--;
  return start;
}

/** The line and column of an offset, given the line starts of its text. */
export function placeAt(starts: readonly number[], offset: number): Place {
  const line = lastIndex(starts.length, (i) => (starts[i] as number) <= offset);
  return { line, column: offset - (starts[line] as number) };
}
