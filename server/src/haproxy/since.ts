// Comparing the selected release with another, for rules.
import type { HaproxyModel } from './model';

/** Whether the selected release is a given one or newer. */
export function since(model: HaproxyModel, release: string): boolean {
  return model.release >= model.knowledge.line.names.indexOf(release);
}
