// Members of groups: unknown ones, those in two groups, and groups of none or one. Upstream: vrrp_sync_set_group() and vrrp_sync_group_end_handler().
import { nearest } from '../../core/near';
import type { Report, Rule } from '../../core/rule';
import { text } from '../../core/text';
import { replaceFix } from '../../keepalived/fixes';
import { instancesOf } from '../../keepalived/instances';
import type { KeepalivedModel } from '../../keepalived/model';
import { closingBrace, innerBlocks, valueOf } from '../../keepalived/reading';
import { fromRelease } from '../../keepalived/releases';
import { groupsOf, type SyncGroup } from '../../keepalived/sync-groups';

function checkNames(model: KeepalivedModel, group: SyncGroup, earlier: ReadonlyMap<string, string>, report: Report): void {
  const names = instancesOf(model).map(({ name }) => name);
  for (const { line, word, at } of group.named) {
    if (word.opaque) continue;
    const near = nearest(word.text, new Set(names));
    if (!names.includes(word.text)) report(line, at, near ? text('there is no instance `{0}`: did you mean `{1}`?', word.text, near) : text('there is no instance `{0}`', word.text), { fixes: near ? [replaceFix(line, word, near)] : [] });
    else if (earlier.has(word.text)) report(line, at, text('`{0}` is in group `{1}` already: it stays there', word.text, earlier.get(word.text) ?? ''));
  }
}

/** Whether a member that is BACKUP comes behind owners of their addresses only. */
function mixed(model: KeepalivedModel, group: SyncGroup): boolean {
  let owners = false;
  for (const { stateLine, block } of group.members) {
    const state = stateLine?.words[1]?.text;
    if (owners && state !== undefined && state !== 'MASTER') return true;
    if (state !== 'MASTER' || valueOf(model, block, 'priority')?.text !== '255') return false;
    owners = true;
  }
  return false;
}

function checkSize(model: KeepalivedModel, group: SyncGroup, report: Report): void {
  const lists = innerBlocks(group.block, 'vrrp_sync_group/group');
  const second = lists[1]?.header;
  if (second) report(second, 0, text('`{0}` has a `group` already: this one is ignored', group.name));
  if (group.named.some(({ word }) => word.opaque)) return;
  if (group.named.length === 0) {
    const list = lists[0]?.header;
    if (list) report(list, closingBrace(list), text('the list of members is empty'), { severity: 'warning' });
    report(group.header, fromRelease(model, '2.2.8') ? closingBrace(group.header) : 0, text('`{0}` has no members: it is removed', group.name));
  } else if (group.members.length === 0) report(group.header, 0, text('no member of `{0}` exists: it is removed', group.name));
  else if (group.members.length === 1) {
    const removed = model.knowledge.line.names[model.release] === '2.1.5';
    report(group.header, 0, removed ? text('`{0}` has one member only: it is removed', group.name) : text('`{0}` has one member only', group.name), { severity: removed ? 'error' : 'warning' });
  } else if (mixed(model, group)) report(group.header, 0, text('some members of `{0}` own their addresses and some do not: that does not work', group.name), { severity: 'warning' });
}

export const syncGroupMembers: Rule<KeepalivedModel> = {
  id: 'sync-group-members',
  severity: 'error',
  origin: 'daemon',
  summary: 'A sync group lacks members, or names unknown ones.',
  check(model, report) {
    const earlier = new Map<string, string>();
    for (const group of groupsOf(model)) {
      checkNames(model, group, earlier, report);
      checkSize(model, group, report);
      for (const { name } of group.members) earlier.set(name, group.name);
    }
  },
};
