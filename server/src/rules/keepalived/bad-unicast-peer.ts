// Peers that are there twice, or that are the machine itself. Upstream: alloc_vrrp_unicast_peer() of vrrp_data.c.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import { instancesOf } from '../../keepalived/instances';
import type { KeepalivedModel } from '../../keepalived/model';
import { lastLine, literalAt } from '../../keepalived/reading';
import { fromRelease } from '../../keepalived/releases';

export const badUnicastPeer: Rule<KeepalivedModel> = {
  id: 'bad-unicast-peer',
  severity: 'error',
  origin: 'daemon',
  summary: 'A unicast peer is there twice, or is the machine itself.',
  check(model, report) {
    for (const { block, peers } of instancesOf(model)) {
      const source = lastLine(model, block, 'unicast_src_ip')?.words[1]?.text;
      const seen = new Map<string, number>();
      for (const peer of peers) {
        const earlier = seen.get(peer.key);
        if (earlier !== undefined) {
          const message = text('`{0}` stands on line {1} already', peer.address, earlier + 1);
          if (fromRelease(model, '2.3.4')) report(peer.line, 0, message);
          else report(peer.line, 0, message, { severity: 'warning', origin: 'advice' });
        } else seen.set(peer.key, peer.line.line);
        if (source === peer.address) report(peer.line, 0, text('`{0}` is the address of this machine: it sends to itself', peer.address), { severity: 'warning', origin: 'advice' });
        const least = literalAt(model, peer.line, 'min_ttl');
        const hops = literalAt(model, peer.line, 'max_ttl');
        if (least !== undefined && hops !== undefined && Number(peer.line.words[least + 1]?.text) > Number(peer.line.words[hops + 1]?.text)) report(peer.line, least, text('`min_ttl` is above `max_ttl`: every packet is dropped'));
      }
    }
  },
};
