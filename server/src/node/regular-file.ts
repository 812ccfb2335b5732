// Reads files that may be anything: neither a pipe nor a device nor a file of the kernel holds the program up.
import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';

/**
 * The bytes of a regular file; undefined when it is none or larger than `most` bytes. Throws when it cannot be read. Looked at before it is opened, as opening
 * a device may do something, and after that, as it may be another file by then. Files that tell no size are the kernel's own, some of which wait for
 * news: they count as empty.
 */
export function readRegular(file: string, most: number): Buffer | undefined {
  if (!statSync(file).isFile()) return undefined;
  // Windows has no such flag, and no pipes among its files.
  const handle = openSync(file, constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0));
  try {
    const state = fstatSync(handle);
    if (!state.isFile() || state.size > most) return undefined;
    const bytes = Buffer.alloc(state.size);
    let end = 0;
    for (let read = -1; read !== 0 && end < bytes.length; end += read) read = readSync(handle, bytes, end, bytes.length - end, end);
    return bytes.subarray(0, end);
  } finally {
    closeSync(handle);
  }
}
