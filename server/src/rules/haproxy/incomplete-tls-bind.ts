// TLS on a bind line without a certificate, or a certificate without TLS; upstream: ssl_sock_prepare_bind_conf().
import { text } from '../../core/text';
import { checkedProxy } from '../../haproxy/proxies';
import { frontendKinds, type HaproxyRule } from '../../haproxy/rule';
import { lastOf } from '../../haproxy/servers';
import { since } from '../../haproxy/since';
import { boundLines, quicBind, speaksQuic } from '../../haproxy/tls';

export const incompleteTlsBind: HaproxyRule = {
  id: 'incomplete-tls-bind',
  severity: 'error',
  origin: 'daemon',
  summary: 'A bind line has TLS but no certificate, or a certificate but no TLS.',
  kinds: frontendKinds,
  holds: ['bind/ssl', 'bind/crt', 'bind/crt-list', 'bind/default-crt', 'bind/ech', quicBind],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy?.frontend) return;
    for (const { line, settings, open, addresses } of boundLines(model, proxy)) {
      if (open) continue;
      const ssl = lastOf(settings, 'ssl');
      const certificate = lastOf(settings, 'crt', 'crt-list', 'default-crt', 'ech');
      const quic = since(model, '2.6') && speaksQuic(addresses);
      if (quic && !ssl) report(line, 1, text('QUIC is always TLS: write `ssl`'), { severity: 'warning' });
      if (!ssl && !quic && certificate && certificate.name !== 'ech')
        report(line, certificate.word, text('`{0}` has no effect without `ssl`', certificate.name), { severity: 'warning', ...(since(model, '1.8') ? { origin: 'advice' } : {}) });
      const generates = ssl && since(model, '1.6') ? lastOf(settings, 'generate-certificates') : undefined;
      if (generates && !lastOf(settings, 'ca-sign-file')) report(line, generates.word, text('certificates are made with the key of an authority: `ca-sign-file <file>` is missing'));
      if ((!ssl && !quic) || certificate || !since(model, '1.5')) continue;
      const strict = since(model, '1.8') && lastOf(settings, 'strict-sni', 'no-strict-sni')?.name === 'strict-sni' && !lastOf(settings, 'generate-certificates');
      report(line, ssl?.word ?? 1, strict ? text('no certificate: all connections fail') : text('no certificate: `ssl` needs `crt <file>`'), strict ? { severity: 'warning' } : {});
    }
  },
};
