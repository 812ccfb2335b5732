// The library as programs of Node load it: check() as anywhere, with an engine that works for it as long as a large text takes.
import { type CheckedProblem, type CheckRequest, check as checkAnywhere } from '../index';
import { forAWhile } from './engine';

export type { CheckedProblem, CheckRequest, Located } from '../index';

/**
 * Checks one text. Synchronous; reads no file but through `readFile`.
 * @throws Error when language or target are not known.
 */
export function check(source: string, request: CheckRequest): CheckedProblem[] {
  return forAWhile(source.length, () => checkAnywhere(source, request));
}
