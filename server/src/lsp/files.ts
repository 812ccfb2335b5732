// Reads files beside a document for the server in Node: small regular ones only, and in an untrusted workspace none outside of its folders.
import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FileReader } from '../service';
import { pathOf } from './documents';

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
      return file !== undefined && statSync(file).size <= largest ? readFileSync(file, 'utf8') : undefined;
    } catch {
      return undefined;
    }
  };
}

/** Makes what finds the addresses of such files. */
export function workspaceLinks(folders: Folders, trusted: Trusted): (name: string, beside: string) => string | undefined {
  return (name, beside) => {
    const file = find(name, beside, folders, trusted);
    return file === undefined ? undefined : pathToFileURL(file).href;
  };
}

function isInside(folder: string, file: string): boolean {
  const root = pathOf(folder);
  if (root === undefined) return false;
  const relative = path.relative(realpathSync(root), file);
  return relative !== '' && !relative.startsWith(`..${path.sep}`) && relative !== '..' && !path.isAbsolute(relative);
}
