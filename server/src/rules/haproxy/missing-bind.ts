// A frontend that listens nowhere.

import { text } from '../../core/text';
import { checkedProxy, ownLines } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

export const missingBind: HaproxyRule = {
  id: 'missing-bind',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A `frontend` or `listen` section has no `bind` line.',
  checkPart(model, section, report) {
    if (!since(model, '1.6')) return;
    const proxy = checkedProxy(model, section);
    if (proxy?.frontend && ownLines(model, proxy, 'bind').length === 0) report(section.header, 1, text('{0} `{1}` has no `bind`: it accepts nothing', proxy.kind, proxy.name));
    // Up to 1.8 settings of the stats socket make a hidden frontend of which the same is asked.
    if (section.kind !== 'global' || since(model, '1.9') || model.statements('stats socket').length > 0) return;
    const [first] = ['stats maxconn', 'stats timeout', 'stats bind-process'].flatMap((keyword) => model.statements(keyword).filter((line) => model.section(line)?.kind === 'global'));
    if (first && model.section(first) === section) report(first, 0, text('there is no `stats socket` to which this applies'));
  },
};
