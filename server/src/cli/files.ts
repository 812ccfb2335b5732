// Reading and writing files for the command line: bytes survive, a file is replaced as a whole or not at all.
import { closeSync, fchmodSync, fchownSync, fsyncSync, openSync, readdirSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { matchingNames } from '../core/glob';
import { readRegular } from '../node/regular-file';
import type { FileAccess, FileReader } from '../service';

/** Largest file that is read, in bytes. */
const largest = 256 * 1024 * 1024;

/** A text as it was read: what is needed to write it back. */
export interface ReadText {
  readonly source: string;
  readonly encoding: 'utf8' | 'latin1';
  readonly bytes: Buffer;
}

/** Reads a regular file. Bytes that are no UTF-8 are read one by one, so that writing gives them back. Throws an Error that names the reason. */
export function readText(file: string): ReadText {
  const state = statSync(file);
  if (state.isDirectory()) throw new Error('is a directory');
  if (!state.isFile()) throw new Error('is not a regular file');
  if (state.size > largest) throw new Error('is too large');
  const bytes = readRegular(file, largest);
  if (!bytes) throw new Error('has changed while it was read');
  const text = bytes.toString('utf8');
  const encoding = text.includes('\ufffd') && !Buffer.from(text, 'utf8').equals(bytes) ? 'latin1' : 'utf8';
  return { source: encoding === 'utf8' ? text : bytes.toString('latin1'), encoding, bytes };
}

/**
 * Replaces a file by a new text: written beside it, flushed, renamed over it; owner and mode stay, a symbolic link stays one.
 * Throws an Error when that cannot be done or the file has changed since it was read; the old file is then untouched.
 */
export function replaceText(file: string, before: ReadText, source: string): void {
  const real = realpathSync(file);
  const state = statSync(real);
  if (!readRegular(real, largest)?.equals(before.bytes)) throw new Error('has changed while it was checked');
  const beside = path.join(path.dirname(real), `.${path.basename(real)}.${process.pid}.tmp`);
  const handle = openSync(beside, 'wx', state.mode & 0o7777);
  try {
    try {
      const bytes = Buffer.from(source, before.encoding);
      for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
      fchmodSync(handle, state.mode & 0o7777);
      keepOwner(handle, state.uid, state.gid);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(beside, real);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** Only root may give files away: for others the owner is their own anyway. */
function keepOwner(handle: number, user: number, group: number): void {
  try {
    fchownSync(handle, user, group);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
  }
}

/** The files that a path of a configuration stands for: itself, or the `*.cfg` files of a folder in their order. */
export function configsIn(file: string): readonly string[] {
  try {
    return statSync(file).isDirectory()
      ? readdirSync(file)
          .filter((name) => name.endsWith('.cfg') && !name.startsWith('.'))
          .sort()
          .map((name) => path.join(file, name))
      : [file];
  } catch {
    return [file];
  }
}

/** Why a file could not be read or written, in a few words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const words: Readonly<Record<string, string>> = {
    ENOENT: 'no such file',
    EACCES: 'permission denied',
    EPERM: 'not permitted',
    EISDIR: 'is a directory',
    ENOTDIR: 'no such file',
    ELOOP: 'too many symbolic links',
    EROFS: 'the file system is read-only',
    ENOSPC: 'no space left',
  };
  return (code !== undefined && words[code]) || message;
}

/** Reads what a file names, relative to the file's folder. Only regular files of a sane size. */
const read: FileReader = (name, beside) => {
  if (name.includes('\0')) return undefined;
  try {
    const full = path.resolve(beside === undefined ? '.' : path.dirname(beside), name);
    return readRegular(full, 1024 * 1024)?.toString('utf8');
  } catch {
    return undefined;
  }
};

/** Names in a folder; nothing where there is none. */
function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** What is seen of the files around one that is checked. */
export const beside: FileAccess = { read, list: (pattern, from) => matchingNames(pattern, (folder) => entriesOf(path.resolve(path.dirname(from ?? ''), folder))) };
