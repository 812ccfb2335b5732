// Files that are parts of others: texts of open documents go before those on disk, a part is known as such, and who reads what is told.
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { languages } from '../languages';
import type { FileReader, Services } from '../service';
import type { LanguageId } from '../targets';
import { isOurs, pathOf } from './documents';

/** The path of a file that is named beside another one. */
function pathBeside(name: string, beside: string): string {
  const steps: string[] = [];
  for (const step of (name.startsWith('/') ? name : `${beside.slice(0, beside.lastIndexOf('/') + 1)}${name}`).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** Reads open documents as they are on the screen, all others from disk. */
export function preferOpen(reader: FileReader, documents: () => readonly TextDocument[]): FileReader {
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
  isPart(document: TextDocument): boolean;
  /** Open documents that read this one, or that it reads. */
  related(document: TextDocument): readonly string[];
  /** Files on disk changed. */
  forget(): void;
}

/** Tells parts from whole files: by the open documents of the language, and by the files in which its main text usually stands. */
export function partsOf(reader: FileReader | undefined, services: Services, documents: () => readonly TextDocument[]): Parts {
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
  const others = (document: TextDocument) =>
    documents().flatMap((other) => {
      const path = pathOf(other.uri);
      return other.uri === document.uri || other.languageId !== document.languageId || path === undefined ? [] : [{ uri: other.uri, path, text: other.getText() }];
    });
  return {
    forget: () => mains.clear(),
    isPart(document) {
      const { languageId } = document;
      const path = pathOf(document.uri);
      if (!isOurs(languageId) || path === undefined) return false;
      const { mainFiles } = languages[languageId];
      if (!mainFiles) return false;
      if (others(document).some((other) => readsOf(languageId, other.path, other.text).has(path))) return true;
      return mainFiles.some((name) => {
        const main = pathBeside(name, path);
        const text = main === path ? undefined : reader?.(name, path);
        return text !== undefined && readsOf(languageId, main, text).has(path);
      });
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
