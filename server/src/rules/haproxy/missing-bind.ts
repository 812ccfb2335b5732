// A frontend that listens nowhere.

import { text } from '../../core/text';
import { checkedProxy } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';
import { type BoundLine, boundLines } from '../../haproxy/tls';

/** Whether a line listens anywhere: up to 2.2 a range that ends before it begins is no address at all. */
function listens({ addresses, open }: BoundLine): boolean {
  return open || addresses.length === 0 || addresses.some(({ low, high, fault }) => fault !== undefined || low <= high);
}

export const missingBind: HaproxyRule = {
  id: 'missing-bind',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A `frontend` or `listen` section has no `bind` line.',
  checkPart(model, section, report) {
    if (!since(model, '1.6')) return;
    const proxy = checkedProxy(model, section);
    if (proxy?.frontend && !boundLines(model, proxy).some(listens)) report(section.header, 1, text('{0} `{1}` has no `bind`: it accepts nothing', proxy.kind, proxy.name));
    // Up to 1.8 settings of the stats socket make a hidden frontend of which the same is asked.
    if (section.kind !== 'global' || since(model, '1.9') || model.statements('stats socket').length > 0) return;
    const [first] = ['stats maxconn', 'stats timeout', 'stats bind-process'].flatMap((keyword) => model.statements(keyword).filter((line) => model.section(line)?.kind === 'global'));
    if (first && model.section(first) === section) report(first, 0, text('there is no `stats socket` to which this applies'));
  },
};
