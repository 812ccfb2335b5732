// Lists that are kept for long: without the room that a growing one reserves, and all empty ones the same.

const none: readonly never[] = [];

/** The same list without spare room. */
export function tight<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? none : list.slice();
}
