// Fixes of problems as code actions: each by itself, all of one kind, all safe ones; and the comment that silences a rule.
import type { CodeAction, Range, TextEdit } from 'vscode-languageserver-types';
import type { Edit, Fix, Problem } from '../core/problem';
import { text } from '../core/text';
import { diagnostics } from './diagnostics';
import type { Subject } from './subject';

export interface CodeActionRequest {
  readonly range: Range;
  /** Kinds that are asked for; none: all. `source.fixAll` is only answered when asked for. */
  readonly only?: readonly string[];
  /** The text after all safe fixes, when the caller can tell. */
  readonly fixedSafely?: () => string;
}

/** The kind of the action that applies all safe fixes of a file. */
export const fixAllKind = 'source.fixAll.haconf';

function wants(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined ? !kind.startsWith('source') : only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
}

function textEdits(subject: Subject, edits: readonly Edit[]): TextEdit[] {
  return edits.map((edit) => ({ range: subject.range(edit), newText: edit.newText }));
}

function action(subject: Subject, title: string, kind: string, edits: readonly Edit[]): CodeAction {
  return { title, kind, edit: { changes: { [subject.uri]: textEdits(subject, edits) } } };
}

/** The code actions for a range, those of the problems in it first. */
export function codeActions(subject: Subject, problems: readonly Problem[], request: CodeActionRequest): CodeAction[] {
  const actions: CodeAction[] = [];
  if (wants(request.only, 'quickfix')) {
    const start = subject.offset(request.range.start);
    const end = subject.offset(request.range.end);
    const here = problems.filter((problem) => problem.start <= end && Math.max(problem.end, problem.start + 1) >= start);
    for (const problem of here) actions.push(...problemActions(subject, problem));
    actions.push(...sameKind(subject, here, problems), ...here.flatMap((problem, i) => (here.findIndex((other) => other.rule === problem.rule) === i ? ignoreAction(subject, problem) : [])));
  }
  if (wants(request.only, fixAllKind) && request.fixedSafely) {
    const edit = difference(subject.model.tree.source, request.fixedSafely());
    if (edit) actions.push(action(subject, text('Apply all safe fixes'), fixAllKind, [edit]));
  }
  return actions;
}

/** One action a fix. The preferred one is what a key applies: the fix that says so, else the only one. */
function problemActions(subject: Subject, problem: Problem): CodeAction[] {
  const shown = diagnostics(subject, [problem]);
  const chosen = preferred(problem);
  return problem.fixes.map((fix) => ({ ...action(subject, fix.title, 'quickfix', fix.edits), diagnostics: shown, ...(fix === chosen ? { isPreferred: true } : {}) }));
}

function preferred(problem: Problem): Fix | undefined {
  return problem.fixes.find((fix) => fix.preferred) ?? problem.fixes[0];
}

/** Actions that mend every problem of a rule in the file at once, where there are several. */
function sameKind(subject: Subject, here: readonly Problem[], problems: readonly Problem[]): CodeAction[] {
  const actions: CodeAction[] = [];
  for (const rule of new Set(here.filter((problem) => problem.fixes.length > 0).map((problem) => problem.rule))) {
    const taken: Edit[] = [];
    let count = 0;
    for (const problem of problems) {
      const fix = problem.rule === rule ? preferred(problem) : undefined;
      if (!fix || fix.edits.some((a) => taken.some((b) => a.start <= b.end && b.start <= a.end))) continue;
      taken.push(...fix.edits);
      count++;
    }
    if (count > 1) actions.push(action(subject, text('Fix all {0} problems of `{1}`', count, rule), 'quickfix', taken));
  }
  return actions;
}

/** Adds the comment that takes a rule's problems out of this line. */
function ignoreAction(subject: Subject, problem: Problem): CodeAction[] {
  const { source } = subject.model.tree;
  const found = source.indexOf('\n', problem.start);
  let end = found < 0 ? source.length : found;
  while (end > 0 && /\s/.test(source[end - 1] as string)) end--;
  if (end < problem.start) return [];
  const lineStart = source.lastIndexOf('\n', end - 1) + 1;
  const known = /haconf:\s*ignore\b(?!-file)[\w\s,-]*$/.test(source.slice(lineStart, end));
  const commented = subject.cursor(end).inComment;
  const newText = known ? ` ${problem.rule}` : commented ? `; haconf: ignore ${problem.rule}` : ` # haconf: ignore ${problem.rule}`;
  return [{ ...action(subject, text('Ignore `{0}` in this line', problem.rule), 'quickfix', [{ start: end, end, newText }]), diagnostics: diagnostics(subject, [problem]) }];
}

/** The one edit that turns a text into another: what lies between their common beginning and end. */
export function difference(before: string, after: string): Edit | undefined {
  if (before === after) return undefined;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (same < most - start && before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)) same++;
  return { start, end: before.length - same, newText: after.slice(start, after.length - same) };
}
