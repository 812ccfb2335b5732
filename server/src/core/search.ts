// Searching in order.

/** The last index below a length up to which something holds; 0 when it holds for none. */
export function lastIndex(length: number, holds: (index: number) => boolean): number {
  return Math.max(0, firstIndex(length, (index) => !holds(index)) - 1);
}

/** The last of some items in order that starts at or before an offset; -1 when all start behind it. */
export function lastStartingAt(items: readonly { readonly start: number }[], offset: number): number {
  return firstIndex(items.length, (index) => (items[index] as { start: number }).start > offset) - 1;
}

/** The first index below a length from which on something holds; the length when it holds for none. */
export function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
