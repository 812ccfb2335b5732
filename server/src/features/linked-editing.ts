// Linked editing: while a definition's name is typed over, its uses follow. Not the other way round: a use is often meant to name something else.
import type { Range } from 'vscode-languageserver-types';
import { everywhere, namesOf } from './names';
import type { Subject } from './subject';

/** The places that change together with the definition at an offset; undefined where nothing else would, or not all could. */
export function linkedEditing(subject: Subject, offset: number): { ranges: Range[]; wordPattern: string } | undefined {
  const place = namesOf(subject).at(offset);
  if (place?.mention.role !== 'def') return undefined;
  const all = everywhere(subject, place);
  const { source } = subject.model.tree;
  const alike = all.every((one) => one.subject === subject && source.slice(one.place.start, one.place.end) === place.mention.name && (one.place === place || one.place.mention.role === 'ref'));
  if (all.length < 2 || !alike) return undefined;
  return { ranges: all.map((one) => subject.range(one.place)), wordPattern: subject.editing.nameShape.source.replace(/^\^|\$$/g, '') };
}
