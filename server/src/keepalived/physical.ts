// The lines of a file as fgets() hands them out: at most 1023 bytes at a time, cut at NUL.
import type { FindingId } from '../core/finding-ids';
import { text } from '../core/text';
import type { Severity } from '../core/tree';
import type { Dialect } from './dialect';

/** A line, or a piece of one that is too long. */
export interface PhysicalLine {
  readonly text: string;
  /** Offset of its first character. */
  readonly start: number;
  /** Its line, counted from 0. */
  readonly number: number;
  readonly problem?: { readonly rule: FindingId; readonly severity: Severity; readonly origin: 'daemon' | 'advice'; readonly message: string };
}

/** Bytes that fit into the buffer (MAXBUF - 1), line feed included. */
const most = 1023;

/** Number of characters from `at` on that fit into so many bytes of UTF-8. */
function fitting(source: string, at: number, end: number, bytes: number): number {
  let left = bytes;
  for (let next = at; next < end; next++) {
    const code = source.charCodeAt(next);
    left -= code < 0x80 ? 1 : code < 0x800 || (code & 0xf800) === 0xd800 ? 2 : 3;
    if (left < 0) return next - at;
  }
  return end - at;
}

/** Goes through the lines of a file. */
export function* physicalLines(source: string, dialect: Dialect): Generator<PhysicalLine> {
  let number = 0;
  for (let start = 0; start < source.length; number++) {
    const feed = source.indexOf('\n', start);
    const end = feed < 0 ? source.length : feed;
    for (let at = start; ; ) {
      const length = end - at <= most / 3 ? end - at : fitting(source, at, end, most - 1);
      const whole = at + length === end;
      const size = whole ? length : fitting(source, at, end, most);
      yield piece(source, at, at + size, number, !whole, dialect);
      at += Math.max(size, 1);
      if (at >= end) break;
    }
    if (feed < 0) return;
    start = feed + 1;
  }
}

function piece(source: string, start: number, end: number, number: number, long: boolean, dialect: Dialect): PhysicalLine {
  let value = source.slice(start, end);
  const nul = value.indexOf('\0');
  if (long) {
    if (dialect.dropsLongLines) return { text: '', start, number, problem: { rule: 'line-too-long', severity: 'error', origin: 'daemon', message: text('a line holds at most {0} bytes: this part of it is not read', most - 1) } };
    return { text: value, start, number, problem: { rule: 'line-too-long', severity: 'warning', origin: 'advice', message: text('a line holds at most {0} bytes: what follows is read as a line of its own', most - 1) } };
  }
  if (nul >= 0) {
    if (dialect.dropsLongLines) return { text: '', start, number, problem: { rule: 'stray-nul', severity: 'error', origin: 'daemon', message: text('the line holds a NUL: it is not read') } };
    return { text: value.slice(0, nul), start, number, problem: { rule: 'stray-nul', severity: 'warning', origin: 'advice', message: text('the line ends at the NUL in it') } };
  }
  while (value.endsWith('\r')) value = value.slice(0, -1);
  return { text: value, start, number };
}
