// Connections that become HTTP ones where there are only tcp servers; upstream: check_config_validity() since 2.4.
import { text } from '../../core/text';
import { checkedProxy, modeOf, ownLines, serverLines, setting } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';

export const unroutableUpgrade: HaproxyRule = {
  id: 'unroutable-upgrade',
  severity: 'warning',
  origin: 'daemon',
  summary: '`switch-mode http` in a tcp proxy that has servers and chooses no backend.',
  releases: '2.4+',
  kinds: ['listen'],
  holds: ['tcp-request content'],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    const line = proxy && ownLines(model, proxy, 'tcp-request content').find((one) => one.words.some((word) => word.text === 'switch-mode'));
    if (!proxy || !line || line.uncertain || modeOf(model, proxy) !== 'tcp') return;
    if (setting(model, proxy, ['default_backend']) !== undefined || ownLines(model, proxy, 'use_backend').length > 0 || serverLines(model, proxy).length === 0) return;
    report(line, 0, text('no server of `{0}` can take what becomes HTTP: a backend in mode http must be chosen', proxy.name));
  },
};
