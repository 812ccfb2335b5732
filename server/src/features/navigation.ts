// From a name to where it is defined and used.
import type { DocumentHighlight, Location } from 'vscode-languageserver-types';
import { everywhere, type Found, namesOf } from './names';
import type { Subject } from './subject';

function location({ subject, place }: Found): Location {
  return { uri: subject.uri, range: subject.range(place) };
}

function mentions(subject: Subject, offset: number): Found[] {
  const place = namesOf(subject).at(offset);
  return place ? everywhere(subject, place) : [];
}

/** Where the name at an offset is defined. */
export function definition(subject: Subject, offset: number): Location[] {
  return mentions(subject, offset).flatMap((found) => (found.place.mention.role === 'def' ? [location(found)] : []));
}

/** Every mention of the name at an offset; without its definitions unless they are asked for. */
export function references(subject: Subject, offset: number, definitions: boolean): Location[] {
  return mentions(subject, offset).flatMap((found) => (definitions || found.place.mention.role === 'ref' ? [location(found)] : []));
}

/** The mentions of the name at an offset in this text: definitions as written, uses as read. */
export function highlights(subject: Subject, offset: number): DocumentHighlight[] {
  const names = namesOf(subject);
  const place = names.at(offset);
  return place ? names.same(place).map((other) => ({ range: subject.range(other), kind: other.mention.role === 'def' ? 3 : 2 })) : [];
}
