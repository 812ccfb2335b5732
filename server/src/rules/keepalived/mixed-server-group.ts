// Address families in a group of virtual servers. Upstream: alloc_vsg_entry() of check_data.c, vsg_handler() of check_parser.c.
import type { Report, Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { KeepalivedModel } from '../../keepalived/model';
import { blocksOfKind, definitionsOf } from '../../keepalived/named-things';
import { closingBrace } from '../../keepalived/reading';
import { fromRelease } from '../../keepalived/releases';
import { groupEntries } from '../../keepalived/virtual-servers';

type Entries = ReturnType<typeof groupEntries>;

/** Early releases keep the family of the first address. */
function checkEntries(entries: Entries, report: Report): void {
  const addresses = entries.filter(({ mark }) => !mark);
  for (const { line, family } of addresses) if (family !== addresses[0]?.family) report(line, 0, text('the group has addresses of the other family: this one is dropped'));
}

export const mixedServerGroup: Rule<KeepalivedModel> = {
  id: 'mixed-server-group',
  severity: 'error',
  origin: 'daemon',
  summary: 'Entries of a virtual_server_group do not go together.',
  check(model, report) {
    const known = new Map(definitionsOf(model).map((definition) => [definition.block, definition]));
    for (const block of blocksOfKind(model, 'virtual_server_group')) {
      const group = known.get(block);
      if (!group || !block.header) continue;
      const entries = groupEntries(model, group);
      if (!fromRelease(model, '2.1.5')) checkEntries(entries, report);
      else if ([4, 6].every((family) => entries.some((entry) => entry.family === family)) && entries.some(({ mark, family }) => mark && family === undefined))
        report(block.header, closingBrace(block.header), text('IPv4, IPv6 and a firewall mark without `inet` or `inet6` in one group: it is removed'));
    }
  },
};
