// The library entry: check() for tools. Its shape is kept stable.
import { lint } from './core/lint';
import type { CheckOptions } from './core/model';
import { releaseIndex } from './core/release';
import { lineStarts, placeAt } from './core/span';
import type { Severity } from './core/tree';
import { languages } from './languages';

export interface CheckRequest extends CheckOptions {
  readonly language: 'haproxy' | 'keepalived';
  /** A release: `2.4`, `2.2.7`. */
  readonly target: string;
}

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

/**
 * Checks one text. Synchronous; reads no file but through `readFile`.
 * @throws Error when language or target are not known.
 */
export function check(source: string, request: CheckRequest): CheckedProblem[] {
  const language = languages[request.language];
  if (!language) throw new Error(`unknown language: ${request.language}`);
  const release = releaseIndex(language.knowledge.line, request.target);
  if (release === undefined) throw new Error(`not a release: ${request.target}`);
  const starts = lineStarts(source);
  const located = (start: number, end: number): Located => {
    const from = placeAt(starts, start);
    const to = placeAt(starts, end);
    return { line: from.line + 1, column: from.column + 1, endLine: to.line + 1, endColumn: to.column + 1 };
  };
  return lint(language, source, release, request).map((problem) => ({
    ...located(problem.start, problem.end),
    severity: problem.severity,
    rule: problem.rule,
    message: problem.message,
    origin: problem.origin,
    fixes: problem.fixes.map((fix) => ({ title: fix.title, safe: fix.safe, edits: fix.edits.map((edit) => ({ ...located(edit.start, edit.end), newText: edit.newText })) })),
  }));
}
