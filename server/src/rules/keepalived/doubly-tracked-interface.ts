// An interface that an instance and its group both track; told from 2.2.4 on. Upstream: add_vrrp_to_interface() of vrrp.c.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { KeepalivedModel } from '../../keepalived/model';
import { entriesOf, takenLines } from '../../keepalived/reading';
import { fromRelease } from '../../keepalived/releases';
import { groupsOf } from '../../keepalived/sync-groups';

export const doublyTrackedInterface: Rule<KeepalivedModel> = {
  id: 'doubly-tracked-interface',
  severity: 'warning',
  origin: 'daemon',
  summary: 'An instance and its group track the same interface.',
  check(model, report) {
    if (!fromRelease(model, '2.2.4')) return;
    for (const group of groupsOf(model)) {
      for (const entry of entriesOf(group.block, 'vrrp_sync_group/track_interface')) {
        const name = entry.words[0]?.text;
        const member = group.members.find(
          ({ block, interface: own }) => (own === name && takenLines(model, block, 'dont_track_primary').length === 0) || entriesOf(block, 'vrrp_instance/track_interface').some((line) => line.words[0]?.text === name),
        );
        if (member && name !== undefined) report(entry, 0, text('`{0}` tracks `{1}` too: once is enough', member.name, name));
      }
    }
  },
};
