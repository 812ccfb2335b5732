// Marks of releases in what entries keep for this language alone.
import type { Keyword } from '../core/knowledge';
import { parseReleases, type ReleaseLine } from '../core/release';

/** Whether a mark of an entry's `extra` field holds for a release. */
export function hasMark(keyword: Keyword | undefined, field: string, at: { readonly knowledge: { readonly line: ReleaseLine }; readonly release: number }): boolean {
  const mark = keyword?.entry.extra?.[field];
  return typeof mark === 'string' && ((parseReleases(at.knowledge.line, mark) >> at.release) & 1) === 1;
}
