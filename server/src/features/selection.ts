// Growing selections: part of a word, word, arguments, line, body, block, text.

import type { SelectionRange } from 'vscode-languageserver-types';
import { slotSpan } from '../core/grammar/match';
import type { Span } from '../core/span';
import type { Statement } from '../core/tree';
import { namesOf } from './names';
import type { Subject } from './subject';

/** The chain of selections at an offset, the smallest first. */
export function selectionRange(subject: Subject, offset: number): SelectionRange {
  const cursor = subject.cursor(offset);
  const spans: Span[] = [];
  const { statement } = cursor;
  if (statement) {
    const name = namesOf(subject).at(offset);
    if (name) spans.push(name);
    for (const slot of subject.model.binding(statement).slots) {
      const { start, end } = slotSpan(statement.words, slot);
      spans.push({ start: statement.start + start, end: statement.start + end });
    }
    const word = cursor.onWord ? statement.words[cursor.word] : undefined;
    if (word) spans.push({ start: statement.start + word.start, end: statement.start + word.end });
    const second = statement.words[1];
    if (second && cursor.word > 0) spans.push({ start: statement.start + second.start, end: statement.start + (statement.words[statement.words.length - 1]?.end ?? second.end) });
    spans.push({ start: statement.start, end: statement.start + statement.length });
    if (statement.comment) spans.push({ start: statement.start, end: statement.start + statement.comment.end });
    spans.push(...around(statement));
  }
  for (const comment of cursor.inComment ? (subject.model.tree.commentsNear?.(offset) ?? subject.model.tree.comments) : []) if (comment.start <= offset && offset <= comment.end) spans.push(comment);
  for (let owner = cursor.owner; owner; owner = owner.parent) spans.push(...around(owner));
  spans.push({ start: 0, end: subject.model.tree.source.length });
  const chain = spans.filter((span) => span.start <= offset && offset <= span.end && span.end > span.start).sort((a, b) => a.end - a.start - (b.end - b.start) || a.start - b.start);
  let result: SelectionRange | undefined;
  let outer: Span | undefined;
  for (const span of chain.reverse()) {
    if (outer && (span.start < outer.start || span.end > outer.end || (span.start === outer.start && span.end === outer.end))) continue;
    result = { range: subject.range(span), ...(result ? { parent: result } : {}) };
    outer = span;
  }
  return result ?? { range: subject.range({ start: offset, end: offset }) };
}

/** A block's lines, and the block with its header. */
function around(statement: Statement): Span[] {
  const first = statement.body?.[0];
  const last = statement.body?.[statement.body.length - 1];
  if (!first || !last || statement.bodyEnd === undefined) return [];
  const end = last.start + Math.max(last.bodyEnd ?? 0, last.length);
  return [
    { start: first.start, end },
    { start: statement.start, end: statement.start + statement.bodyEnd },
  ];
}
