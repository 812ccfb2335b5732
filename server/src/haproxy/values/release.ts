// Comparing the selected release with another, for value types.
import type { Match } from '../../core/grammar/match';
import type { Knowledge } from '../../core/knowledge';
import { isSince } from '../../core/release';

/** A selected release: that of a match's surroundings, or of a model. */
export interface Release {
  readonly knowledge: Knowledge;
  /** Its index in the line of releases. */
  readonly release: number;
}

/** Whether a selected release is a given one or newer. */
export function isFrom({ knowledge, release }: Release, name: string): boolean {
  return isSince(knowledge.line, release, name);
}

/** The same for the release of a match. */
export function fromRelease(match: Match, name: string): boolean {
  return isFrom(match.around, name);
}
