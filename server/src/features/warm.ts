// Gathers what the first request about a text would have to gather, in small steps: the server does so while nothing else is asked.
import { patiently } from '../core/patience';
import { namesOf } from './names';
import { seenInPart } from './seen';
import type { Subject } from './subject';

/** Prepares the names and values of a text, a part at a step; one of very many lines in several. What an edit leaves alone stays prepared. */
export function* warm(subject: Subject): Generator<void> {
  const names = namesOf(subject);
  for (const part of subject.model.parts) {
    yield* patiently(() => names.around(part.start));
    yield* patiently(() => seenInPart(subject, part));
    yield;
  }
  yield* patiently(() => names.named('def', [''], ''));
  yield* patiently(() => names.uses(''));
}
