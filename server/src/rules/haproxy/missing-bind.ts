// A frontend that listens nowhere.

import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { isTaken } from '../../haproxy/names';
import { checkedProxy, linesOf } from '../../haproxy/proxies';
import { frontendKinds, type HaproxyRule } from '../../haproxy/rule';
import { isOpen } from '../../haproxy/servers';
import { since } from '../../haproxy/since';
import { listenedOn } from '../../haproxy/tls';

/** Whether a line listens anywhere: up to 2.2 a range that ends before it begins is no address at all. */
function listens(model: HaproxyModel, line: Statement): boolean {
  const addresses = listenedOn(model.binding(line));
  return addresses.length === 0 || isOpen(line) || addresses.some(({ low, high, fault }) => fault !== undefined || low <= high);
}

/** Whether a log forwarder listens nowhere, which 2.7 began to tell. */
function forwardsNothing(model: HaproxyModel, section: Section): boolean {
  if (!since(model, '2.7') || section.header.uncertain || !isTaken(model, section.header)) return false;
  return !['bind', 'dgram-bind'].some((keyword) => linesOf(model, section, keyword).some((line) => line.uncertain || line.words.length > 1));
}

export const missingBind: HaproxyRule = {
  id: 'missing-bind',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A `frontend` or `listen` section has no `bind` line.',
  releases: '1.6+',
  kinds: [...frontendKinds, 'global', 'log-forward'],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (proxy?.frontend && !linesOf(model, section, 'bind').some((line) => listens(model, line))) report(section.header, 1, text('{0} `{1}` has no `bind`: it accepts nothing', proxy.kind, proxy.name));
    if (section.kind === 'log-forward' && forwardsNothing(model, section)) report(section.header, 1, text('log-forward `{0}` has neither `bind` nor `dgram-bind`: it accepts nothing', section.name));
    // Up to 1.8 settings of the stats socket make a hidden frontend of which the same is asked.
    if (section.kind !== 'global' || since(model, '1.9') || model.statements('stats socket').length > 0) return;
    const [first] = ['stats maxconn', 'stats timeout', 'stats bind-process'].flatMap((keyword) => model.statements(keyword).filter((line) => model.section(line)?.kind === 'global'));
    if (first && model.section(first) === section) report(first, 0, text('there is no `stats socket` to which this applies'));
  },
};
