// Weights that have no effect: of the owner of the addresses, and of members of a group. Upstream: vrrp_complete_instance(), sync_group_tracking_init().
import type { Report, Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { Block } from '../../keepalived/blocks';
import { type Instance, instancesOf } from '../../keepalived/instances';
import type { KeepalivedModel } from '../../keepalived/model';
import { definitionsOf, type Kind } from '../../keepalived/named-things';
import { innerBlocks, lastLine, literalAt } from '../../keepalived/reading';
import { groupsOf } from '../../keepalived/sync-groups';

const lists: readonly (readonly [string, Kind | undefined])[] = [
  ['track_interface', undefined],
  ['track_script', 'vrrp_script'],
  ['track_file', 'track_file'],
  ['track_bfd', 'bfd_instance'],
];

/** The weight of an entry: its own, else that of what it names. */
function weightOf(model: KeepalivedModel, entry: Statement, kind: Kind | undefined): number {
  const at = literalAt(model, entry, 'weight');
  if (at !== undefined) return Number(entry.words[at + 1]?.text) || 0;
  const definition = definitionsOf(model).find((one) => one.kind === kind && one.name === entry.words[0]?.text);
  const line = definition && lastLine(model, definition.block, 'weight');
  return line ? Number(line.words[1]?.text) || 0 : kind === 'track_file' && definition ? 1 : 0;
}

function checkLists(model: KeepalivedModel, block: Block, path: string, why: string, report: Report): void {
  for (const [name, kind] of lists) {
    for (const list of innerBlocks(block, `${path}/${name}`)) {
      for (const entry of list.lines) {
        const known = kind === undefined || definitionsOf(model).some((one) => one.kind === kind && one.name === entry.words[0]?.text);
        if (known && weightOf(model, entry, kind) !== 0) report(entry, 0, text('the weight of `{0}` is ignored: {1}', entry.words[0]?.text ?? '', why));
      }
    }
  }
}

export const ignoredWeight: Rule<KeepalivedModel> = {
  id: 'ignored-weight',
  severity: 'error',
  origin: 'daemon',
  summary: 'The weight of something tracked is ignored.',
  check(model, report) {
    const groups = groupsOf(model);
    const owners = new Set(instancesOf(model).filter(({ priority }) => priority === 255));
    for (const instance of instancesOf(model)) {
      const group = groups.find(({ members }) => members.includes(instance));
      const weightless = group !== undefined && !group.weights;
      if (weightless || owners.has(instance)) checkLists(model, instance.block, 'vrrp_instance', weightless ? text('it is a member of `{0}`', group.name) : text('the priority is 255'), report);
      ownInterface(instance, report);
    }
    for (const group of groups) if (group.members.some((member) => owners.has(member))) checkLists(model, group.block, 'vrrp_sync_group', text('a member has priority 255'), report);
  },
};

function ownInterface({ block, interface: device }: Instance, report: Report): void {
  for (const list of innerBlocks(block, 'vrrp_instance/track_interface'))
    for (const entry of list.lines) if (device !== undefined && entry.words[0]?.text === device) report(entry, 0, text('`{0}` is the interface of the instance: it is tracked anyway', device));
}
