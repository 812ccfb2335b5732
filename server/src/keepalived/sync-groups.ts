// The groups of instances that change their state together. Upstream: vrrp_sync_set_group() of vrrp_sync.c.
import type { Statement, Word } from '../core/tree';
import type { Block } from './blocks';
import { type Instance, instancesOf, namedBlocks } from './instances';
import type { KeepalivedModel } from './model';
import { innerBlocks, takenLines } from './reading';

export interface SyncGroup {
  readonly block: Block;
  readonly header: Statement;
  readonly name: string;
  /** The names in the group, each with the line it stands on. */
  readonly named: readonly { readonly line: Statement; readonly word: Word; readonly at: number }[];
  /** Instances that exist and are in no group above. */
  readonly members: readonly Instance[];
  /** Weights of tracked things count. */
  readonly weights: boolean;
}

const cache = new WeakMap<KeepalivedModel, readonly SyncGroup[]>();

/** All groups of a file that the daemon reads. */
export function groupsOf(model: KeepalivedModel): readonly SyncGroup[] {
  const known = cache.get(model);
  if (known) return known;
  const taken = new Set<Instance>();
  const groups = namedBlocks(model, 'vrrp_sync_group').map((block): SyncGroup => {
    const list = innerBlocks(block, 'vrrp_sync_group/group')[0];
    const named = (list?.lines ?? []).flatMap((line) => line.words.map((word, at) => ({ line, word, at })));
    const members = named.map(({ word }) => instancesOf(model).find(({ name }) => name === word.text)).filter((instance): instance is Instance => instance !== undefined && !taken.has(instance));
    for (const member of members) taken.add(member);
    return {
      block,
      header: block.header as Statement,
      name: block.header?.words[1]?.text ?? '',
      named,
      members,
      weights: takenLines(model, block, 'sync_group_tracking_weight').length > 0 || takenLines(model, block, 'global_tracking').length > 0,
    };
  });
  cache.set(model, groups);
  return groups;
}
