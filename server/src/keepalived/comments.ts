// Takes comments out of a line. Upstream: decomment(); before 2.0.9 the same happened where words were cut.
import { trailingFrom } from '../core/span';
import { text } from '../core/text';
import type { LineProblem } from '../core/tree';
import type { Dialect } from './dialect';
import { type Line, replaced, spanOf, trimmed } from './line';

export interface Decommented {
  /** The line without comment and without blanks at its ends. */
  readonly line: Line;
  /** Index of the comment's sign in the line that was given, or -1. */
  readonly comment: number;
  /** `\#` or `\!` stood in it. */
  readonly escaped: boolean;
  readonly problem: LineProblem | undefined;
}

/** Takes the comment away: `#` or `!` outside of double quotes, also within a word. From 2.0.9 on a backslash before the sign makes it an ordinary character. */
export function decomment(given: Line, { decomments: escapes, keepsCommentEnd }: Pick<Dialect, 'decomments' | 'keepsCommentEnd'>): Decommented {
  const { text: source } = given;
  if (!/[!#"\\]/.test(source)) return { line: trimmed(given), comment: -1, escaped: false, problem: undefined };
  let comment = -1;
  let quote = -1;
  const escaped: number[] = [];
  for (let at = 0; at < source.length && comment < 0; at++) {
    const char = source[at];
    if (char === '"') quote = quote < 0 ? at : -1;
    else if (char === '\\' && escapes) {
      if (quote < 0 && (source[at + 1] === '#' || source[at + 1] === '!')) escaped.push(at);
      at++;
    } else if (quote < 0 && (char === '#' || char === '!')) comment = at;
  }
  let line: Line = comment < 0 ? given : cut(given, comment);
  if (comment >= 0 && keepsCommentEnd && /^(?:[^\\]|\\.)*\\$/.test(source.slice(comment))) line = replaced(given, trailingFrom(line.text, /[ \t]/, line.text.length), source.length, '\\');
  for (const at of escaped.reverse()) line = replaced(line, at, at + 2, source[at + 1] as string);
  const continued = escapes && line.text.endsWith('\\');
  line = continued ? continuation(line) : trimmed(line);
  const problem: LineProblem | undefined =
    quote < 0 ? undefined : { ...spanOf(given, quote, source.length), rule: 'unmatched-quote', severity: 'error', message: text('the quote `{0}` is not closed on this line: what follows it is lost', '"') };
  return { line, comment, escaped: escaped.length > 0, problem };
}

function cut(line: Line, end: number): Line {
  return { ...line, text: line.text.slice(0, end), ...(line.from ? { from: line.from.slice(0, end) } : {}) };
}

/** Blanks before a closing backslash go too. */
function continuation(line: Line): Line {
  const last = line.text.length - 1;
  const end = trailingFrom(line.text, /[ \t]/, last);
  const joined = end === last ? line : replaced(line, end, last, '');
  return { ...trimmed(joined) };
}
