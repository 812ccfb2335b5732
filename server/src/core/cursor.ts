// What is under an offset: statement, word, and the section or block around. Every feature asks here. Names no keyword.

import type { Model } from './model';
import { lastStartingAt } from './search';
import type { Statement, SyntaxTree } from './tree';

export interface Cursor {
  readonly offset: number;
  /** The statement whose words or the blanks behind them are under the offset; undefined on blank lines and in comments. */
  readonly statement: Statement | undefined;
  /** Index of the word that the offset is in or at the end of; where there is none, the index that a word typed here would get. */
  readonly word: number;
  /** Whether there is a word at that index under the offset. */
  readonly onWord: boolean;
  /** The section or block in whose body the offset lies. */
  readonly owner: Statement | undefined;
  readonly inComment: boolean;
}

/** Whether an offset lies in a comment, what stands in front of its sign excluded, the end of its line included. */
export function inComment(tree: SyntaxTree, offset: number): boolean {
  const comments = tree.commentsNear?.(offset) ?? tree.comments;
  const comment = comments[lastStartingAt(comments, offset - 1)];
  return comment !== undefined && offset > comment.start && offset <= endOfLine(tree.source, comment.start);
}

/** Where the line of an offset ends (its line feed excluded). */
function endOfLine(source: string, offset: number): number {
  const end = source.indexOf('\n', offset);
  return end < 0 ? source.length : end;
}

/**
 * Looks an offset up. `closed`: the bodies of this language have an end of their own (a brace), so that what stands behind it is outside; else a body
 * reaches to the next statement of its parent.
 */
export function cursorAt(model: Model, offset: number, closed: boolean): Cursor {
  const { tree } = model;
  const comment = inComment(tree, offset);
  let owner: Statement | undefined;
  let level: readonly Statement[] = tree.statements;
  let found: Statement | undefined;
  for (;;) {
    const statement = level[lastStartingAt(level, offset)];
    if (!statement) break;
    const line = endOfLine(tree.source, statement.start + statement.length);
    const first = statement.body?.[0];
    const onStatement = offset <= (first && first.start <= line ? first.start - 1 : line);
    const within = statement.body !== undefined && offset > statement.start + statement.length && (!closed || offset < statement.start + (statement.bodyEnd ?? Number.POSITIVE_INFINITY));
    if (within && !(onStatement && !closed)) {
      owner = statement;
      level = statement.body as Statement[];
      continue;
    }
    if (onStatement) found = statement;
    break;
  }
  if (!found || comment) return { offset, statement: undefined, word: 0, onWord: false, owner, inComment: comment };
  const relative = offset - found.start;
  let word = 0;
  for (; word < found.words.length; word++) {
    const { start, end } = found.words[word] as { start: number; end: number };
    if (relative < start) break;
    if (relative <= end) return { offset, statement: found, word, onWord: true, owner, inComment: false };
  }
  return { offset, statement: found, word, onWord: false, owner, inComment: false };
}
