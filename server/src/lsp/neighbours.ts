// The texts that the daemon may read together with an open document: what includes it and what it includes, or else files of the same language in the same folder.
import { detectLanguage } from '../detect';
import type { Subject, Surroundings } from '../features/subject';
import type { OpenFile, Services } from '../service';
import type { Document } from './document';
import { isOurs, type OpenDocument, pathOf } from './documents';

/** A file of a folder: `version` changes with what it holds. */
export interface FolderFile {
  readonly path: string;
  readonly uri: string;
  readonly version: string;
  read(): string | undefined;
}

/** What the platform tells of folders; each answers with nothing where it may not look. */
export interface Folders {
  /** Files with one of these endings in the folder of a file, the file itself left out. */
  beside(path: string, endings: readonly string[]): readonly FolderFile[];
  /** A file by its path. */
  file(path: string): FolderFile | undefined;
  /** Entries whose path begins as typed, relative to the folder of a file; folders end with `/`. */
  paths(path: string, typed: string): readonly string[];
}

interface Kept {
  readonly version: string;
  readonly target: string | undefined;
  readonly file: OpenFile | undefined;
}

/** What else is known of the files around documents. */
export interface Around {
  /** Values of a kind that stand in files of the workspace. */
  seen?(kind: string): Iterable<string>;
  /** Paths of the files that are known to be read together with a document. */
  together?(document: Document): ReadonlySet<string>;
}

/** Milliseconds for which a look into a folder holds: a request asks several times. */
const fresh = 1000;

/** Makes what lies around documents. Files are opened when a name is first looked for in them, and kept until they change. */
export function neighboursOf(folders: Folders | undefined, services: Services, documents: (uri: string) => Document | undefined, around: Around = {}): (open: OpenDocument) => Surroundings {
  const kept = new Map<string, Kept>();
  const most = 500;
  return (open) => {
    const path = pathOf(open.document.uri);
    const { language } = open.file;
    const ending = path?.slice(path.lastIndexOf('.')) ?? '';
    let found: readonly Subject[] = [];
    let looked = Number.NEGATIVE_INFINITY;
    const sibling = (near: FolderFile, joined: boolean): Subject | undefined => {
      const document = documents(near.uri);
      if (document && (!isOurs(document.languageId) || document.languageId !== language.id)) return undefined;
      const version = document ? `open ${document.version}` : near.version;
      const { target } = open.settings[language.id];
      let known = kept.get(near.path);
      if (!known || known.version !== version || known.target !== target) {
        const text = document?.getText() ?? near.read();
        const ours = text !== undefined && (document !== undefined || joined || detectLanguage(near.path, text) === language.id);
        known = { version, target, file: ours ? services[language.id].open(text, near.path, open.settings[language.id]) : undefined };
        if (kept.size >= most) kept.clear();
        kept.set(near.path, known);
      }
      return known.file?.subject(near.uri);
    };
    return {
      siblings() {
        const now = Date.now();
        if (path === undefined || !folders || now - looked < fresh) return found;
        looked = now;
        const together = around.together?.(open.document) ?? new Set();
        const files = together.size > 0 ? [...together].flatMap((one) => folders.file(one) ?? []) : folders.beside(path, [ending]);
        found = files.flatMap((near) => sibling(near, together.size > 0) ?? []);
        return found;
      },
      seen: (kind) => around.seen?.(kind) ?? [],
      paths: (typed) => (path === undefined || !folders ? [] : folders.paths(path, typed)),
    };
  };
}
