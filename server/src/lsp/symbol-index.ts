// The names that the files of the workspace define, for a search over all of them. Built in the background, a file at a time.
import type { SymbolInformation } from 'vscode-languageserver-types';
import { detectLanguage } from '../detect';
import { seenIn } from '../features/seen';
import { flatSymbols, matches } from '../features/symbols';
import type { Services } from '../service';
import { pathBeside } from './parts';

/** A file of the workspace. */
export interface WorkspaceFile {
  readonly path: string;
  readonly uri: string;
  read(): Promise<string>;
}

export interface SymbolIndex {
  /** Names that a query finds in files of the workspace; those of `open` documents are left out, their texts may be newer. Waits for the first walk over the files. */
  find(query: string, open: ReadonlySet<string>): Promise<SymbolInformation[]>;
  /** Values of a kind that files of the workspace hold, as far as they have been walked over. */
  seen(kind: string): Iterable<string>;
  /** Paths of files that read a file, as far as the workspace has been walked over. */
  readersOf(path: string): Iterable<string>;
  /** The files have changed: they are looked at again when the next query comes. */
  changed(): void;
}

/** Most symbols of one answer. */
const most = 2000;

/** Makes the index. `files` walks over the workspace; `pause` lets other work run between two files; `onBuilt` hears of the end of each walk. */
export function symbolIndex(files: () => AsyncIterable<WorkspaceFile>, services: Services, pause: () => Promise<void>, onCrash: (what: string, error: unknown) => void, onBuilt: () => void = () => undefined): SymbolIndex {
  let built: Promise<SymbolInformation[]> | undefined;
  const values = new Map<string, Set<string>>();
  // Those of the walk before hold until the next one is over.
  let readers = new Map<string, Set<string>>();
  const build = async (): Promise<SymbolInformation[]> => {
    const symbols: SymbolInformation[] = [];
    const now = new Map<string, Set<string>>();
    if (readers.size === 0) readers = now;
    for await (const file of files()) {
      try {
        const text = await file.read();
        const language = detectLanguage(file.path, text);
        const opened = language && services[language].open(text, file.path, {});
        const subject = opened?.subject(file.uri);
        if (!opened || !subject) continue;
        for (const name of opened.reads()) {
          const path = pathBeside(name, file.path);
          now.set(path, (now.get(path) ?? new Set()).add(file.path));
        }
        symbols.push(...flatSymbols(subject, ''));
        for (const [kind, found] of seenIn(subject)) {
          const known = values.get(kind) ?? new Set();
          values.set(kind, known);
          for (const value of found) if (known.size < most) known.add(value);
        }
      } catch (error) {
        onCrash('symbols', error);
      }
      await pause();
    }
    readers = now;
    onBuilt();
    return symbols;
  };
  return {
    async find(query, open) {
      built ??= build();
      const found: SymbolInformation[] = [];
      for (const symbol of await built) {
        if (found.length >= most) break;
        if (!open.has(symbol.location.uri) && matches(query, symbol.name)) found.push(symbol);
      }
      return found;
    },
    seen(kind) {
      built ??= build();
      return values.get(kind) ?? [];
    },
    readersOf(path) {
      built ??= build();
      return readers.get(path) ?? [];
    },
    changed() {
      built = undefined;
      values.clear();
    },
  };
}
