// From a name to where it is defined and used.
import type { DocumentHighlight, Location } from 'vscode-languageserver-types';
import { type NamePlace, namesOf } from './names';
import type { Subject } from './subject';

function location(subject: Subject, place: NamePlace): Location {
  return { uri: subject.uri, range: subject.range(place) };
}

/** Where the name at an offset is defined. */
export function definition(subject: Subject, offset: number): Location[] {
  const names = namesOf(subject);
  const place = names.at(offset);
  return place ? names.same(place).flatMap((other) => (other.mention.role === 'def' ? [location(subject, other)] : [])) : [];
}

/** Every mention of the name at an offset; without its definitions unless they are asked for. */
export function references(subject: Subject, offset: number, definitions: boolean): Location[] {
  const names = namesOf(subject);
  const place = names.at(offset);
  return place ? names.same(place).flatMap((other) => (definitions || other.mention.role === 'ref' ? [location(subject, other)] : [])) : [];
}

/** The mentions of the name at an offset: definitions as written, uses as read. */
export function highlights(subject: Subject, offset: number): DocumentHighlight[] {
  const names = namesOf(subject);
  const place = names.at(offset);
  return place ? names.same(place).map((other) => ({ range: subject.range(other), kind: other.mention.role === 'def' ? 3 : 2 })) : [];
}
