// Servers of a ring without timeouts.
import { listed, text } from '../../core/text';
import { linesOf } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';

export const ringWithoutTimeouts: HaproxyRule = {
  id: 'ring-without-timeouts',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A `ring` section has servers, but no timeouts for them.',
  releases: '2.7..3.2',
  kinds: ['ring'],
  checkPart(model, section, report) {
    const { name, header, body } = section;
    if (name === '' || header.uncertain || body.some((line) => line.uncertain)) return;
    if (linesOf(model, section, 'server').length === 0) return;
    const missing = ['timeout connect', 'timeout server'].filter((timeout) => {
      const word = linesOf(model, section, timeout).slice(-1)[0]?.words[2];
      return !word || (!word.opaque && /^0+(us|ms|s|m|h|d)?$/.test(word.text));
    });
    if (missing.length > 0) report(header, 1, text('`ring {0}` has no {1}: connections may hang for ever', name, listed(missing)));
  },
};
