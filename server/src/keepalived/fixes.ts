// Fixes that several rules offer.
import type { Fix } from '../core/problem';
import { text } from '../core/text';
import type { Statement, Word } from '../core/tree';

/** Replaces a word of a line. */
export function replaceFix(line: Statement, word: Word, newText: string): Fix {
  return { title: text('Replace by `{0}`', newText), safe: false, edits: [{ start: line.start + word.start, end: line.start + word.end, newText }] };
}
