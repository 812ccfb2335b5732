// The action of a rule line.
import type { Binding, Slot } from '../core/grammar/match';
import { parseReleases } from '../core/release';
import type { Release } from './values/release';

/** The slot of the action that a line names, with its keyword; undefined when the line has none or a wrong one. */
export function actionOf(binding: Binding): Slot | undefined {
  for (const slot of binding.slots) if (slot.node.kind === 'params' && slot.keyword?.set.startsWith('action:')) return slot;
  return undefined;
}

/** Whether a line has a condition. */
export function isConditional(binding: Binding): boolean {
  for (const { kind } of binding.values) if (kind === 'condition') return true;
  return false;
}

/** Whether nothing behind an action is done any more in this release (ACT_FLAG_FINAL). */
export function isFinal(binding: Binding, at: Release): boolean {
  const extra = actionOf(binding)?.keyword?.entry.extra;
  if (typeof extra?.final !== 'string' || (parseReleases(at.knowledge.line, extra.final) & (1 << at.release)) === 0) return false;
  return extra.unless === undefined || !binding.slots.some(({ node }) => node.kind === 'literal' && node.word === extra.unless);
}
