// Formatting: indentation, blanks at line ends and between words, the last line feed. Words, comments, quotes and order stay as they are.
import type { Range, TextEdit } from 'vscode-languageserver-types';
import type { Edit } from '../core/problem';
import { firstIndex } from '../core/search';
import type { Statement } from '../core/tree';
import type { Subject } from './subject';

export interface FormatOptions {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
  /** `keep` leaves blanks between words alone; `single` makes each gap one blank; `columns` aligns lines of one keyword that follow each other. */
  readonly gaps?: 'keep' | 'single' | 'columns';
}

/** Edits that format a text, or the lines that a range touches. */
export function format(subject: Subject, options: FormatOptions, range?: Range): TextEdit[] {
  const { tree } = subject.model;
  const last = range ? (range.end.character === 0 && range.end.line > range.start.line ? range.end.line - 1 : range.end.line) : tree.lines.length - 1;
  const first = Math.max(0, range?.start.line ?? 0);
  const layout = layoutOf(subject, first, last);
  const widths = options.gaps === 'columns' ? columns(tree.statements, first, last) : undefined;
  const edits: Edit[] = [];
  for (let line = first; line <= last && line < tree.lines.length; line++) {
    if (!layout.inner.has(line)) edits.push(...lineEdits(subject, line, layout, options, widths));
  }
  if (!range && tree.source !== '' && !tree.source.endsWith('\n')) edits.push({ start: tree.source.length, end: tree.source.length, newText: tree.source.includes('\r\n') ? '\r\n' : '\n' });
  return edits.map((edit) => ({ range: subject.range(edit), newText: edit.newText }));
}

interface Layout {
  /** Statements by the line on which they begin, in order. */
  readonly statements: ReadonlyMap<number, readonly Statement[]>;
  /** Lines on which a statement goes on that began above: what stands there may be part of a word. */
  readonly inner: ReadonlySet<number>;
  /** How deep each line stands: lines of a body one deeper than its header, a closing brace as its header. */
  depth(line: number): number;
}

const deepest = 200;

/** Indexes of the first statement of a list that may reach into some lines, and behind the last one: what ends above, or begins below, is passed over. */
function reaching(list: readonly Statement[], first: number, last: number): { from: number; to: number } {
  const from = firstIndex(list.length, (i) => i + 1 >= list.length || (list[i + 1] as Statement).line >= first);
  return {
    from,
    to: Math.max(
      from,
      firstIndex(list.length, (i) => (list[i] as Statement).line > last),
    ),
  };
}

/** How some lines stand. */
function layoutOf(subject: Subject, first: number, last: number): Layout {
  const { lines, statements: top } = subject.model.tree;
  const byLine = new Map<number, Statement[]>();
  const inner = new Set<number>();
  const own = new Map<number, number>();
  const region = new Uint8Array(lines.length);
  const visit = (list: readonly Statement[], depth: number) => {
    const { from, to } = reaching(list, first, last);
    for (let i = from; i < to; i++) {
      const statement = list[i] as Statement;
      const same = byLine.get(statement.line);
      if (same) same.push(statement);
      else byLine.set(statement.line, [statement]);
      if (!own.has(statement.line)) own.set(statement.line, depth);
      const wordsEnd = statement.start + (statement.words[statement.words.length - 1]?.end ?? 0);
      for (let line = statement.line + 1; line < lines.length && (lines.at(line) as number) < wordsEnd; line++) inner.add(line);
      if (!statement.body || depth >= deepest) continue;
      const next = list[i + 1];
      const closing = lines.placeAt(statement.start + Math.max(1, statement.bodyEnd ?? statement.length) - 1).line;
      const end = subject.editing.braces ? closing : next ? next.line - 1 : lines.length - 1;
      region.fill(depth + 1, statement.line + 1, end + 1);
      // An opening brace on a line of its own stands below its header.
      const brace = subject.editing.braces ? /^\s*\{/.exec(subject.model.tree.source.slice(statement.start + statement.length, statement.start + statement.length + 200)) : null;
      if (brace) region.fill(depth, statement.line + 1, lines.placeAt(statement.start + statement.length + brace[0].length - 1).line + 1);
      if (subject.editing.braces && end > statement.line && subject.model.tree.source[statement.start + (statement.bodyEnd ?? 0) - 1] === '}') region[end] = depth;
      visit(statement.body, depth + 1);
    }
  };
  visit(top, 0);
  return { statements: byLine, inner, depth: (line) => own.get(line) ?? region[line] ?? 0 };
}

function lineEdits(subject: Subject, line: number, layout: Layout, options: FormatOptions, widths: ReadonlyMap<Statement, readonly number[]> | undefined): Edit[] {
  const { source, lines } = subject.model.tree;
  const start = lines.at(line) as number;
  let end = (lines.at(line + 1) ?? source.length + 1) - 1;
  if (source[end - 1] === '\r') end--;
  const text = source.slice(start, end);
  const edits: Edit[] = [];
  const statements = layout.statements.get(line) ?? [];
  const first = statements[0];
  const blank = text.length - text.trimStart().length;
  if (blank === text.length) return text === '' ? [] : [{ start, end, newText: '' }];
  const comment = first === undefined && /[#!]/.test(text[blank] as string);
  // A comment at the left edge stays there: it often heads the next section.
  const level = comment && blank === 0 ? 0 : layout.depth(line);
  const indent = options.insertSpaces ? ' '.repeat(options.tabSize * level) : '\t'.repeat(level);
  if (text.slice(0, blank) !== indent && (!first || (first.start === start + blank && !subject.editing.keepsIndent?.(first)))) edits.push({ start, end: start + blank, newText: indent });
  for (const statement of statements) edits.push(...gapEdits(source, statement, options, widths?.get(statement)));
  const last = statements[statements.length - 1];
  const lastWord = last?.words[last.words.length - 1];
  const content = Math.max(start + text.trimEnd().length, last && lastWord ? last.start + lastWord.end : 0);
  if (content < end) edits.push({ start: content, end, newText: '' });
  return edits;
}

/** Blanks between the words of a statement. */
function gapEdits(source: string, statement: Statement, options: FormatOptions, widths: readonly number[] | undefined): Edit[] {
  if (options.gaps === undefined || options.gaps === 'keep') return [];
  const edits: Edit[] = [];
  statement.words.forEach((word, i) => {
    const next = statement.words[i + 1];
    if (!next) return;
    const from = statement.start + word.end;
    const to = statement.start + next.start;
    const gap = source.slice(from, to);
    if (gap === '' || !/^[ \t]+$/.test(gap)) return;
    const wanted = ' '.repeat(Math.max(1, (widths?.[i] ?? 0) - (word.end - word.start) + 1));
    if (gap !== wanted) edits.push({ start: from, end: to, newText: wanted });
  });
  return edits;
}

/** Lines that stand in columns together, at most so many above and below those that are formatted. */
const mostInColumns = 20_000;

/** Whether a statement stands in columns with the one before it. */
function isNext(before: Statement | undefined, statement: Statement): boolean {
  return before !== undefined && !before.body && !statement.body && before.line + 1 === statement.line && before.words[0]?.text === statement.words[0]?.text;
}

/** Widths of the first words of lines that follow each other and begin with the same word, so that they stand in columns. */
function columns(statements: readonly Statement[], first: number, last: number, widths = new Map<Statement, readonly number[]>(), depth = 0): Map<Statement, readonly number[]> {
  const reached = reaching(statements, first, last);
  let { from, to } = reached;
  while (from > 0 && reached.from - from < mostInColumns && isNext(statements[from - 1], statements[from] as Statement)) from--;
  while (to < statements.length && to - reached.to < mostInColumns && isNext(statements[to - 1], statements[to] as Statement)) to++;
  let group: Statement[] = [];
  const close = () => {
    if (group.length > 1) {
      const width = widthsOf(group);
      for (const one of group) widths.set(one, width);
    }
    group = [];
  };
  for (let i = from; i < to; i++) {
    const statement = statements[i] as Statement;
    if (!isNext(group[group.length - 1], statement)) close();
    if (!statement.body) group.push(statement);
    else if (depth < deepest) columns(statement.body, first, last, widths, depth + 1);
  }
  close();
  return widths;
}

/** How wide the first three words of some lines are at most; the last word of a line needs no width. */
function widthsOf(group: readonly Statement[]): readonly number[] {
  let count = 3;
  for (const { words } of group) count = Math.min(count, words.length - 1);
  const width = Array.from({ length: Math.max(0, count) }, () => 0);
  for (const { words } of group) for (const [i, most] of width.entries()) width[i] = Math.max(most, (words[i]?.end ?? 0) - (words[i]?.start ?? 0));
  return width;
}
