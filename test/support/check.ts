// Runs checks and fixes for tests, and compares them with the marks of a fixture.
import { expect } from 'vitest';
import { lint } from '../../server/src/core/lint';
import type { CheckOptions } from '../../server/src/core/model';
import type { Edit, Fix, Problem } from '../../server/src/core/problem';
import { releaseIndex } from '../../server/src/core/release';
import { lineStarts, placeAt } from '../../server/src/core/span';
import { languages } from '../../server/src/languages';
import { type FixtureFile, type Mark, parseFixture, renderMarks } from './fixture';

export type LanguageId = 'haproxy' | 'keepalived';

/** Which release reads the text (default: 2.4 and 2.2.8), and the options of the check. */
export interface Setting extends CheckOptions {
  readonly version?: string;
}

const defaultVersion = { haproxy: '2.4', keepalived: '2.2.8' };
const crash = (rule: string, error: unknown) => {
  throw new Error(`rule ${rule} threw: ${error instanceof Error ? error.stack : error}`);
};

/** All problems of a text. A rule that throws fails the test. */
export function problemsOf(language: LanguageId, text: string, setting: Setting = {}): Problem[] {
  const chosen = languages[language];
  const release = releaseIndex(chosen.knowledge.line, setting.version ?? defaultVersion[language]);
  if (release === undefined) throw new Error(`not a release: ${setting.version}`);
  return lint(chosen, text, release, setting, crash);
}

/** A problem as a mark. A range over several lines is cut at the end of its first one. */
export function markOf(text: string, problem: Problem): Mark {
  const starts = lineStarts(text);
  const from = placeAt(starts, problem.start);
  const to = placeAt(starts, problem.end);
  const lineLength = (starts[from.line + 1] ?? text.length + 1) - 1 - (starts[from.line] as number);
  const end = to.line === from.line ? to.column : lineLength;
  return { line: from.line, start: from.column, end: Math.max(end, from.column + 1), severity: problem.severity, message: problem.message };
}

const sameMark = (a: Mark, b: Mark) => a.line === b.line && a.start === b.start && a.end === b.end && a.severity === b.severity && a.message === b.message;

/**
 * Compares the problems of a fixture file with its marks: those of `rule` must be marked exactly, those of other rules may be marked.
 * Without `rule` every problem must be marked.
 */
export function expectMarks(language: LanguageId, file: FixtureFile, setting: Setting & { readonly rule?: string }): void {
  const found = problemsOf(language, file.text, setting).map((problem) => ({ rule: problem.rule, mark: markOf(file.text, problem) }));
  const counted = found.filter(({ rule, mark }) => setting.rule === undefined || rule === setting.rule || file.marks.some((other) => sameMark(mark, other)));
  expect(
    renderMarks(
      file.text,
      counted.map(({ mark }) => mark),
    ),
  ).toBe(renderMarks(file.text, file.marks));
}

/** Applies edits to a text. Throws when they overlap or lie outside of it. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < at || edit.end < edit.start || edit.end > text.length) throw new Error(`edits overlap or lie outside: ${JSON.stringify(edits)}`);
    result += text.slice(at, edit.start) + edit.newText;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** The fix that is offered first: the preferred one, else the first. */
export function firstFix(problem: Problem): Fix | undefined {
  return problem.fixes.find((fix) => fix.preferred) ?? problem.fixes[0];
}

/** Fixes one problem after the other, with the first fix of each, until nothing is left to fix. Throws when that does not end. */
export function fixAll(language: LanguageId, text: string, setting: Setting & { readonly rule?: string; readonly safeOnly?: boolean } = {}): string {
  let now = text;
  for (let round = 0; round < 200; round++) {
    const wanted = (problem: Problem) => (setting.rule === undefined || problem.rule === setting.rule) && (!setting.safeOnly || firstFix(problem)?.safe === true);
    const problem = problemsOf(language, now, setting).find((one) => wanted(one) && firstFix(one) !== undefined);
    const fix = problem && firstFix(problem);
    if (!problem || !fix) return now;
    const next = applyEdits(now, fix.edits);
    if (next === now) throw new Error(`the fix "${fix.title}" of ${problem.rule} changes nothing`);
    now = next;
  }
  throw new Error(`fixing does not end:\n${now.slice(0, 3000)}`);
}

/** For unit tests of single checks: a fixture in which every problem is marked. */
export function checkProblems(language: LanguageId, fixture: string, setting: Setting = {}): void {
  for (const file of parseFixture(fixture)) expectMarks(language, file, setting);
}
