// "Did you mean": the known word that is nearest to a mistyped one.

/** Longer words are not compared. */
const longest = 200;

/** The last rows of distances; there is no need to make them for each pair of words. */
let above: number[] = [];
let last: number[] = [];
let row: number[] = [];

/** Edit distance with transpositions, given up (Infinity) once it exceeds `most`. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most || a.length > longest) return Number.POSITIVE_INFINITY;
  const shorter = Math.min(a.length, b.length);
  let from = 0;
  while (from < shorter && a.charCodeAt(from) === b.charCodeAt(from)) from++;
  let same = 0;
  while (same < shorter - from && a.charCodeAt(a.length - 1 - same) === b.charCodeAt(b.length - 1 - same)) same++;
  const rows = a.length - from - same;
  const columns = b.length - from - same;
  for (let j = 0; j <= columns; j++) last[j] = j;
  for (let i = 1; i <= rows; i++) {
    const best = nextRow(a, b, from, i, columns);
    const spare = above;
    above = last;
    last = row;
    row = spare;
    if (best > most) return Number.POSITIVE_INFINITY;
  }
  const result = last[columns] as number;
  return result <= most ? result : Number.POSITIVE_INFINITY;
}

/** Fills the row of a letter; gives back the least distance in it. */
function nextRow(a: string, b: string, from: number, i: number, columns: number): number {
  const letter = a.charCodeAt(from + i - 1);
  const before = i > 1 ? a.charCodeAt(from + i - 2) : -1;
  let best = (row[0] = i);
  for (let j = 1; j <= columns; j++) {
    const other = b.charCodeAt(from + j - 1);
    let cost = (last[j - 1] as number) + (letter === other ? 0 : 1);
    if ((last[j] as number) + 1 < cost) cost = (last[j] as number) + 1;
    if ((row[j - 1] as number) + 1 < cost) cost = (row[j - 1] as number) + 1;
    if (j > 1 && before === other && letter === b.charCodeAt(from + j - 2) && (above[j - 2] as number) + 1 < cost) cost = (above[j - 2] as number) + 1;
    row[j] = cost;
    if (cost < best) best = cost;
  }
  return best;
}

/** How far the nearest word may be: a third of the letters, at most 3. */
function farthest(word: string): number {
  return Math.min(3, Math.max(1, Math.floor(word.length / 3)));
}

/** The candidate nearest to a word, the first one of equally near ones, or undefined when none is near enough. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let most = farthest(word);
  for (const candidate of candidates) {
    const d = distance(word, candidate, most);
    if (d <= most && candidate !== word) {
      best = candidate;
      most = d - 1;
      if (most < 1) break;
    }
  }
  return best;
}

/** The name nearest to a word, the first one in the alphabet of equally near ones, or undefined when none is near enough: for very many names, which nobody has to sort. */
export function nearestOf(word: string, ...lists: readonly (readonly string[])[]): string | undefined {
  let best: string | undefined;
  let most = farthest(word);
  for (const list of lists) {
    for (const name of list) {
      const d = distance(word, name, most);
      if (d > most || name === word || (d === most && best !== undefined && best <= name)) continue;
      best = name;
      most = d;
    }
  }
  return best;
}
