// Methods of balancing that only log backends have, and those that they do not have.
import { text } from '../../core/text';
import { checkedProxy, modeOf, setting } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

const forLogs = /^(log-hash|sticky)$/;

export const balanceForMode: HaproxyRule = {
  id: 'balance-for-mode',
  severity: 'error',
  origin: 'daemon',
  summary: 'The method of balancing does not fit the mode of the proxy.',
  releases: '2.9+',
  kinds: checkedKinds,
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    const mode = proxy && modeOf(model, proxy);
    if (!proxy || mode === undefined) return;
    if (!proxy.backend) {
      if (mode === 'log' && since(model, '3.0') && !since(model, '3.3')) report(section.header, 1, text('a frontend cannot be in mode log: use a `log-forward` section'));
      return;
    }
    const found = setting(model, proxy, ['balance']);
    if (found === 'unknown' || !found) return;
    const method = found.line.words[1];
    if (!method || method.opaque) return;
    const own = found.proxy === proxy ? found.line : section.header;
    if (mode !== 'log' && forLogs.test(method.text)) report(own, 1, text('`{0}` is for mode log: `roundrobin` takes its place', method.text), { severity: 'warning' });
    else if (mode === 'log' && since(model, '3.0') && !forLogs.test(method.text) && !/^(roundrobin|random)(\(|$)/.test(method.text))
      report(own, 1, text('`{0}` is not for mode log: only `roundrobin`, `random`, `sticky` and `log-hash` are', method.text));
  },
};
