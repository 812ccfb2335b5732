// Reads files beside a document for the server in Node: small regular ones only, and in an untrusted workspace none outside of its folders.
import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FileReader } from '../service';
import { pathOf } from './documents';

/** Largest file that is read, in bytes. */
const largest = 1024 * 1024;

/** Makes the reader. Symbolic links are followed before it is decided whether a file lies in a folder of the workspace. */
export function workspaceFiles(folders: () => readonly string[], trusted: () => boolean): FileReader {
  return (name, beside) => {
    if (beside === undefined || name.includes('\0') || !path.isAbsolute(beside)) return undefined;
    try {
      const real = realpathSync(path.resolve(path.dirname(beside), name));
      if (!trusted() && !folders().some((folder) => isInside(folder, real))) return undefined;
      const state = statSync(real);
      return state.isFile() && state.size <= largest ? readFileSync(real, 'utf8') : undefined;
    } catch {
      return undefined;
    }
  };
}

function isInside(folder: string, file: string): boolean {
  const root = pathOf(folder);
  if (root === undefined) return false;
  const relative = path.relative(realpathSync(root), file);
  return relative !== '' && !relative.startsWith(`..${path.sep}`) && relative !== '..' && !path.isAbsolute(relative);
}
