// The things that a file defines for others to name: scripts, files, processes, sessions, groups. Upstream: the lists that vrrp_data and check_data hold.
import type { Statement } from '../core/tree';
import type { Block } from './blocks';
import type { KeepalivedModel } from './model';
import { entriesOf, innerBlocks, isTaken, lastLine, linesOf, takenLines } from './reading';
import { fromRelease } from './releases';

/** Kinds of names, as the grammars call them, and the blocks that define them. */
const blocksOf = {
  vrrp_script: ['vrrp_script'],
  track_file: ['track_file', 'vrrp_track_file'],
  track_process: ['vrrp_track_process'],
  bfd_instance: ['bfd_instance'],
  track_group: ['track_group'],
  virtual_server_group: ['virtual_server_group'],
} as const;
export type Kind = keyof typeof blocksOf;
export const kinds = Object.keys(blocksOf) as Kind[];

/** Whether a script has a user to run under: its own, or that of all scripts, and none that cannot be. */
function hasUser(model: KeepalivedModel, block: Block): boolean {
  const own = linesOf(model, block, 'user');
  const last = own[own.length - 1];
  if (last) return isTaken(model, last);
  return innerBlocks(model.file, 'global_defs').every((settings) => linesOf(model, settings, 'script_user').every((line) => isTaken(model, line)));
}

/** Why a block defines nothing; undefined when it does. */
export function whyDropped(model: KeepalivedModel, kind: Kind, block: Block): 'script' | 'user' | 'file' | 'process' | 'entries' | 'group' | 'header' | undefined {
  if (!block.header || !isTaken(model, block.header)) return 'header';
  switch (kind) {
    case 'vrrp_script':
      if (takenLines(model, block, 'script').every((line) => line.words[1]?.text.trim() === '')) return 'script';
      return hasUser(model, block) ? undefined : 'user';
    case 'track_file':
      return takenLines(model, block, 'file').length > 0 ? undefined : 'file';
    case 'track_process':
      return takenLines(model, block, 'process').length > 0 ? undefined : 'process';
    case 'virtual_server_group':
      return block.lines.some((line) => isTaken(model, line)) ? undefined : 'entries';
    case 'track_group':
      return entriesOf(block, 'track_group/group').length > 0 || !fromRelease(model, '2.2.8') ? undefined : 'group';
    case 'bfd_instance':
      return undefined;
  }
}

/** One definition: its name, and where in the order of the file it stands. */
export interface Definition {
  readonly kind: Kind;
  readonly name: string;
  readonly block: Block;
  readonly header: Statement;
  readonly index: number;
}

const cache = new WeakMap<KeepalivedModel, readonly Definition[]>();

/** All that the daemon keeps, in the order in which it reads. */
export function definitionsOf(model: KeepalivedModel): readonly Definition[] {
  let found = cache.get(model);
  if (found) return found;
  const list: Definition[] = [];
  model.file.blocks.forEach((block, index) => {
    const kind = kinds.find((one) => (blocksOf[one] as readonly string[]).includes(block.path));
    const name = block.header?.words[1];
    if (kind && block.known && block.header && name && !whyDropped(model, kind, block)) list.push({ kind, name: name.text, block, header: block.header, index });
  });
  found = list;
  cache.set(model, found);
  return found;
}

/** Blocks of a kind, whether the daemon keeps them or not. */
export function blocksOfKind(model: KeepalivedModel, kind: Kind): Block[] {
  return blocksOf[kind].flatMap((path) => innerBlocks(model.file, path));
}

/** Whether a BFD session tells a process of its state: VRRP or the checkers; without a word about it, both. */
export function tells(model: KeepalivedModel, definition: Definition, process: 'vrrp' | 'checker'): boolean {
  const other = process === 'vrrp' ? 'checker' : 'vrrp';
  return lastLine(model, definition.block, process) !== undefined || lastLine(model, definition.block, other) === undefined;
}
