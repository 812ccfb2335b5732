// The other machines of a pair or a group: their keepalived.conf, where it lies beside this one under a like name.
import type { KeepalivedModel } from '../keepalived/model';
import { keepalivedModel } from '../keepalived/model';

export interface Peer {
  /** Relative to the folder of the file. */
  readonly file: string;
  readonly model: KeepalivedModel;
}

const swaps = [
  ['master', 'backup'],
  ['primary', 'secondary'],
  ['active', 'standby'],
] as const;

/** Names that differ from one in a small number or in the role: `node1` → `node2` … */
function alike(name: string): string[] {
  const names: string[] = [];
  const number = /^(.*?)(\d{1,3})(\D*)$/.exec(name);
  if (number) {
    const [, before = '', digits = '', behind = ''] = number;
    for (let other = Math.max(0, Number(digits) - 4); other <= Number(digits) + 4; other++) names.push(`${before}${String(other).padStart(digits.length, '0')}${behind}`);
  }
  for (const pair of swaps)
    for (const [from, to] of [pair, [pair[1], pair[0]]] as const)
      if (name.includes(from)) {
        names.push(name.replace(from, to));
        for (const other of [1, 2, 3]) names.push(name.replace(from, `${to}${other}`), name.replace(from, `${to}-${other}`));
      }
  return names.filter((other) => other !== name);
}

/** Where the files of other machines may lie: `../node2/keepalived.conf` for `node1/keepalived.conf`, `keepalived-node2.conf` for `keepalived-node1.conf`. */
export function peerFiles(path: string): string[] {
  const parts = path.split(/[\\/]/);
  const file = parts[parts.length - 1] ?? '';
  const folder = parts[parts.length - 2] ?? '';
  return [...new Set([...alike(folder).map((other) => `../${other}/${file}`), ...alike(file)])];
}

const cache = new WeakMap<KeepalivedModel, readonly Peer[]>();

/** Files of other machines that can be read. */
export function peersOf(model: KeepalivedModel): readonly Peer[] {
  const { readFile, path } = model.options;
  if (!readFile || path === undefined) return [];
  let peers = cache.get(model);
  if (!peers) {
    peers = peerFiles(path).flatMap((file) => {
      const source = readFile(file);
      return source === undefined ? [] : [{ file, model: keepalivedModel(source, model.release, {}, model.knowledge) }];
    });
    cache.set(model, peers);
  }
  return peers;
}
