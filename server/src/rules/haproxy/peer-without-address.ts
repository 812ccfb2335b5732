// Peers without an address, which the daemon leaves out; upstream: cfg_parse_peers().

import { text } from '../../core/text';
import { hasUnknownWord } from '../../core/tree';
import { linesOf } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

export const peerWithoutAddress: HaproxyRule = {
  id: 'peer-without-address',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A peer has no address and is left out.',
  releases: '2.2+',
  kinds: ['peers'],
  checkPart(model, section, report) {
    for (const line of linesOf(model, section, 'peer')) {
      if (line.words.length < 3 && !hasUnknownWord(line)) report(line, 0, text('this peer is left out: it needs a name and an address'), since(model, '3.2') ? {} : { origin: 'advice' });
    }
  },
};
