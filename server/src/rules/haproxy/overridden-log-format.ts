// A log format of the defaults that a later line of the same section replaces.

import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import { isRefused } from '../../haproxy/names';
import { proxyOf, setting } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';

/** Lines that set the same log format. */
const families: readonly (readonly string[])[] = [['option httplog', 'option tcplog', 'option httpslog', 'log-format'], ['error-log-format']];

export const overriddenLogFormat: HaproxyRule = {
  id: 'overridden-log-format',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A `defaults` section sets its log format more than once.',
  releases: '1.8+',
  kinds: ['defaults'],
  checkPart(model, section, report) {
    const proxy = proxyOf(model, section);
    if (!proxy) return;
    if (proxy.kind !== 'defaults' || proxy.section.header.uncertain) return;
    for (const family of families) {
      const inherited = proxy.parent && setting(model, proxy.parent, family);
      let before: Statement | undefined = inherited === 'unknown' ? undefined : inherited?.line;
      for (const line of proxy.section.body) {
        const name = model.binding(line).keyword?.name;
        if (line.active === false || name === undefined || !family.includes(name) || isRefused(model, line)) continue;
        if (before) report(line, 0, text('`{0}` replaces the log format of line {1}', name, before.line + 1));
        before = line.uncertain ? undefined : line;
      }
    }
  },
};
