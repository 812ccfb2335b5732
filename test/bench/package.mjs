// The package for the editor: which files go in, and how large it gets.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { listFiles } from '@vscode/vsce';

/** Bytes that an archive spends on each file beside its contents and twice its name. */
const head = 30 + 46;

/** Files of the package with their compressed sizes, and the size of the whole, as the archive would have it. */
export async function packageSize(root) {
  const names = await listFiles({ cwd: root, dependencies: false });
  const files = names.map((name) => ({ name, size: deflateRawSync(readFileSync(path.join(root, name)), { level: 9 }).length }));
  return { files, size: files.reduce((sum, { name, size }) => sum + size + head + 2 * Buffer.byteLength(`extension/${name}`), 22) };
}
