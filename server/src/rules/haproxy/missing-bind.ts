// A frontend that listens nowhere.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { HaproxyModel } from '../../haproxy/model';
import { checkedProxies, ownLines } from '../../haproxy/proxies';
import { since } from '../../haproxy/since';

export const missingBind: Rule<HaproxyModel> = {
  id: 'missing-bind',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A `frontend` or `listen` section has no `bind` line.',
  check(model, report) {
    if (!since(model, '1.6')) return;
    for (const proxy of checkedProxies(model)) {
      if (!proxy.frontend || ownLines(model, proxy, 'bind').length > 0) continue;
      report(proxy.section.header, 1, text('{0} `{1}` has no `bind`: it accepts nothing', proxy.kind, proxy.name));
    }
    // Up to 1.8 settings of the stats socket make a hidden frontend of which the same is asked.
    if (since(model, '1.9') || model.statements('stats socket').length > 0) return;
    const [first] = [...model.statements('stats maxconn'), ...model.statements('stats timeout'), ...model.statements('stats bind-process')].filter((line) => model.section(line)?.kind === 'global');
    if (first) report(first, 0, text('there is no `stats socket` to which this applies'));
  },
};
