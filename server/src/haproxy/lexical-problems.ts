// What is wrong with the reading of lines, beside their words: NUL characters, lines that are too long, scopes, ends of the file.
import type { LineStarts } from '../core/line-starts';
import { text as message } from '../core/text';
import type { LineProblem, Word } from '../core/tree';
import type { Dialect } from './dialect';
import type { Line } from './lexer';

/** The end of a stretch without the blanks behind it. */
export function trimmed(source: string, from: number, to: number): number {
  let end = to;
  while (end > from && source.charCodeAt(end - 1) <= 32) end--;
  return end;
}

/** Problems of the reading itself: those of the words, a NUL, a line that is too long. */
export function problemsOf(line: Line, to: number, cut: boolean, long: boolean, dialect: Dialect): LineProblem[] {
  const found = [...line.problems];
  if (cut && dialect.missingLineFeed !== 'silent') found.push({ rule: 'stray-nul', severity: dialect.missingLineFeed, message: message('NUL character: the rest of the line is not read'), start: to - line.start, end: to + 1 - line.start });
  if (long) found.push({ rule: 'line-too-long', severity: 'error', message: message('{0} reads at most {1} bytes of a line', dialect.name, dialect.lineLimit), start: 0, end: to - line.start });
  return found;
}

/** Length of a stretch in bytes. */
export function byteLength(source: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    const code = source.charCodeAt(at);
    count += code < 0x80 ? 1 : code < 0x800 || (code & 0xf800) === 0xd800 ? 2 : 3;
  }
  return count;
}

/** `[name]` sets a scope and must stand alone; upstream: cfg_parse_scope(). */
export function scopeProblems(source: string, start: number, to: number): LineProblem[] {
  const fault = (text: string, from: number, end: number): LineProblem[] => [{ rule: 'bad-scope', severity: 'error', message: text, start: from - start, end: end - start }];
  const close = source.indexOf(']', start);
  if (close < 0 || close >= to || close === start + 1) return fault(message('a line that begins with `[` names a scope: `[name]`'), start, trimmed(source, start, to));
  const name = source.slice(start + 1, close);
  if (!/^[\w.:-]*$/.test(name)) return fault(message('`{0}` is no name of a scope', name), start + 1, close);
  const rest = /[^ \t\v\f\r]/g;
  rest.lastIndex = close + 1;
  const found = rest.exec(source);
  if (found && found.index < to && found[0] !== '#') return fault(message('nothing may follow the name of a scope'), found.index, trimmed(source, found.index, to));
  return [];
}

export function reportEmpty(line: Line, found: LineProblem[], dialect: Dialect): void {
  const word = line.words[line.empty] as Word;
  if (dialect.emptyWord === 'silent' || found.some((problem) => problem.severity === 'error')) return;
  found.push({ rule: 'empty-argument', severity: dialect.emptyWord, message: message('empty argument: it ends the line, what follows is not read'), start: word.start, end: word.end });
}

export function missingLineFeed(source: string, lines: LineStarts, dialect: Dialect): LineProblem {
  const last = lines.at(lines.length - 1) as number;
  const start = Math.max(last, source.length - 1);
  const feed = last > 1 && source.charCodeAt(last - 2) === 13 ? '\r\n' : '\n';
  return {
    rule: 'missing-line-feed',
    severity: dialect.missingLineFeed as 'error' | 'warning',
    message: message('the last line does not end with a line feed: the file may have been cut off'),
    start,
    end: source.length,
    fixes: [{ title: message('Add the line feed'), safe: true, edits: [{ start: source.length, end: source.length, newText: feed }] }],
  };
}

/** The daemon notices at the end of the file that an `.if` was not closed. */
export function unterminated(source: string, lines: LineStarts): LineProblem {
  const last = lines.at(lines.length - 1) as number;
  const line = last === source.length && lines.length > 1 ? (lines.at(lines.length - 2) as number) : last;
  return { rule: 'bad-conditional', severity: 'error', message: message('`.if` without `.endif`'), start: line, end: source.length };
}
