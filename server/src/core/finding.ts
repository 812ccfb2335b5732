// Problems that are kept while the text around them moves: their offsets are anchored to the parts in which they lie. Knows no language.

import type { Model } from './model';
import { type Part, partAt } from './part';
import type { Edit, Fix, Note, Problem } from './problem';
import { look, reading } from './reading';
import type { LaterFixes } from './rule';
import { lastStartingAt } from './search';

/** Where a part stood when something was found in it. */
interface Anchor {
  readonly part: Part;
  readonly from: number;
  readonly to: number;
}

/** A problem as it was found, and the parts that its offsets move with. */
export interface Finding {
  readonly problem: Problem;
  /** Fixes that are worked out when asked for. */
  readonly later: LaterFixes | undefined;
  readonly anchors: readonly Anchor[];
  /** It was reported at a statement of another part: parts that find the same tell it once. */
  readonly far: boolean;
}

/** Keeps a problem that was found in a part. Parts that it points into are looked at. */
export function keepFinding(problem: Problem, later: LaterFixes | undefined, own: Part, parts: readonly Part[]): Finding {
  const anchors: Anchor[] = [anchorOf(own, parts)];
  const holds = (offset: number) => anchors.some(({ from, to }) => offset >= from && offset <= to);
  const point = (offset: number) => {
    if (holds(offset)) return;
    const part = partAt(parts, offset);
    if (!part) return;
    look(part);
    anchors.push(anchorOf(part, parts));
  };
  point(problem.start);
  const far = anchors.length > 1;
  for (const note of problem.notes ?? []) if (note.path === undefined) point(note.start);
  for (const fix of problem.fixes) for (const edit of fix.edits) point(edit.start);
  return { problem, later, anchors, far };
}

function anchorOf(part: Part, parts: readonly Part[]): Anchor {
  const at = partIndexOf(parts, part);
  return { part, from: part.start, to: parts[at + 1]?.start ?? Number.POSITIVE_INFINITY };
}

function partIndexOf(parts: readonly Part[], part: Part): number {
  let at = Math.max(0, lastStartingAt(parts, part.start));
  // Empty parts share their start with the next one.
  while (at > 0 && parts[at] !== part && parts[at - 1]?.start === part.start) at--;
  return at;
}

/** The problem at its present place. */
export function placed(finding: Finding, model: Model): Problem {
  const problem = moved(finding);
  return finding.later ? withFixes(problem, finding.later, model) : problem;
}

/** A problem whose fixes are worked out once they are looked at. */
export function withFixes(problem: Problem, later: LaterFixes, model: Model): Problem {
  let fixes: readonly Fix[] | undefined;
  return {
    ...problem,
    get fixes() {
      return (fixes ??= reading(undefined, () => later(model)));
    },
  };
}

function moved({ problem, anchors }: Finding): Problem {
  if (anchors.every(({ part, from }) => part.start === from)) return problem;
  const move = (offset: number): number => {
    for (const { part, from, to } of anchors) if (offset >= from && offset <= to) return offset + part.start - from;
    return offset;
  };
  const shifted = <T extends Note | Edit>(span: T): T => ({ ...span, start: move(span.start), end: move(span.start) + span.end - span.start });
  const start = move(problem.start);
  return {
    ...problem,
    start,
    end: start + problem.end - problem.start,
    ...(problem.notes ? { notes: problem.notes.map((note) => (note.path === undefined ? shifted(note) : note)) } : {}),
    fixes: problem.fixes.map((fix): Fix => ({ ...fix, edits: fix.edits.map(shifted) })),
  };
}
