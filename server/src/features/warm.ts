// Gathers what the first request about a text would have to gather, in small steps: the server does so while nothing else is asked.
import { namesOf } from './names';
import { seenInPart } from './seen';
import type { Subject } from './subject';

/** Prepares the names and values of a text, a part at a step. What an edit leaves alone stays prepared. */
export function* warm(subject: Subject): Generator<void> {
  const names = namesOf(subject);
  for (const part of subject.model.parts) {
    names.around(part.start);
    seenInPart(subject, part);
    yield;
  }
  names.named('def', [''], '');
  names.uses('');
}
