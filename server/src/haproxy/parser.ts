// Reads a haproxy.cfg into sections and their lines as the selected release does. Never fails: what is wrong is noted beside the line.
import sectionHeaders from '../../data/haproxy/section-headers.json';
import type { CheckOptions } from '../core/model';
import { lineStarts, type Span } from '../core/span';
import { text as message } from '../core/text';
import type { LineProblem, Statement, SyntaxTree, Word } from '../core/tree';
import { blocksOf, isConditionLine } from './blocks';
import { type Dialect, dialectOf } from './dialect';
import { type Environment, environmentAtStart, type Value } from './environment';
import { type Line, lexLine } from './lexer';

/** Words that open a section in any release: also where the selected one does not know it, its lines belong together. */
const headers: ReadonlySet<string> = new Set(sectionHeaders.entries.map((entry) => entry.name));

/** Whether a line with this first word is a section header. */
export function isSectionHeader(word: string): boolean {
  return headers.has(word);
}

/** Whether a statement is one of the `.if` kind, which the release takes out before it looks at keywords. */
export function isDirective(statement: Statement, release: number): boolean {
  return statement.words[0]?.text.charCodeAt(0) === 46 && dialectOf(release).conditions;
}

/**
 * Parses any text for the release with an index. Linear in the length of the text.
 * With `options.environment` variables have their values, an absent one is not set; without it words that hold one are opaque.
 */
export function parseHaproxy(source: string, release: number, options: CheckOptions): SyntaxTree {
  const dialect = dialectOf(release);
  const environment = environmentAtStart(options.environment, dialect);
  const blocks = blocksOf(dialect, environment);
  const lines = lineStarts(source);
  const statements: Statement[] = [];
  const comments: Span[] = [];
  const problems: LineProblem[] = [];
  let open: Statement | undefined;
  let number = 0;
  let nul = source.indexOf('\0');
  const where = (name: string): Value => (name === '.LINE' ? String(number + 1) : name === '.FILE' ? options.path : open ? open.words[1]?.text || open.words[0]?.text : null);

  for (; number < lines.length; number++) {
    const from = lines[number] as number;
    const next = lines[number + 1];
    const lineEnd = next === undefined ? source.length : next - 1;
    if (next === undefined && from === source.length) break;
    if (nul >= 0 && nul < from) nul = source.indexOf('\0', from);
    const cut = nul >= 0 && nul < lineEnd;
    const to = cut ? nul : lineEnd;
    const line = lexLine(source, from, to, dialect, environment, where);
    const comment = line.comment >= 0 ? { start: line.comment, end: trimmed(source, line.comment, to) } : undefined;
    if (comment) comments.push(comment);
    const long = dialect.lineLimit > 0 && to - from > dialect.lineLimit / 3 && bytes(source, from, to) >= dialect.lineLimit;
    if (line.words.length === 0 && line.problems.length === 0 && !cut && !long) continue;
    const found = problemsOf(line, to, cut, long, dialect);

    const reading = blocks.reading(dialect.conditions ? (line.words[0]?.text ?? '') : '');
    let words = line.words;
    if (dialect.scopes && source.charCodeAt(line.start) === 91) {
      found.push(...scopeProblems(source, line.start, to));
      words = [];
    }
    const directive = dialect.conditions && words[0] !== undefined && words[0].text.charCodeAt(0) === 46;
    if (line.empty >= 0 && words.length > 0) {
      if (line.empty === 0 || !isConditionLine((words[0] as Word).text) || !directive) words = words.slice(0, line.empty);
      if (dialect.emptyWordEverywhere || (reading !== false && !directive && line.empty > 0)) reportEmpty(line, found, dialect);
    }
    const skipped = (dialect.strict && line.problems.length > 0) || (line.empty >= 0 && dialect.emptyWordEverywhere && dialect.emptyWord === 'error');
    if (directive && words.length > 0 && !skipped) found.push(...blocks.directive(words));

    const header = !directive && words.length > 0 && reading !== false && headers.has((words[0] as Word).text);
    const statement = makeStatement(line, words, found, number, trimmed(source, line.start, comment ? comment.start : to), comment, reading, header ? undefined : open);
    if (header) {
      statement.body = [];
      if (open) open.bodyEnd = bodyEnd(open);
      statements.push((open = statement));
    } else if (open?.body) open.body.push(statement);
    else statements.push(statement);
    if (open && reading !== false && words.length > 1) applyEnvironment(open, words, reading === true, environment, dialect);
  }
  if (open) open.bodyEnd = bodyEnd(open);
  if (source.length > 0 && !source.endsWith('\n') && dialect.missingLineFeed !== 'silent') problems.push(missingLineFeed(source, lines, dialect));
  if (blocks.depth() > 0) problems.push(unterminated(source, lines));
  return { source, lines, statements, comments, problems };
}

function makeStatement(line: Line, words: readonly Word[], problems: readonly LineProblem[], number: number, end: number, comment: Span | undefined, reading: boolean | undefined, parent: Statement | undefined): Statement {
  const statement: { -readonly [K in keyof Statement]: Statement[K] } = { start: line.start, line: number, length: end - line.start, words, problems };
  if (comment) statement.comment = { start: comment.start - line.start, end: comment.end - line.start };
  if (parent) statement.parent = parent;
  if (line.empty >= 0) statement.cut = true;
  if (reading === false) statement.active = false;
  else if (reading === undefined) statement.uncertain = true;
  return statement;
}

function bodyEnd(section: Statement): number {
  const last = section.body?.[section.body.length - 1];
  return last ? last.start + last.length - section.start : section.length;
}

/** The end of a stretch without the blanks behind it. */
function trimmed(source: string, from: number, to: number): number {
  let end = to;
  while (end > from && source.charCodeAt(end - 1) <= 32) end--;
  return end;
}

/** Problems of the reading itself: those of the words, a NUL, a line that is too long. */
function problemsOf(line: Line, to: number, cut: boolean, long: boolean, dialect: Dialect): LineProblem[] {
  const found = [...line.problems];
  if (cut && dialect.missingLineFeed !== 'silent') found.push({ rule: 'stray-nul', severity: dialect.missingLineFeed, message: message('NUL character: the rest of the line is not read'), start: to - line.start, end: to + 1 - line.start });
  if (long) found.push({ rule: 'line-too-long', severity: 'error', message: message('{0} reads at most {1} bytes of a line', dialect.name, dialect.lineLimit), start: 0, end: to - line.start });
  return found;
}

function bytes(source: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    const code = source.charCodeAt(at);
    count += code < 0x80 ? 1 : code < 0x800 || (code & 0xf800) === 0xd800 ? 2 : 3;
  }
  return count;
}

/** `[name]` sets a scope and must stand alone; upstream: cfg_parse_scope(). */
function scopeProblems(source: string, start: number, to: number): LineProblem[] {
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

function reportEmpty(line: Line, found: LineProblem[], dialect: Dialect): void {
  const word = line.words[line.empty] as Word;
  if (dialect.emptyWord === 'silent' || found.some((problem) => problem.severity === 'error')) return;
  found.push({ rule: 'empty-argument', severity: dialect.emptyWord, message: message('empty argument: it ends the line, what follows is not read'), start: word.start, end: word.end });
}

/** `setenv` and its kin change what later lines see; in a branch that may not be read the variable becomes unknown. */
function applyEnvironment(section: Statement, words: readonly Word[], certain: boolean, environment: Environment, dialect: Dialect): void {
  if (section.words[0]?.text !== 'global' || !dialect.scopes) return;
  const [head, name, value] = words;
  const known = certain && name !== undefined && !name.opaque;
  switch (head?.text) {
    case 'setenv':
    case 'presetenv': {
      if (!name || !value || name.opaque) return;
      const text = value.opaque ? undefined : value.text;
      const now = environment.get(name.text);
      if (head.text === 'presetenv' && now !== null) {
        if (now === undefined && !known) return;
        if (now === undefined) environment.set(name.text, undefined);
        return;
      }
      environment.set(name.text, known ? text : undefined);
      return;
    }
    case 'unsetenv':
      for (const word of words.slice(1)) if (!word.opaque) environment.set(word.text, certain ? null : undefined);
      return;
    case 'resetenv':
      environment.reset(certain && words.every((word) => !word.opaque) ? words.slice(1).map((word) => word.text) : undefined);
      return;
  }
}

function missingLineFeed(source: string, lines: readonly number[], dialect: Dialect): LineProblem {
  const last = lines[lines.length - 1] as number;
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
function unterminated(source: string, lines: readonly number[]): LineProblem {
  const last = lines[lines.length - 1] as number;
  const line = last === source.length && lines.length > 1 ? (lines[lines.length - 2] as number) : last;
  return { rule: 'bad-conditional', severity: 'error', message: message('`.if` without `.endif`'), start: line, end: source.length };
}
