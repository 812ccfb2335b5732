// "Did you mean": the known word that is nearest to a mistyped one.

/** Longer words are not compared. */
const longest = 200;

/** Edit distance with transpositions, given up (Infinity) once it exceeds `most`. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most || a.length > longest) return Number.POSITIVE_INFINITY;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min((previous[j] as number) + 1, (row[j - 1] as number) + 1, (previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] as number) + 1);
      row.push(cost);
      if (cost < best) best = cost;
    }
    if (best > most) return Number.POSITIVE_INFINITY;
    before = previous;
    previous = row;
  }
  const result = previous[b.length] as number;
  return result <= most ? result : Number.POSITIVE_INFINITY;
}

/** The candidate nearest to a word, or undefined when none is near enough (a third of its letters, at most 3). */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let most = Math.min(3, Math.max(1, Math.floor(word.length / 3)));
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
