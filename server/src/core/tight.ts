// Lists that are kept for long: without the room that a growing one reserves, and all empty ones the same.

const none: readonly never[] = [];

/** Lists up to this length are made to their size; see `longer`. */
const short = 3;

/** The same list without spare room. */
export function tight<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? none : list.length <= short ? list : list.slice();
}

const words = new Map<string, string>();
/** Words that are remembered. */
const mostWords = 1000;

/** One text for all equal ones, for words of which there are few: they are compared again and again, and kept with each section. */
export function oneOf(word: string): string {
  const known = words.get(word);
  if (known !== undefined) return known;
  if (words.size >= mostWords) words.clear();
  words.set(word, word);
  return word;
}

/** A list as it is kept where there are many lists of one item: that one stands for itself. Items are no lists. */
export type Kept<T> = T | readonly T[];

/** The same kept list without spare room. */
export function kept<T>(of: Kept<T>): Kept<T> {
  return Array.isArray(of) ? tight(of) : of;
}

/** How many items a kept list has, and one of them: without making a list of it. */
export function countOf<T>(of: Kept<T>): number {
  return Array.isArray(of) ? of.length : 1;
}

export function itemOf<T>(of: Kept<T>, at: number): T {
  return Array.isArray(of) ? of[at] : (of as T);
}

/** The list that was kept. */
export function listOf<T>(of: Kept<T>): readonly T[] {
  return Array.isArray(of) ? of : [of as T];
}

/** A list with one item more. Short ones are made anew, as a list that grows reserves much room: most lines leave no more than three items of a kind. */
export function longer<T>(list: readonly T[], item: T): readonly T[] {
  switch (list.length) {
    case 0:
      return [item];
    case 1:
      return [list[0] as T, item];
    case 2:
      return [list[0] as T, list[1] as T, item];
    default:
      (list as T[]).push(item);
      return list;
  }
}

/** The same of a kept list. */
export function keptLonger<T>(of: Kept<T>, item: T): Kept<T> {
  if (!Array.isArray(of)) return [of as T, item];
  return of.length === 0 ? item : longer(of, item);
}
