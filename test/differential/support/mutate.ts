// Spoils texts in the ways in which people do: a word too much, a line in the wrong place, a number out of range. Knows no language.
import type { Random } from './random';

/** What mutations may take words and lines from. */
export interface Pool {
  readonly words: readonly string[];
  readonly lines: readonly string[];
}

/** One way to spoil a line of a text; undefined where it does not apply. */
type Way = (lines: readonly string[], at: number, random: Random, pool: Pool) => string[] | undefined;

const numbers = ['0', '-1', '1', '65536', '99999999999', '1.5', '0x10', '10k', '5s', '300', '2147483648', '1000ms', '12x'];
const noise = ['\\', '"', "'", '#', '$X', '{', '}', '(', ')', ',', ':', '*', '%', '/', '!', '@', '='];

/** The lines with some of them taken out and others put in their place. */
function replaced(lines: readonly string[], at: number, count: number, ...others: string[]): string[] {
  return [...lines.slice(0, at), ...others, ...lines.slice(at + count)];
}

/** Applies a change to the words of a line, keeping its indentation. */
function onWords(change: (words: string[], random: Random, pool: Pool) => boolean): Way {
  return (lines, at, random, pool) => {
    const shape = /^(\s*)(.*)$/.exec(lines[at] as string);
    const words = (shape?.[2] ?? '').split(/\s+/).filter(Boolean);
    if (words.length === 0 || words[0]?.startsWith('#') || !change(words, random, pool)) return undefined;
    return replaced(lines, at, 1, (shape?.[1] ?? '') + words.join(' '));
  };
}

const put = (words: string[], i: number, word: string): boolean => {
  if (words[i] === word) return false;
  words[i] = word;
  return true;
};

/** All ways, by name. */
export const ways: Readonly<Record<string, Way>> = {
  'drop a word': onWords((words, random) => words.length > 1 && words.splice(random.number(words.length), 1).length > 0),
  'double a word': onWords((words, random) => {
    const i = random.number(words.length);
    words.splice(i, 0, words[i] as string);
    return true;
  }),
  'swap two words': onWords((words, random) => {
    if (words.length < 3) return false;
    const i = 1 + random.number(words.length - 2);
    words.splice(i, 2, words[i + 1] as string, words[i] as string);
    return true;
  }),
  'add a word': onWords((words, random, pool) => words.splice(1 + random.number(words.length), 0, random.from(pool.words)) !== undefined),
  'replace a word': onWords((words, random, pool) => put(words, random.number(words.length), random.from(pool.words))),
  'misspell a word': onWords((words, random) => {
    const i = random.number(words.length);
    const word = words[i] as string;
    const at = random.number(word.length);
    return put(words, i, word.slice(0, at) + random.one(['', 'x', (word[at] ?? '') + (word[at] ?? '')]) + word.slice(at + 1));
  }),
  'change a number': onWords((words, random) => {
    const places = words.flatMap((word, i) => (/\d/.test(word) ? [i] : []));
    if (places.length === 0) return false;
    const i = random.one(places);
    return put(words, i, (words[i] as string).replace(/\d+[a-z]*/, random.one(numbers)));
  }),
  'put noise into a word': onWords((words, random) => {
    const i = random.number(words.length);
    const word = words[i] as string;
    const at = random.number(word.length + 1);
    words[i] = word.slice(0, at) + random.one(noise) + word.slice(at);
    return true;
  }),
  'cut the line': onWords((words, random) => words.length > 1 && words.splice(1 + random.number(words.length - 1)).length > 0),
  'change case': onWords((words, random) => {
    const i = random.number(words.length);
    return put(words, i, (words[i] as string).toUpperCase());
  }),
  'drop a line': (lines, at) => replaced(lines, at, 1),
  'double a line': (lines, at) => replaced(lines, at, 0, lines[at] as string),
  'move a line': (lines, at, random) => {
    const line = lines[at] as string;
    const rest = replaced(lines, at, 1);
    return replaced(rest, random.number(rest.length), 0, line);
  },
  'add a line': (lines, at, random, pool) => replaced(lines, at, 0, random.from(pool.lines)),
  'replace a line': (lines, at, random, pool) => replaced(lines, at, 1, random.from(pool.lines)),
};

/** A spoiled text: what was done, and the text. */
export interface Mutant {
  readonly what: string;
  readonly text: string;
}

/** Spoils a text once, or (one time in eight) twice. */
export function mutate(source: string, random: Random, pool: Pool): Mutant {
  let lines = source.replace(/\n$/, '').split('\n');
  const done: string[] = [];
  for (let left = random.number(8) === 0 ? 2 : 1; left > 0; ) {
    const [name, way] = random.one(Object.entries(ways));
    const at = random.number(lines.length);
    if ((lines[at] as string).trim() === '') continue;
    const next = way(lines, at, random, pool);
    if (!next || next.length === 0) continue;
    done.push(`${name} in line ${at + 1}`);
    lines = next;
    left--;
  }
  return { what: done.join(', '), text: `${lines.join('\n')}\n` };
}
