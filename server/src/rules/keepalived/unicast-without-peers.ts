// Keywords of unicast without peers, and the other way round. Upstream: vrrp_end_handler() and vrrp_complete_instance().
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import { instancesOf } from '../../keepalived/instances';
import type { KeepalivedModel } from '../../keepalived/model';
import { closingBrace, innerBlocks, lastLine, takenLines } from '../../keepalived/reading';
import { fromRelease } from '../../keepalived/releases';

const keywords = ['unicast_src_ip', 'unicast_fault_no_peer', 'check_unicast_src', 'old_unicast_checksum'];

export const unicastWithoutPeers: Rule<KeepalivedModel> = {
  id: 'unicast-without-peers',
  severity: 'warning',
  origin: 'daemon',
  summary: 'An instance is set up for unicast, but has no peers.',
  check(model, report) {
    for (const { block, header, peers, unicastWanted, interface: device } of instancesOf(model)) {
      const first: Statement | undefined = innerBlocks(block, 'vrrp_instance/unicast_peer')[0]?.header ?? keywords.map((keyword) => takenLines(model, block, keyword)[0]).find((line) => line !== undefined);
      if (peers.length === 0) {
        const ttl = takenLines(model, block, 'unicast_ttl')[0];
        if (ttl && fromRelease(model, '2.1.5')) report(header, closingBrace(header), text('`unicast_ttl` is ignored: there is no peer'));
        const failing = takenLines(model, block, 'unicast_fault_no_peer').length > 0;
        if (first && unicastWanted && !failing) {
          const message = text('there is no peer in `unicast_peer`: multicast is used');
          if (fromRelease(model, '2.2.7')) report(first, 0, message);
          else report(first, 0, message, { origin: 'advice' });
        }
      } else {
        const group = lastLine(model, block, 'mcast_dst_ip');
        if (group) report(group, 0, text('`mcast_dst_ip` is ignored: there are unicast peers'), { severity: 'error' });
      }
      const wanted = fromRelease(model, '2.2.7') ? unicastWanted : peers.length > 0;
      const virtual = lastLine(model, block, 'use_vmac') ?? lastLine(model, block, 'use_ipvlan');
      if (!virtual || !wanted || !fromRelease(model, '2.1.5')) continue;
      if (!fromRelease(model, '2.2.4') || device === undefined) report(header, closingBrace(header), text('`{0}` is ignored: it does not go with unicast', virtual.words[0]?.text ?? ''));
      else if (takenLines(model, block, 'vmac_xmit_base').length === 0) report(header, closingBrace(header), text('`{0}` with unicast needs `vmac_xmit_base`: it is set', virtual.words[0]?.text ?? ''));
    }
  },
};
