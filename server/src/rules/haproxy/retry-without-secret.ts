// Retries of QUIC need a secret that signs them; upstream: check_config_validity(), 2.7 and 2.8.
import { text } from '../../core/text';
import { checkedProxy } from '../../haproxy/proxies';
import { frontendKinds, type HaproxyRule } from '../../haproxy/rule';
import { lastOf } from '../../haproxy/servers';
import { boundLines, speaksQuic } from '../../haproxy/tls';

export const retryWithoutSecret: HaproxyRule = {
  id: 'retry-without-secret',
  severity: 'error',
  origin: 'daemon',
  summary: '`quic-force-retry` without `cluster-secret`.',
  releases: '2.7..2.8',
  kinds: frontendKinds,
  holds: ['bind/quic-force-retry'],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy?.frontend) return;
    for (const { line, settings, open, addresses } of boundLines(model, proxy)) {
      const retry = lastOf(settings, 'quic-force-retry');
      if (!retry || open || !speaksQuic(addresses) || model.statements('cluster-secret').length > 0) continue;
      report(line, retry.word, text('`quic-force-retry` needs `cluster-secret` in global'));
    }
  },
};
