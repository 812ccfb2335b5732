// The names that the files of the workspace define, for a search over all of them. Built in the background, a file at a time.
import type { SymbolInformation } from 'vscode-languageserver-types';
import { detectLanguage } from '../detect';
import { seenIn } from '../features/seen';
import { flatSymbols, matches } from '../features/symbols';
import type { Services } from '../service';

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
  /** The files have changed: they are looked at again when the next query comes. */
  changed(): void;
}

/** Most symbols of one answer. */
const most = 2000;

/** Makes the index. `files` walks over the workspace; `pause` lets other work run between two files. */
export function symbolIndex(files: () => AsyncIterable<WorkspaceFile>, services: Services, pause: () => Promise<void>, onCrash: (what: string, error: unknown) => void): SymbolIndex {
  let built: Promise<SymbolInformation[]> | undefined;
  const values = new Map<string, Set<string>>();
  const build = async (): Promise<SymbolInformation[]> => {
    const symbols: SymbolInformation[] = [];
    for await (const file of files()) {
      try {
        const text = await file.read();
        const language = detectLanguage(file.path, text);
        const subject = language && services[language].open(text, file.path, {}).subject(file.uri);
        if (!subject) continue;
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
    changed() {
      built = undefined;
      values.clear();
    },
  };
}
