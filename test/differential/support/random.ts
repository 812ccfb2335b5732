// Random numbers that are the same in every run: from a seed that is the text of what they are for.

export interface Random {
  /** From 0 to `below` - 1. */
  number(below: number): number;
  /** One of these; there must be one. */
  one<T>(of: readonly T[]): T;
  /** One of these words, such that another word in the list hardly ever changes what is chosen. */
  from(words: readonly string[]): string;
}

/** The hash of a text (FNV-1a). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** A generator (mulberry32) with its seed. */
export function randomOf(seed: string): Random {
  let state = hashOf(seed);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const number = (below: number) => Math.floor(next() * below);
  const from = (words: readonly string[]) => {
    const salt = String(number(2 ** 30));
    let best = '';
    let least = Number.POSITIVE_INFINITY;
    for (const word of words) {
      const hash = hashOf(salt + word);
      if (hash < least) [least, best] = [hash, word];
    }
    return best;
  };
  return { number, one: (of) => of[number(of.length)] as (typeof of)[number], from };
}
