// `default_backend` in a `listen` section takes all traffic from its own servers.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { HaproxyModel } from '../../haproxy/model';
import { checkedProxies, proxiesOf, serverLines, setting } from '../../haproxy/proxies';

export const unusedServers: Rule<HaproxyModel> = {
  id: 'unused-servers',
  severity: 'warning',
  origin: 'daemon',
  summary: 'The servers of a section are never used because it has a `default_backend`.',
  check(model, report) {
    for (const proxy of checkedProxies(model)) {
      if (!proxy.frontend || !proxy.backend) continue;
      const chosen = setting(model, proxy, ['default_backend']);
      if (!chosen || chosen === 'unknown') continue;
      const target = chosen.line.words[1];
      if (!target || target.opaque || target.text === proxy.name || !proxiesOf(model).some((other) => other.backend && other.name === target.text)) continue;
      const first = serverLines(model, proxy).find((line) => !line.uncertain);
      if (first) report(first, 1, text('the servers of `{0}` are never used: its `default_backend` takes all traffic', proxy.name));
    }
  },
};
