// What every feature works on: a model, its language, and the bridge between offsets and the editor's lines and columns.
import type { Position, Range } from 'vscode-languageserver-types';
import { type Cursor, cursorAt } from '../core/cursor';
import type { Editing } from '../core/editing';
import type { Language } from '../core/language';
import { GatheredStarts, LineStarts } from '../core/line-starts';
import type { Model } from '../core/model';
import type { Span } from '../core/span';
import type { Statement } from '../core/tree';

/** What lies around a text, as far as the platform can tell. */
export interface Surroundings {
  /** Other texts of the language that the daemon reads together with this one. */
  siblings(): readonly Subject[];
  /** Files and folders that a path that begins so may name; folders end with `/`. */
  paths(typed: string): readonly string[];
  /** Values of a kind that stand in files of the workspace. */
  seen?(kind: string): Iterable<string>;
}

const nothing: Surroundings = { siblings: () => [], paths: () => [] };

/** Lines from which on a text is so large that what takes the whole of it would keep others waiting, and no editor can show it. */
const mostLines = 100_000;

/** Whether a text is that large. */
export function isVeryLarge({ model }: Subject): boolean {
  return model.tree.lines.length > mostLines;
}

export interface Subject extends Required<Surroundings> {
  readonly language: Language<Model>;
  readonly editing: Editing<Model>;
  readonly model: Model;
  readonly uri: string;
  position(offset: number): Position;
  range(span: Span): Range;
  /** The range of something whose span is relative to a statement. */
  rangeIn(statement: Statement, span: Span): Range;
  /** The offset of a position; positions outside of the text are moved to its nearest place. */
  offset(position: Position): number;
  cursor(offset: number): Cursor;
}

/** Starts of lines as editors count them: they also end a line at a lone CR, which the daemons do not. */
function editorLines(source: string, lines: LineStarts): LineStarts {
  if (!source.includes('\r') || !/\r(?!\n)/.test(source)) return lines;
  const starts = new GatheredStarts([0]);
  for (const end of source.matchAll(/\r\n?|\n/g)) starts.add(end.index + end[0].length);
  return new LineStarts(starts);
}

/** Makes the subject of a model; undefined when its language has no editing features. */
export function subjectOf(language: Language<Model>, model: Model, uri: string, around: Surroundings = nothing): Subject | undefined {
  const { editing } = language;
  if (!editing) return undefined;
  const { source } = model.tree;
  let starts: LineStarts | undefined;
  const lines = () => (starts ??= editorLines(source, model.tree.lines));
  const position = (offset: number): Position => {
    const { line, column } = lines().placeAt(Math.max(0, Math.min(offset, source.length)));
    return { line, character: column };
  };
  const range = (span: Span): Range => ({ start: position(span.start), end: position(span.end) });
  return {
    language,
    editing,
    model,
    uri,
    siblings: () => around.siblings(),
    paths: (typed) => around.paths(typed),
    seen: (kind) => around.seen?.(kind) ?? [],
    position,
    range,
    rangeIn: (statement, span) => range({ start: statement.start + span.start, end: statement.start + span.end }),
    offset({ line, character }) {
      const all = lines();
      if (line >= all.length) return source.length;
      if (line < 0) return 0;
      const start = all.at(line) as number;
      let end = all.at(line + 1) ?? source.length;
      if (line + 1 < all.length) while (end > start && (source[end - 1] === '\n' || source[end - 1] === '\r')) end--;
      return Math.max(start, Math.min(start + character, end));
    },
    cursor(offset) {
      const found = cursorAt(model, offset, editing.braces);
      const { statement } = found;
      return statement && found.word > 0 && editing.isLead?.(statement) ? { offset, statement: undefined, word: 0, onWord: false, owner: statement.parent, inComment: false } : found;
    },
  };
}
