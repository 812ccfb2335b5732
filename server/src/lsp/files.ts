// Reads files beside a document for the server in Node: small regular ones only, and in an untrusted workspace none outside of its folders.
import { type Dirent, existsSync, promises, readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { matchingNames } from '../core/glob';
import { readRegular } from '../node/regular-file';
import type { FileFinder, FileLister, FileReader } from '../service';
import { pathOf } from './documents';
import type { Folders as NearFolders } from './neighbours';
import type { WorkspaceFile } from './symbol-index';

/** Largest file that is read, in bytes. */
const largest = 1024 * 1024;

type Folders = () => readonly string[];
type Trusted = () => boolean;

/** The real path of a file that a document names, when it may be looked at. Symbolic links are followed before it is decided whether it lies in a folder of the workspace. */
function find(name: string, beside: string | undefined, folders: Folders, trusted: Trusted): string | undefined {
  if (beside === undefined || name.includes('\0') || !path.isAbsolute(beside)) return undefined;
  try {
    const real = realpathSync(path.resolve(path.dirname(beside), name));
    return (trusted() || folders().some((folder) => isInside(folder, real))) && statSync(real).isFile() ? real : undefined;
  } catch {
    return undefined;
  }
}

/** Makes the reader of files beside a document. */
export function workspaceFiles(folders: Folders, trusted: Trusted): FileReader {
  return (name, beside) => {
    const file = find(name, beside, folders, trusted);
    try {
      return file === undefined ? undefined : readRegular(file, largest)?.toString('utf8');
    } catch {
      return undefined;
    }
  };
}

/** Makes what tells whether files exist. Where the folder is not there either, the file is one of another machine. */
export function workspaceFinder(folders: Folders, trusted: Trusted): FileFinder {
  return (name, beside) => {
    if (beside === undefined || name.includes('\0') || !path.isAbsolute(beside)) return undefined;
    try {
      const full = path.resolve(path.dirname(beside), name);
      const folder = realpathSync(path.dirname(full));
      return trusted() || folders().some((root) => isInside(root, folder, true)) ? existsSync(full) : undefined;
    } catch {
      return undefined;
    }
  };
}

/** Makes what finds the files that a pattern in a document matches. Folders that may not be looked at are told as unknown. */
export function workspaceLists(folders: Folders, trusted: Trusted): FileLister {
  return (pattern, beside) => {
    if (beside === undefined || pattern.includes('\0') || !path.isAbsolute(beside)) return undefined;
    return matchingNames(pattern, (folder) => {
      try {
        const real = realpathSync(path.resolve(path.dirname(beside), folder));
        return trusted() || folders().some((root) => isInside(root, real, true)) ? readdirSync(real) : undefined;
      } catch {
        return [];
      }
    });
  };
}

/** Makes what finds the addresses of such files. */
export function workspaceLinks(folders: Folders, trusted: Trusted): (name: string, beside: string) => string | undefined {
  return (name, beside) => {
    const file = find(name, beside, folders, trusted);
    return file === undefined ? undefined : pathToFileURL(file).href;
  };
}

/** Most entries of a folder that are looked at. */
const mostEntries = 500;

/** Makes what looks into folders: that of a document, and those that a path in it names. */
export function workspaceFolders(folders: Folders, trusted: Trusted): NearFolders {
  const allowed = (folder: string) => trusted() || folders().some((root) => isInside(root, folder, true));
  const entries = (folder: string) => {
    try {
      return allowed(realpathSync(folder)) ? readdirSync(folder, { withFileTypes: true }).slice(0, mostEntries) : [];
    } catch {
      return [];
    }
  };
  const fileAt = (full: string) => {
    try {
      const found = statSync(full);
      return !found.isFile() || found.size > largest ? undefined : { path: full, uri: pathToFileURL(full).href, version: `${found.mtimeMs} ${found.size}`, read: () => readRegular(full, largest)?.toString('utf8') };
    } catch {
      return undefined;
    }
  };
  return {
    beside: (file, endings) =>
      foldersAround(path.dirname(file), entries).flatMap(({ folder, entry }) => {
        const full = path.join(folder, entry.name);
        return full === file || !entry.isFile() || !endings.some((ending) => entry.name.endsWith(ending)) ? [] : (fileAt(full) ?? []);
      }),
    file(full) {
      const real = find(full, full, folders, trusted);
      return real === undefined ? undefined : fileAt(full);
    },
    paths(file, typed) {
      if (typed.includes('\0')) return [];
      const start = typed.slice(typed.lastIndexOf('/') + 1);
      return entries(path.resolve(path.dirname(file), typed.slice(0, typed.length - start.length) || '.'))
        .filter((entry) => entry.name.startsWith(start) && (start !== '' || !entry.name.startsWith('.')))
        .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
    },
  };
}

/** The entries of a folder, and of those that belong to it: `conf.d` in it, and the one in which a `conf.d` stands. */
function foldersAround(folder: string, entries: (folder: string) => readonly Dirent[]): { folder: string; entry: Dirent }[] {
  const own = entries(folder);
  const inner = own.filter((entry) => entry.isDirectory() && entry.name.endsWith('.d')).map((entry) => path.join(folder, entry.name));
  const outer = folder.endsWith('.d') ? [path.dirname(folder)] : [];
  return [...own.map((entry) => ({ folder, entry })), ...[...inner, ...outer].flatMap((other) => entries(other).map((entry) => ({ folder: other, entry })))];
}

/** Files of the workspace that are looked into, most of them, and folders that hold none. */
const mostFiles = 5000;
const deepest = 12;
const skipped: ReadonlySet<string> = new Set(['node_modules', 'vendor', 'dist', 'out', 'target']);

/** Walks over the files of the workspace whose names end like those of our languages. Symbolic links are not followed. */
export async function* workspaceWalk(folders: Folders): AsyncGenerator<WorkspaceFile> {
  let count = 0;
  const queue = folders().flatMap((folder) => {
    const root = pathOf(folder);
    return root === undefined ? [] : [{ folder: root, depth: 0 }];
  });
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { folder, depth } = next;
    const entries = await promises.readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory() && depth < deepest && !entry.name.startsWith('.') && !skipped.has(entry.name)) queue.push({ folder: full, depth: depth + 1 });
      if (!entry.isFile() || !/\.(cfg|conf)$/.test(entry.name)) continue;
      const { size } = await promises.stat(full).catch(() => ({ size: Number.POSITIVE_INFINITY }));
      if (size > largest) continue;
      if (++count > mostFiles) return;
      yield { path: full, uri: pathToFileURL(full).href, read: async () => (size === 0 ? '' : promises.readFile(full, 'utf8')) };
    }
  }
}

function isInside(folder: string, file: string, orSame = false): boolean {
  const root = pathOf(folder);
  if (root === undefined) return false;
  let relative: string;
  try {
    relative = path.relative(realpathSync(root), file);
  } catch {
    return false;
  }
  if (relative === '') return orSame;
  return !relative.startsWith(`..${path.sep}`) && relative !== '..' && !path.isAbsolute(relative);
}
