// Prepares open documents for requests in pauses, once their problems are told: nobody waits for it.
import type { Subject } from '../features/subject';
import { warm } from '../features/warm';
import type { OpenDocument } from './documents';

/** Milliseconds of work at a time, and between two such times. */
const step = 5;
const pause = 20;

/** Makes what prepares a document; it ends when the document changes or is closed. `versionOf` tells the present version of an open one. */
export function warming(versionOf: (uri: string) => number | undefined, onCrash: (what: string, error: unknown) => void): (open: OpenDocument, subject: Subject) => void {
  const work = async ({ document: { uri }, version }: OpenDocument, subject: Subject): Promise<void> => {
    const steps = warm(subject);
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (versionOf(uri) !== version) return;
      for (const start = Date.now(); Date.now() - start < step; ) if (steps.next().done) return;
    }
  };
  const begun = new WeakSet<Subject['model']>();
  return (open, subject) => {
    if (begun.has(subject.model)) return;
    begun.add(subject.model);
    work(open, subject).catch((error) => onCrash('preparation', error));
  };
}
