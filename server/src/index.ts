// The library entry: check() for tools. Its shape is kept stable.
import { type CheckedProblem, checkedProblems } from './checked';
import { lint } from './core/lint';
import type { CheckOptions } from './core/model';
import { releaseIndex } from './core/release';
import { forAWhile } from './for-a-while';
import { languages } from './languages';

export interface CheckRequest extends CheckOptions {
  readonly language: 'haproxy' | 'keepalived';
  /** A release: `2.4`, `2.2.7`. */
  readonly target: string;
}

export type { CheckedProblem, Located } from './checked';

/**
 * Checks one text. Synchronous; reads no file but through `readFile`.
 * @throws Error when language or target are not known.
 */
export function check(source: string, request: CheckRequest): CheckedProblem[] {
  const language = languages[request.language];
  if (!language) throw new Error(`unknown language: ${request.language}`);
  const release = releaseIndex(language.knowledge.line, request.target);
  if (release === undefined) throw new Error(`not a release: ${request.target}`);
  return forAWhile(source.length, () => checkedProblems(source, lint(language, source, release, request)));
}
