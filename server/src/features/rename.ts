// Renaming a name everywhere it is mentioned; refused where the new name is taken, cannot be written, or the old one is not defined here.
import type { Range, WorkspaceEdit } from 'vscode-languageserver-types';
import { text } from '../core/text';
import { type NamePlace, namesOf } from './names';
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
  const names = namesOf(subject);
  const place = names.at(offset);
  if (!place) return { refused: text('there is no name to rename here') };
  if (!names.same(place).some((other) => other.mention.role === 'def')) return { refused: text('`{0}` is not defined in this file', place.mention.name) };
  return place;
}

/** The edits that rename the name at an offset. */
export function rename(subject: Subject, offset: number, newName: string): WorkspaceEdit | Refusal {
  const place = renameable(subject, offset);
  if ('refused' in place) return place;
  if (!subject.editing.nameShape.test(newName)) return { refused: text('`{0}` cannot be a name', newName) };
  const names = namesOf(subject);
  const { kind, name } = place.mention;
  if (newName === name) return { changes: {} };
  const kinds = new Set(names.same(place).flatMap((other) => (other.mention.role === 'def' ? other.kinds : [])));
  const taken = names.places.find((other) => other.mention.role === 'def' && other.mention.name === newName && other.scope === place.scope && other.kinds.some((one) => kinds.has(one)));
  if (taken) return { refused: text('`{0}` is the name of another {1}: line {2}', newName, kind, taken.statement.line + 1) };
  const { source } = subject.model.tree;
  const edits = names.same(place).map((other) => {
    const written = source.slice(other.start, other.end);
    const quote = /^(["'])(.*)\1$/s.exec(written)?.[1] ?? '';
    return { range: subject.range(other), newText: quote + newName + quote };
  });
  return { changes: { [subject.uri]: edits } };
}
