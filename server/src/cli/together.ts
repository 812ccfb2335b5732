// Several HAProxy files as one configuration, as the daemon reads them: one after the other (`haproxy -f first -f second`).
import type { LanguageService, Settings, TargetProblem } from '../service';

/** One of the files. */
export interface Piece {
  readonly name: string;
  readonly source: string;
}

export interface CheckedPiece extends Piece {
  /** Names of the releases, joined by a comma. */
  readonly target: string;
  readonly problems: readonly TargetProblem[];
}

interface Placed extends Piece {
  /** Where it begins in the whole text, and the number of its first line there. */
  readonly start: number;
  readonly end: number;
  readonly firstLine: number;
}

/** What each file has for itself: how it ends. */
const ownRules = new Set(['missing-line-feed']);

function place(pieces: readonly Piece[]): { readonly whole: string; readonly placed: readonly Placed[] } {
  let whole = '';
  let lines = 0;
  const placed = pieces.map((piece): Placed => {
    const start = whole.length;
    const firstLine = lines;
    whole += piece.source === '' || piece.source.endsWith('\n') ? piece.source : `${piece.source}\n`;
    lines += whole.slice(start).split('\n').length - 1;
    return { ...piece, start, end: whole.length, firstLine };
  });
  return { whole, placed };
}

/** Lines of the whole text in a message, as those of the files in which they are. What the user wrote stands between backticks. */
function withOwnLines(message: string, own: Placed, placed: readonly Placed[]): string {
  return message
    .split('`')
    .map((piece, i) => (i % 2 === 1 ? piece : piece.replace(/\bline (\d+)\b(?! of\b)/g, (_all, digits: string) => lineOf(Number(digits), own, placed))))
    .join('`');
}

function lineOf(line: number, own: Placed, placed: readonly Placed[]): string {
  const at = [...placed].reverse().find(({ firstLine }) => firstLine < line) ?? own;
  return at === own ? `line ${line - at.firstLine}` : `line ${line - at.firstLine} of ${at.name}`;
}

function moved(problem: TargetProblem, own: Placed, placed: readonly Placed[]): TargetProblem {
  const inside = (span: { readonly start: number; readonly end: number }) => span.start >= own.start && span.end <= own.end;
  const shift = <T extends { readonly start: number; readonly end: number }>(span: T): T => {
    // The line feed that was put behind a file without one is none of its own.
    const at = (offset: number) => Math.min(offset - own.start, own.source.length);
    return { ...span, start: at(span.start), end: at(span.end) };
  };
  const fixes = problem.fixes.filter((fix) => fix.edits.every(inside)).map((fix) => ({ ...fix, edits: fix.edits.map(shift) }));
  const { notes, ...rest } = shift(problem);
  return { ...rest, message: withOwnLines(problem.message, own, placed), fixes, ...(notes ? { notes: notes.filter(inside).map(shift) } : {}) };
}

/** Checks files as one configuration, in their order. */
export function checkTogether(service: LanguageService, pieces: readonly Piece[], settings: Settings): CheckedPiece[] {
  const { whole, placed } = place(pieces);
  const file = service.open(whole, pieces[0]?.name, { ...settings, fragment: false });
  const target = file.targets.targets.map(({ name }) => name).join(',');
  const problems = file.problems();
  return placed.map((own, i) => {
    const alone = service.open(own.source, own.name, { ...settings, fragment: true });
    // A file does not go on with the last section of the one before: what stands above its first one is refused.
    const begin = i === 0 ? 0 : (alone.model.parts[1]?.start ?? own.source.length);
    const apart = alone.problems().filter(({ rule, start }) => start < begin || ownRules.has(rule));
    const here = problems.filter(({ rule, start }) => start >= own.start + begin && start < own.end && !ownRules.has(rule));
    return { name: own.name, source: own.source, target, problems: [...apart, ...here.map((problem) => moved(problem, own, placed))].sort((a, b) => a.start - b.start || a.end - b.end) };
  });
}
