// Global settings that count only the first time: the daemon does not look at what a later line says.
import { partIndex } from '../core/part-index';
import type { Statement } from '../core/tree';
import { hasMark } from './marks';
import type { HaproxyModel, Section } from './model';
import { bothRead, isTaken } from './names';

/** The place that a line fills, when it is one of those that are filled once. Zero is the same as not given, but where a second line is an error. */
function placeOf(model: HaproxyModel, line: Statement): string | undefined {
  const keyword = isTaken(model, line) ? model.binding(line).keyword : undefined;
  const twice = hasMark(keyword, 'twice', model);
  if (!keyword || !(twice || hasMark(keyword, 'once', model))) return undefined;
  const value = line.words[1];
  return !value || value.opaque || (!twice && /^0+$/.test(value.text)) ? undefined : ((keyword.entry.extra?.onceAs as string | undefined) ?? keyword.name);
}

const byPlace = partIndex(
  (model: HaproxyModel, section: Section) =>
    section.body.flatMap((line) => {
      const place = placeOf(model, line);
      return place === undefined ? [] : [[place, line] as const];
    }),
  { kinds: ['global'] },
);

/** The line above that fills the place of a line already. */
export function firstOf(model: HaproxyModel, line: Statement): Statement | undefined {
  const place = placeOf(model, line);
  const first = place === undefined ? undefined : byPlace.get(model, place)[0];
  return first && first !== line && bothRead(first, line) ? first : undefined;
}
