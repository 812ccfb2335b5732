// Expressions of the `Forwarded` header are read once a proxy is complete; upstream: proxy_http_compile_7239().
import { text } from '../../core/text';
import type { LineProblem } from '../../core/tree';
import { checkedProxy, modeOf, setting } from '../../haproxy/proxies';
import { backendKinds, type HaproxyRule } from '../../haproxy/rule';

const keyword = 'option forwarded';

export const faultyForwarded: HaproxyRule = {
  id: 'faulty-forwarded',
  severity: 'error',
  origin: 'daemon',
  summary: 'An expression of `option forwarded` is wrong.',
  releases: '2.8+',
  kinds: backendKinds,
  effective: [keyword],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    const found = proxy?.backend && modeOf(model, proxy) === 'http' ? setting(model, proxy, [keyword]) : undefined;
    if (!proxy || !found || found === 'unknown') return;
    for (const { kind, word, value } of model.binding(found.line).values) {
      const [fault] = kind === 'inherited-faults' ? (value as readonly LineProblem[]) : [];
      if (!fault) continue;
      const misplaced = fault.rule === 'sample-not-available';
      report(found.line, word, misplaced ? text('{0}: it yields nothing', fault.message) : fault.message, { severity: misplaced ? 'warning' : 'error' });
    }
  },
};
