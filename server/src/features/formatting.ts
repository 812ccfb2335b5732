// Formatting: indentation, blanks at line ends and between words, the last line feed. Words, comments, quotes and order stay as they are.
import type { Range, TextEdit } from 'vscode-languageserver-types';
import type { Edit } from '../core/problem';
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
  const layout = layoutOf(subject);
  const widths = options.gaps === 'columns' ? columns(tree.statements) : undefined;
  const edits: Edit[] = [];
  for (let line = Math.max(0, range?.start.line ?? 0); line <= last && line < tree.lines.length; line++) {
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

function layoutOf(subject: Subject): Layout {
  const { lines, statements: top } = subject.model.tree;
  const byLine = new Map<number, Statement[]>();
  const inner = new Set<number>();
  const own = new Map<number, number>();
  const region = new Uint8Array(lines.length);
  const visit = (list: readonly Statement[], depth: number) => {
    list.forEach((statement, i) => {
      const same = byLine.get(statement.line);
      if (same) same.push(statement);
      else byLine.set(statement.line, [statement]);
      if (!own.has(statement.line)) own.set(statement.line, depth);
      const end = statement.start + (statement.words[statement.words.length - 1]?.end ?? 0);
      for (let line = statement.line + 1; line < lines.length && (lines.at(line) as number) < end; line++) inner.add(line);
      if (!statement.body || depth >= deepest) return;
      const next = list[i + 1];
      const closing = lines.placeAt(statement.start + Math.max(1, statement.bodyEnd ?? statement.length) - 1).line;
      const last = subject.editing.braces ? closing : next ? next.line - 1 : lines.length - 1;
      region.fill(depth + 1, statement.line + 1, last + 1);
      // An opening brace on a line of its own stands below its header.
      const brace = subject.editing.braces ? /^\s*\{/.exec(subject.model.tree.source.slice(statement.start + statement.length, statement.start + statement.length + 200)) : null;
      if (brace) region.fill(depth, statement.line + 1, lines.placeAt(statement.start + statement.length + brace[0].length - 1).line + 1);
      if (subject.editing.braces && last > statement.line && subject.model.tree.source[statement.start + (statement.bodyEnd ?? 0) - 1] === '}') region[last] = depth;
      visit(statement.body, depth + 1);
    });
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

/** Widths of the first words of lines that follow each other and begin with the same word, so that they stand in columns. */
function columns(statements: readonly Statement[], widths = new Map<Statement, readonly number[]>(), depth = 0): Map<Statement, readonly number[]> {
  let group: Statement[] = [];
  const close = () => {
    if (group.length > 1) {
      const count = Math.min(3, ...group.map((one) => one.words.length - 1));
      const width = Array.from({ length: Math.max(0, count) }, (_, i) => Math.max(...group.map((one) => (one.words[i] ? one.words[i].end - one.words[i].start : 0))));
      for (const one of group) widths.set(one, width);
    }
    group = [];
  };
  for (const statement of statements) {
    const before = group[group.length - 1];
    if (!before || statement.body || before.line + 1 !== statement.line || before.words[0]?.text !== statement.words[0]?.text) close();
    if (statement.body) {
      if (depth < 200) columns(statement.body, widths, depth + 1);
    } else group.push(statement);
  }
  close();
  return widths;
}
