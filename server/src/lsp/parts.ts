// Files that are parts of others: texts of open documents go before those on disk, a part is known as such, and who reads what is told.
import { languages } from '../languages';
import type { FileReader, Services } from '../service';
import type { LanguageId } from '../targets';
import type { Document } from './document';
import { isOurs, pathOf } from './documents';

/** The path of a file that is named beside another one. */
export function pathBeside(name: string, beside: string): string {
  const steps: string[] = [];
  for (const step of (name.startsWith('/') ? name : `${beside.slice(0, beside.lastIndexOf('/') + 1)}${name}`).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** Reads open documents as they are on the screen, all others from disk. */
export function preferOpen(reader: FileReader, documents: () => readonly Document[]): FileReader {
  return (name, beside) => {
    const path = beside === undefined ? undefined : pathBeside(name, beside);
    const open = path === undefined ? undefined : documents().find((document) => pathOf(document.uri) === path);
    return open ? open.getText() : reader(name, beside);
  };
}

interface Main {
  readonly text: string;
  readonly reads: ReadonlySet<string>;
}

export interface Parts {
  /** Whether a document is a part that another file includes. */
  isPart(document: Document): boolean;
  /** Open documents that read this one, or that it reads. */
  related(document: Document): readonly string[];
  /** Paths of the files that are read together with a document: those that it includes, those that include it, and what these include. */
  together(document: Document): ReadonlySet<string>;
  /** Files on disk changed. */
  forget(): void;
}

/**
 * Tells parts from whole files: by the open documents of the language, and by the files in which its main text usually stands. `readersOf`: files of the
 * workspace that are known to read one.
 */
export function partsOf(reader: FileReader | undefined, services: Services, documents: () => readonly Document[], readersOf: (path: string) => Iterable<string> = () => []): Parts {
  const mains = new Map<string, Main>();
  const readsOf = (language: LanguageId, path: string, text: string): ReadonlySet<string> => {
    const known = mains.get(path);
    if (known?.text === text) return known.reads;
    const file = services[language].open(text, path, {});
    const reads = new Set([...file.reads()].map((name) => pathBeside(name, path)));
    if (mains.size > 200) mains.clear();
    mains.set(path, { text, reads });
    return reads;
  };
  const others = (document: Document) =>
    documents().flatMap((other) => {
      const path = pathOf(other.uri);
      return other.uri === document.uri || other.languageId !== document.languageId || path === undefined ? [] : [{ uri: other.uri, path, text: other.getText() }];
    });
  /** The files that read one, with all that each reads. */
  function* mainsOf(document: Document, language: LanguageId, path: string): Generator<readonly [string, ReadonlySet<string>]> {
    const { mainFiles } = languages[language];
    if (!mainFiles) return;
    const seen = new Set<string>([path]);
    const reads = (main: string, text: string | undefined) => {
      if (text === undefined || seen.has(main)) return undefined;
      seen.add(main);
      const all = readsOf(language, main, text);
      return all.has(path) ? all : undefined;
    };
    for (const other of others(document)) {
      const all = reads(other.path, other.text);
      if (all) yield [other.path, all];
    }
    for (const main of [...mainFiles.map((name) => pathBeside(name, path)), ...readersOf(path)]) {
      const all = seen.has(main) ? undefined : reads(main, reader?.(main, path));
      if (all) yield [main, all];
    }
  }
  return {
    forget: () => mains.clear(),
    isPart(document) {
      const path = pathOf(document.uri);
      return isOurs(document.languageId) && path !== undefined && mainsOf(document, document.languageId, path).next().done !== true;
    },
    together(document) {
      const { languageId } = document;
      const path = pathOf(document.uri);
      if (!isOurs(languageId) || path === undefined || !languages[languageId].mainFiles) return new Set();
      const found = new Set(readsOf(languageId, path, document.getText()));
      for (const [main, reads] of mainsOf(document, languageId, path)) for (const one of [main, ...reads]) found.add(one);
      found.delete(path);
      return found;
    },
    related(document) {
      const { languageId } = document;
      const path = pathOf(document.uri);
      if (!isOurs(languageId) || path === undefined || !languages[languageId].mainFiles) return [];
      const near = others(document);
      if (near.length === 0) return [];
      const own = readsOf(languageId, path, document.getText());
      return near.filter((other) => own.has(other.path) || readsOf(languageId, other.path, other.text).has(path)).map((other) => other.uri);
    },
  };
}
