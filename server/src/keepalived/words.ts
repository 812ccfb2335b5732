// Cuts a line into words: as every keyword gets them, and as a shell would for keywords that run a script. Upstream: alloc_strvec_r(), alloc_strvec_quoted_escaped().
import { text } from '../core/text';
import type { LineProblem, Word } from '../core/tree';
import { type Line, spanOf, unknownValue } from './line';

/** Words of a line and what is wrong with it; spans are offsets into the source. */
export interface Words {
  readonly words: readonly Word[];
  readonly problems: readonly LineProblem[];
}

/** Blanks between words (WHITE_SPACE). */
export function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\f' || char === '\r' || char === '\v' || char === '\n';
}

function word(line: Line, value: string, start: number, end: number): Word {
  if (!line.site && !line.from) return { start: line.base + start, end: line.base + end, text: value, quoted: value.length !== end - start, opaque: value.includes(unknownValue) };
  const span = spanOf(line, start, end);
  const quoted = value.length !== end - start || line.site !== undefined || span.end - span.start !== end - start;
  return { start: span.start, end: span.end, text: value, quoted, opaque: value.includes(unknownValue) };
}

/** Words between blanks; `"` quotes, a quote ends the word before it. An unmatched quote takes the rest of the line away. */
export function plainWords(line: Line): Words {
  const words: Word[] = [];
  const { text: source } = line;
  for (let at = 0; ; ) {
    while (at < source.length && isBlank(source[at])) at++;
    if (at >= source.length) return { words, problems: [] };
    const start = at;
    if (source[at] === '"') {
      const close = source.indexOf('"', at + 1);
      if (close < 0) return { words, problems: [unmatched(line, start, '"')] };
      words.push(word(line, source.slice(start + 1, close), start, close + 1));
      at = close + 1;
      continue;
    }
    while (at < source.length && !isBlank(source[at]) && source[at] !== '"') at++;
    words.push(word(line, source.slice(start, at), start, at));
  }
}

function unmatched(line: Line, start: number, quote: string): LineProblem {
  return { ...spanOf(line, start, line.text.length), rule: 'unmatched-quote', severity: 'error', message: text('the quote `{0}` is not closed on this line: what follows it is lost', quote) };
}

const escapes: Readonly<Record<string, string>> = { a: '\x07', b: '\b', E: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** Reads the escape behind a backslash: the character it stands for, and how many characters it takes. */
function escape(source: string, at: number): { value: string; length: number } {
  const hex = /^x([0-9a-fA-F]{1,2})/.exec(source.slice(at, at + 3));
  if (hex) return { value: String.fromCharCode(Number.parseInt(hex[1] as string, 16)), length: hex[0].length };
  const octal = /^[0-7]{1,3}/.exec(source.slice(at, at + 3));
  if (octal) return { value: String.fromCharCode(Number.parseInt(octal[0], 8) & 0xff), length: octal[0].length };
  const char = source[at] as string;
  if (char === 'c' && at + 1 < source.length) return { value: String.fromCharCode(source.charCodeAt(at + 1) & 0x1f), length: 2 };
  return { value: escapes[char] ?? char, length: 1 };
}

/** Words as a shell makes them: `'` and `"` quote parts of a word, a backslash escapes also within them. A fault takes all words but the first away. */
export function shellWords(line: Line): Words {
  const { text: source } = line;
  const words: Word[] = [];
  let at = 0;
  for (;;) {
    while (at < source.length && isBlank(source[at])) at++;
    if (at >= source.length) return { words, problems: [] };
    const start = at;
    let value = '';
    let quote = '';
    let opened = at;
    for (; at < source.length && (quote !== '' || !isBlank(source[at])); ) {
      const char = source[at] as string;
      if (char === '\\') {
        if (at + 1 >= source.length)
          return { words: words.slice(0, 1), problems: [{ ...spanOf(line, at, at + 1), rule: 'unfinished-escape', severity: 'error', message: text('nothing follows the backslash: the words of this line are lost') }] };
        const { value: meant, length } = escape(source, at + 1);
        value += meant;
        at += 1 + length;
      } else if (quote === char) {
        quote = '';
        at++;
      } else if (quote === '' && (char === '"' || char === "'")) {
        quote = char;
        opened = at++;
      } else {
        value += char;
        at++;
      }
    }
    if (quote !== '') return { words: words.slice(0, 1), problems: [unmatched(line, opened, quote)] };
    words.push(word(line, value, start, at));
  }
}
