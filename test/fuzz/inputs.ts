// Where the fuzzer's texts come from: bytes, words, grammars, spoiled parts of real files; a few are large.
import type { LanguageId } from '../../server/src/targets';
import { edited, type Random } from '../support/random';
import { generated } from './generate';

export type Pools = Readonly<Record<LanguageId, readonly string[]>>;
export const sources = ['bytes', 'words', 'grammar', 'part', 'whole', 'large'] as const;
export type Source = (typeof sources)[number];

function bytes(random: Random): string {
  const wide = random.number(3) === 0;
  return Array.from({ length: random.number(200) }, () => String.fromCharCode(random.number(wide ? 4 : 40) === 0 ? random.number(0x10000) : random.number(128))).join('');
}

function someWords(random: Random, pool: readonly string[]): string {
  const words = random.pick(pool).split(/\s+/);
  return Array.from({ length: random.number(50) }, () => random.pick(words) + random.pick([' ', ' ', ' ', '\n', '\n    ', ' {\n', '}\n', ',', '(', ')', '"'])).join('');
}

/** Some lines of a file from somewhere in it. */
function part(random: Random, pool: readonly string[]): string {
  const lines = random.pick(pool).split('\n');
  const from = random.number(lines.length);
  return `${lines.slice(from, from + 1 + random.number(12)).join('\n')}\n`;
}

/** Something that there is very much of: lines, words in a line, one word, brackets, files in one another. */
function large(random: Random, pool: readonly string[]): string {
  const times = (text: string, most = 60_000) => text.repeat(Math.max(1, Math.floor(most / Math.max(1, text.length))));
  const line = random.pick(random.pick(pool).split('\n'));
  switch (random.number(7)) {
    case 0:
      return times(`${line}\n`);
    case 1:
      return times(`${line} `);
    case 2:
      return `${line} ${times(random.pick(['a', '"', '\\', '#', '%[', '(', '{', '{ ', ',', '.', ' ', '\t', '1', '${X}', '@', '!']))}\n`;
    case 3:
      return `backend b\n    http-request set-var(txn.a) ${times(random.pick(['int(1),add(', 'str(a),lower,', '(', 'a,']), 20_000)}\n`;
    case 4:
      return times(random.pick(['.if 1\n', '.else\n', '.endif\n', 'a {\n', '}\n', '@a\n', '~SEQ(x,1,2) a\n', '$X=1\n', '\r', '\r\n', '\\\n', '! a\n']));
    case 5:
      return times(part(random, pool));
    default:
      return times(random.pick(pool), 100_000);
  }
}

/** The text that a script of edits begins with. `only`: of this kind. */
export function textOf(random: Random, language: LanguageId, pools: Pools, only?: Source): { source: Source; text: string } {
  const pool = pools[language];
  const draw = random.number(2000);
  const source: Source = only ?? (draw === 0 ? 'large' : draw < 60 ? 'whole' : draw < 300 ? 'bytes' : draw < 650 ? 'words' : draw < 1300 ? 'grammar' : 'part');
  switch (source) {
    case 'large':
      return { source, text: large(random, pool) };
    case 'whole':
      return { source, text: random.pick(pool) };
    case 'bytes':
      return { source, text: bytes(random) };
    case 'words':
      return { source, text: someWords(random, pool) };
    case 'grammar':
      return { source, text: generated(random, language) };
    case 'part':
      return { source, text: edited(random, part(random, pool), pool, language) };
  }
}

/** The next version of a text: an edit, a line out of the grammars, or nothing of what stood there. */
export function nextText(random: Random, text: string, language: LanguageId, pools: Pools): string {
  const draw = random.number(20);
  if (draw === 0) return generated(random, language);
  if (draw > 3) return edited(random, text, pools[language], language);
  const made = generated(random, language).split('\n');
  const lines = text.split('\n');
  const at = random.number(lines.length + 1);
  return [...lines.slice(0, at), random.pick(made), ...lines.slice(at + random.number(2))].join('\n');
}
