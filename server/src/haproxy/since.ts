// Comparing the selected release with another, for rules.
import { isSince } from '../core/release';
import type { HaproxyModel } from './model';

/** Whether the selected release is a given one or newer. */
export function since(model: HaproxyModel, release: string): boolean {
  return isSince(model.knowledge.line, model.release, release);
}
