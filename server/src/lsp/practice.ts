// Lets the engine practise in pauses: code that ran often enough is optimised, so that the first large text and the first keys typed do not find it slow. Nobody waits for it.
import type { Language } from '../core/language';
import type { Model } from '../core/model';
import { createLanguageService, type LanguageService, type OpenFile, type Settings } from '../service';

/** Milliseconds without a request before it begins, of work at a time, between two such times, and of work in all. */
export interface Tempo {
  readonly quiet: number;
  readonly step: number;
  readonly rest: number;
  readonly all: number;
}

const usual: Tempo = { quiet: 1000, step: 5, rest: 20, all: 1000 };
/** Lines to be checked for each language: then what is needed most is optimised. */
const enough = 20_000;
/** Characters of a text to practise on. */
const most = 100_000;
/** Characters from which on a text was practice enough. */
const large = 1_000_000;

/** Checks a text again and again as if it was a new one, each time with an edit: nothing is kept of it. */
export function* practise(service: LanguageService, source: string, path: string | undefined, settings: Settings): Generator<void> {
  const text = source.length <= most ? source : source.slice(0, source.lastIndexOf('\n', most) + 1);
  const lines = text.split('\n').length;
  const middle = text.indexOf('\n', text.length / 2) + 1;
  for (let done = 0; done < enough; done += lines) {
    const whole = service.open(text, path, settings);
    yield* problemsOf(whole);
    yield* problemsOf(service.open(`${text.slice(0, middle)}\n${text.slice(middle)}`, path, settings, whole));
  }
}

function* problemsOf(file: OpenFile): Generator<void> {
  yield* file.prepare();
  file.problems();
  yield;
}

export interface Practice {
  /** The problems of a text were told: it may be practised on, once for each language. No file is looked at. */
  on(language: Language<Model>, file: OpenFile, settings: Settings): void;
  /** Somebody asks for something: practising waits. */
  busy(): void;
}

/** Makes what practises. */
export function practice(onCrash: (what: string, error: unknown) => void, { quiet, step, rest, all }: Tempo = usual): Practice {
  const begun = new Set<string>();
  let last = Date.now();
  const after = (time: number) => new Promise((resolve) => setTimeout(resolve, time));
  const work = async (steps: Generator<void>): Promise<void> => {
    for (let worked = 0; worked < all; ) {
      const left = last + quiet - Date.now();
      await after(left > 0 ? left : rest);
      if (left > 0) continue;
      const start = Date.now();
      while (Date.now() - start < step) if (steps.next().done) return;
      worked += Date.now() - start;
    }
  };
  return {
    on(language, { source, path }, settings) {
      if (begun.has(language.id)) return;
      begun.add(language.id);
      if (source.length > large) return;
      work(practise(createLanguageService(language, undefined), source, path, settings)).catch((error) => onCrash('practice', error));
    },
    busy() {
      last = Date.now();
    },
  };
}
