// Hints in the line: the unit of bare numbers, what a section takes over from elsewhere, what holds where a line says nothing.

import type { InlayHint } from 'vscode-languageserver-types';
import { slotSpan } from '../core/grammar/match';
import type { Span } from '../core/span';
import { quotable, text } from '../core/text';
import { between } from '../core/tree';
import { unitOf } from './render';
import type { Subject } from './subject';

export interface InlayHintOptions {
  /** Units of bare numbers. */
  readonly units?: boolean;
  /** Inherited settings behind section headers. */
  readonly inherited?: boolean;
  /** What holds where a line says nothing. */
  readonly defaults?: boolean;
}

/** The hints in a stretch of the text. */
export function inlayHints(subject: Subject, span: Span, options: InlayHintOptions): InlayHint[] {
  const { model, editing } = subject;
  const hints: InlayHint[] = [];
  for (const statement of between(model.tree.statements, span.start, span.end)) {
    if (statement.active === false) continue;
    if (options.units !== false) {
      for (const slot of model.binding(statement).slots) {
        const word = statement.words[slot.word];
        if (slot.node.kind !== 'argument' || !word || word.opaque) continue;
        const { start, end } = slotSpan(statement.words, slot);
        const unit = unitOf(subject, slot.node, model.tree.source.slice(statement.start + start, statement.start + end));
        if (unit !== undefined) hints.push({ position: subject.position(statement.start + end), label: unit, kind: 1 });
      }
    }
    const implied = options.defaults === false ? undefined : editing.implied?.(model, statement);
    if (implied !== undefined) hints.push({ position: subject.position(statement.start + statement.length), label: implied, paddingLeft: true, tooltip: text('what holds where the line says nothing') });
    const inherited = options.inherited !== false && statement.body ? (editing.inherited?.(model, statement) ?? []).filter((one) => one.important) : [];
    if (inherited.length > 0) {
      hints.push({
        position: subject.position(statement.start + statement.length),
        label: quotable(inherited.map((one) => one.line.words.map((word) => word.text).join(' ')).join(' · ')),
        paddingLeft: true,
        tooltip: text('from `{0}`, line {1}', inherited[0]?.from ?? '', (inherited[0]?.line.line ?? 0) + 1),
      });
    }
  }
  return hints;
}
