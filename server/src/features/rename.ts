// Renaming a name everywhere it is mentioned; refused where the new name is taken, cannot be written, or the old one is not defined here.
import type { Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { text } from '../core/text';
import { everywhere, type NamePlace, namesOf } from './names';
import type { Subject } from './subject';

/** Why a name cannot be renamed: shown to the user as it is. */
export interface Refusal {
  readonly refused: string;
}

/** What may be renamed at an offset: its range and present name. */
export function prepareRename(subject: Subject, offset: number): { range: Range; placeholder: string } | Refusal {
  const found = renameable(subject, offset);
  return 'refused' in found ? found : { range: subject.range(found), placeholder: found.mention.name };
}

function renameable(subject: Subject, offset: number): NamePlace | Refusal {
  const place = namesOf(subject).at(offset);
  if (!place) return { refused: text('there is no name to rename here') };
  if (!everywhere(subject, place).some((other) => other.place.mention.role === 'def')) return { refused: text('`{0}` is not defined here', place.mention.name) };
  return place;
}

/** The edits that rename the name at an offset. */
export function rename(subject: Subject, offset: number, newName: string): WorkspaceEdit | Refusal {
  const place = renameable(subject, offset);
  if ('refused' in place) return place;
  if (!subject.editing.nameShape.test(newName)) return { refused: text('`{0}` cannot be a name', newName) };
  const { kind, name } = place.mention;
  if (newName === name) return { changes: {} };
  const all = everywhere(subject, place);
  const kinds = new Set(all.flatMap((other) => (other.place.mention.role === 'def' ? other.place.kinds : [])));
  for (const one of [subject, ...(place.scope ? [] : subject.siblings())]) {
    const [taken] = namesOf(one).named('def', kinds, newName, place.scope);
    if (taken) return { refused: text('`{0}` is the name of another {1}: line {2}', newName, kind, taken.statement.line + 1) };
  }
  const changes: Record<string, TextEdit[]> = {};
  for (const { subject: where, place: other } of all) {
    const written = where.model.tree.source.slice(other.start, other.end);
    const quote = /^(["']).*\1$/s.exec(written)?.[1] ?? '';
    if (written.slice(quote.length, written.length - quote.length) !== name) return { refused: text('line {0} does not write `{1}` itself: it comes out of `{2}`', other.statement.line + 1, name, written) };
    (changes[where.uri] ??= []).push({ range: where.range(other), newText: quote + newName + quote });
  }
  return { changes };
}
