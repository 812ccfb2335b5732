// Long work between other work: in slices, and given up when nobody wants its outcome any more.
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { patiently } from '../core/patience';

/** Texts longer than this are worked on in slices. */
const long = 500_000;
/** Milliseconds of work between two pauses. */
const most = 15;

/** Whether a text is worked on in slices. */
export function isLong(text: string): boolean {
  return text.length > long;
}

/** Turns of the event loop that a request takes from its arrival to its answer, and one to spare: the library reads it, takes it up and answers it each in a turn of its own. */
const turns = 5;

/** Lets those be answered who asked meanwhile, before the work goes on. Without `setImmediate` (in a browser) one turn has to do. */
export async function pause(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  if (typeof setImmediate === 'function') for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** Does work in slices; false when it was given up. `goesOn` is asked after each pause. */
export async function inSlices(steps: Iterator<void>, goesOn: () => boolean): Promise<boolean> {
  for (let since = 0; !steps.next().done; ) {
    if (Date.now() - since < most) continue;
    await pause();
    if (!goesOn()) return false;
    since = Date.now();
  }
  return true;
}

const cancelled = () => new ResponseError<void>(LSPErrorCodes.RequestCancelled, 'cancelled');
const outdated = () => new ResponseError<void>(LSPErrorCodes.ContentModified, 'the text was changed');

/** Works out an answer in slices: what it lacks is made between its attempts. */
export async function answerInSlices<T>(work: () => T, goesOn: () => boolean): Promise<T> {
  let answers: T[] = [];
  const steps = patiently(() => {
    answers = [work()];
  });
  if (!(await inSlices(steps, goesOn))) throw outdated();
  return answers[0] as T;
}

/** Requests that wait for work on long texts. */
export interface Waiting {
  /** What a work comes to; rejected at once when the request is cancelled or its document changes. */
  until<T>(uri: string, token: CancellationToken | undefined, work: Promise<T>): Promise<T>;
  /** A document changed, or was closed. */
  changed(uri: string): void;
}

export function waitingRequests(): Waiting {
  const waiting = new Map<string, Set<() => void>>();
  return {
    until: (uri, token, work) =>
      new Promise((resolve, reject) => {
        const own = waiting.get(uri) ?? new Set();
        waiting.set(uri, own);
        const leave = () => {
          listening?.dispose();
          own.delete(change);
        };
        const change = () => {
          leave();
          reject(outdated());
        };
        const listening = token?.onCancellationRequested(() => {
          leave();
          reject(cancelled());
        });
        own.add(change);
        work.finally(leave).then(resolve, reject);
      }),
    changed(uri) {
      for (const change of [...(waiting.get(uri) ?? [])]) change();
      waiting.delete(uri);
    },
  };
}
