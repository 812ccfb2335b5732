// Problems with lines and columns, as tools get them: the shape of check() and of the command line's JSON.
import type { Problem } from './core/problem';
import { lineStarts, placeAt } from './core/span';
import type { Severity } from './core/tree';

/** A range with lines and columns counted from 1; the end is exclusive. */
export interface Located {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface CheckedProblem extends Located {
  readonly severity: Severity;
  readonly rule: string;
  readonly message: string;
  readonly origin: 'daemon' | 'advice';
  readonly fixes: readonly { readonly title: string; readonly safe: boolean; readonly edits: readonly (Located & { readonly newText: string })[] }[];
}

/** Turns offsets of a text into lines and columns. */
export function checkedProblems(source: string, problems: readonly Problem[]): CheckedProblem[] {
  if (problems.length === 0) return [];
  const starts = lineStarts(source);
  const located = (start: number, end: number): Located => {
    const from = placeAt(starts, start);
    const to = placeAt(starts, end);
    return { line: from.line + 1, column: from.column + 1, endLine: to.line + 1, endColumn: to.column + 1 };
  };
  return problems.map((problem) => ({
    ...located(problem.start, problem.end),
    severity: problem.severity,
    rule: problem.rule,
    message: problem.message,
    origin: problem.origin,
    fixes: problem.fixes.map((fix) => ({ title: fix.title, safe: fix.safe, edits: fix.edits.map((edit) => ({ ...located(edit.start, edit.end), newText: edit.newText })) })),
  }));
}
