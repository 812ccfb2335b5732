// `default_backend` in a `listen` section takes all traffic from its own servers.

import { text } from '../../core/text';
import { checkedProxy, proxiesNamed, serverLines, setting } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';

export const unusedServers: HaproxyRule = {
  id: 'unused-servers',
  severity: 'warning',
  origin: 'daemon',
  summary: 'The servers of a section are never used because it has a `default_backend`.',
  kinds: ['listen'],
  effective: ['default_backend'],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy) return;
    if (!proxy.frontend || !proxy.backend) return;
    const chosen = setting(model, proxy, ['default_backend']);
    if (!chosen || chosen === 'unknown') return;
    const target = chosen.line.words[1];
    if (!target || target.opaque || target.text === proxy.name || !proxiesNamed(model, target.text).some((other) => other.backend)) return;
    const first = serverLines(model, proxy).find((line) => !line.uncertain);
    if (first) report(first, 1, text('the servers of `{0}` are never used: its `default_backend` takes all traffic', proxy.name));
  },
};
