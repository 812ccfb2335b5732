// Edits of whole lines for fixes: they keep indentation, comments and line ends. Knows no language.
import type { Edit } from './problem';
import type { Statement, SyntaxTree } from './tree';

/** The blanks before a statement on its line. */
export function indentOf(tree: SyntaxTree, statement: Statement): string {
  const before = tree.source.slice(lineStart(tree, statement), statement.start);
  return /^[ \t]*$/.test(before) ? before : '';
}

/** The line end that the text uses: that of its first line. */
export function lineEnd({ source }: Pick<SyntaxTree, 'source'>): string {
  const feed = source.indexOf('\n');
  return feed > 0 && source[feed - 1] === '\r' ? '\r\n' : '\n';
}

/** Start of the line on which a statement begins. */
function lineStart({ source }: SyntaxTree, { start }: Statement): number {
  return start === 0 ? 0 : source.lastIndexOf('\n', start - 1) + 1;
}

/** Start of the statement's line and start of the line after its last one. */
function wholeLines(tree: SyntaxTree, statement: Statement): { start: number; end: number } {
  const start = lineStart(tree, statement);
  const after = tree.source.indexOf('\n', statement.start + statement.length);
  return { start, end: after < 0 ? tree.source.length : after + 1 };
}

/** Removes a statement with its line; a comment behind it stays on a line of its own. */
export function removeLine(tree: SyntaxTree, statement: Statement): Edit {
  if (statement.comment) return { start: statement.start, end: statement.start + statement.comment.start, newText: '' };
  return { ...wholeLines(tree, statement), newText: '' };
}

/** Puts lines in the place of a statement; a comment behind it stays, on a line of its own below them. */
export function replaceLine(tree: SyntaxTree, statement: Statement, lines: readonly string[]): Edit {
  const between = lineEnd(tree) + indentOf(tree, statement);
  const newText = lines.join(between);
  if (statement.comment) return { start: statement.start, end: statement.start + statement.comment.start, newText: newText + between };
  return { start: statement.start, end: statement.start + statement.length, newText };
}

/** Puts lines before a statement, with its indentation or a given one. */
export function insertBefore(tree: SyntaxTree, statement: Statement, lines: readonly string[], indent = indentOf(tree, statement)): Edit {
  const at = lineStart(tree, statement);
  return { start: at, end: at, newText: lines.map((line) => indent + line + lineEnd(tree)).join('') };
}

/** Puts lines after a statement, with its indentation or a given one. */
export function insertAfter(tree: SyntaxTree, statement: Statement, lines: readonly string[], indent = indentOf(tree, statement)): Edit {
  const { end } = wholeLines(tree, statement);
  const closed = tree.source[end - 1] === '\n';
  const text = lines.map((line) => indent + line).join(lineEnd(tree));
  return { start: end, end, newText: closed ? text + lineEnd(tree) : lineEnd(tree) + text };
}

/** Adds words at the end of a statement, before its comment. */
export function appendWords(statement: Statement, words: string): Edit {
  const at = statement.start + statement.length;
  return { start: at, end: at, newText: ` ${words}` };
}

/** Replaces one word. */
export function replaceWord(statement: Statement, index: number, newText: string): Edit {
  const word = statement.words[index];
  return { start: statement.start + (word?.start ?? 0), end: statement.start + (word?.end ?? statement.length), newText };
}
