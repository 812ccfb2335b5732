// Says since when and until when a keyword or a part of a grammar exists. Names no keyword.
import type { Found, Keyword } from '../knowledge';
import { firstOf, removedIn } from '../release';
import { listed, text } from '../text';
import type { LineFix } from '../tree';
import type { Match } from './match';
import type { Literal, Node } from './notation';

/** Reports that a keyword exists, but not here or not now. */
export function checkStanding(match: Match, found: Found, at: number, fixes: readonly LineFix[] = [], section = match.around.section): void {
  const keyword = found.keyword as Keyword;
  const { knowledge, release } = match.around;
  const target = knowledge.line.names[release] as string;
  const { since, removed = firstOf(knowledge.line, keyword.refused) } = knowledge.life(keyword, section);
  if (found.standing === 'later') match.report('error', 'not-yet-available', text('`{0}` exists since {1}; target is {2}', keyword.name, since ?? '?', target), at);
  else if (found.standing === 'removed')
    match.report(
      'error',
      'removed-keyword',
      keyword.entry.replacement ? text('`{0}` was removed in {1}: use `{2}`', keyword.name, removed ?? '?', keyword.entry.replacement) : text('`{0}` was removed in {1}; target is {2}', keyword.name, removed ?? '?', target),
      at,
      undefined,
      { fixes },
    );
  else match.report('error', 'misplaced-keyword', text('`{0}` does not belong here: it stands in {1}', keyword.name, listed([...keyword.where].filter(([, set]) => set & match.bit).map(([name]) => name))), at);
}

/** Reports that the release warns about a keyword, since when, and what takes its place. */
export function reportDeprecated(match: Match, keyword: Keyword, at: number, fixes: readonly LineFix[] = []): void {
  const since = firstOf(match.around.knowledge.line, keyword.deprecated) ?? '?';
  match.report(
    'warning',
    'deprecated-keyword',
    keyword.entry.replacement ? text('`{0}` is deprecated since {1}: use `{2}`', keyword.name, since, keyword.entry.replacement) : text('`{0}` is deprecated since {1}', keyword.name, since),
    at,
    undefined,
    { tag: 'deprecated', fixes },
  );
}

/** Reports a literal that the release lacks or warns about. */
export function checkLife(match: Match, node: Literal, at: number, name: string): void {
  if (!match.in(node.releases)) reportLife(match, node, at, name);
  else if (match.in(node.deprecated)) match.report('warning', 'deprecated-argument', text('`{0}` is deprecated since {1}', name, firstOf(match.around.knowledge.line, node.deprecated) ?? '?'), at, undefined, { tag: 'deprecated' });
}

/** Tells since when or until when a part exists that the selected release lacks. */
export function reportLife(match: Match, node: Node, at: number, name: string): void {
  const line = match.around.knowledge.line;
  const target = line.names[match.around.release] as string;
  const later = node.releases > match.bit;
  const first = firstOf(line, later ? node.releases & ~(match.bit - 1) : node.releases);
  match.report(
    'error',
    later ? 'not-yet-available' : 'removed-keyword',
    later ? text('`{0}` exists since {1}; target is {2}', name, first ?? '?', target) : text('`{0}` was removed in {1}; target is {2}', name, removedIn(line, node.releases) ?? '?', target),
    at,
  );
}
