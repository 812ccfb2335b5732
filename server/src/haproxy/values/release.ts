// Comparing the selected release with another, for value types.
import type { Match } from '../../core/grammar/match';

/** Whether the selected release is a given one or newer. */
export function fromRelease(match: Match, release: string): boolean {
  const { knowledge, release: selected } = match.around;
  return selected >= knowledge.line.names.indexOf(release);
}
