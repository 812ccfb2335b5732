// Where two versions of a text differ. Knows no language.

/** The stretch of a text that another one has in place of it: both have the same before `start` and behind the ends. */
export interface Difference {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

const block = 65536;

/** Finds the difference of two texts: blocks are compared as a whole, which costs next to nothing. */
export function difference(old: string, now: string): Difference {
  const most = Math.min(old.length, now.length);
  let start = 0;
  for (let size = block; size >= 1; size = size > 1 ? size >> 3 : 0) while (start + size <= most && old.slice(start, start + size) === now.slice(start, start + size)) start += size;
  const rest = most - start;
  let end = 0;
  for (let size = block; size >= 1; size = size > 1 ? size >> 3 : 0) while (end + size <= rest && old.slice(old.length - end - size, old.length - end) === now.slice(now.length - end - size, now.length - end)) end += size;
  return { start, oldEnd: old.length - end, newEnd: now.length - end };
}
