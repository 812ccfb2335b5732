// Sizes of rings: only ever larger than the default, and larger than what they hold.
import { text } from '../../core/text';
import { linesOf } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';
import { atol } from '../../haproxy/values/c-numbers';
import { sizeOf } from '../../haproxy/values/numbers';

/** What a ring has from the start, and what of its size is for itself. */
const start = 16384n;

export const oddRingSize: HaproxyRule = {
  id: 'odd-ring-size',
  severity: 'warning',
  origin: 'daemon',
  summary: 'The size of a ring is smaller than it can be, or than its messages.',
  releases: '2.2+',
  kinds: ['ring'],
  checkPart(model, section, report) {
    if (section.header.uncertain) return;
    let size = start;
    for (const line of linesOf(model, section, 'size')) {
      const word = line.words[1];
      if (!word || word.opaque || line.uncertain) return;
      const value = since(model, '3.1') ? (sizeOf(word.text, model, 64) ?? 0n) : BigInt.asUintN(64, atol(word.text));
      if (value < size && since(model, '2.7') && !since(model, '3.0')) report(line, 1, text('`{0}` is smaller than what the ring has, {1}: it is ignored', word.text, `${size}`));
      else if (value > size || since(model, '3.0')) size = value;
    }
    const [length] = linesOf(model, section, 'maxlen').slice(-1);
    const word = length?.words[1];
    if (!length || !word || word.opaque || length.uncertain) return;
    if (BigInt.asUintN(32, atol(word.text)) > size) report(length, 1, text('`{0}` is more than the ring holds: it is cut to {1}', word.text, `${size}`));
  },
};
