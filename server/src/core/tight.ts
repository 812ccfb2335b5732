// Lists that are kept for long: without the room that a growing one reserves, and all empty ones the same.

const none: readonly never[] = [];

/** Lists up to this length are made to their size; see `longer` in grammar/match.ts. */
const short = 3;

/** The same list without spare room. */
export function tight<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? none : list.length <= short ? list : list.slice();
}
