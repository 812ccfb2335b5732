// Certificates that are to be verified, by nothing; upstream: ssl_sock_prepare_srv_ctx(), ssl_sock_prepare_ctx().
import type { ReportOptions } from '../../core/rule';
import { text } from '../../core/text';
import type { HaproxyModel } from '../../haproxy/model';
import { checkedProxy, has, type Proxy, setting } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';
import { isOn, lastOf, placeOf, type Server, serversOf } from '../../haproxy/servers';
import { since } from '../../haproxy/since';
import { boundLines } from '../../haproxy/tls';

/** Whether the global section says that certificates of servers are not verified. */
function trustsServers(model: HaproxyModel): boolean {
  const lines = model.statements('ssl-server-verify');
  return lines.some((line) => line.uncertain || line.words[1]?.opaque) || lines[lines.length - 1]?.words[1]?.text === 'none';
}

/** Whether TLS is prepared for a server: for its traffic, for its checks, or because steps of checks connect over TLS. */
function usesTls(model: HaproxyModel, proxy: Proxy, { settings }: Server): boolean {
  if (isOn(settings, 'ssl') || isOn(settings, 'check-ssl')) return true;
  const step = since(model, '2.2') ? setting(model, proxy, ['tcp-check connect', 'http-check connect']) : undefined;
  return step !== undefined && step !== 'unknown' && step.line.words.some((word, at) => at > 1 && word.text === 'ssl');
}

export const missingCaFile: HaproxyRule = {
  id: 'missing-ca-file',
  severity: 'error',
  origin: 'daemon',
  summary: 'Certificates are to be verified, but no file of authorities is given.',
  kinds: checkedKinds,
  effective: ['bind/verify', 'server/ssl', 'server/check-ssl', 'tcp-check connect', 'http-check connect'],
  whole: true,
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy) return;
    if (proxy.frontend) {
      for (const { line, settings, open } of boundLines(model, proxy)) {
        const verify = lastOf(settings, 'verify');
        if (open || !verify || verify.args[0]?.text === 'none' || !lastOf(settings, 'ssl') || !lastOf(settings, 'crt', 'default-crt') || lastOf(settings, 'crt-list', 'ca-file', 'ca-verify-file')) continue;
        const weight: ReportOptions = since(model, '2.1') && !since(model, '2.2') ? { severity: 'warning' } : {};
        report(line, verify.word, text('`verify` needs the authorities that may sign certificates of clients: `ca-file <file>`'), weight);
      }
    }
    if (!proxy.backend || trustsServers(model) || has(model, proxy, 'server') === 'unknown') return;
    for (const server of serversOf(model, proxy)) {
      if (server.open || !usesTls(model, proxy, server) || lastOf(server.settings, 'ca-file') || lastOf(server.settings, 'verify')?.args[0]?.text === 'none') continue;
      const ssl = lastOf(server.settings, 'verify', 'ssl', 'check-ssl');
      report(server.line, ssl ? placeOf(server, ssl) : 1, text('nothing verifies the certificate: say `ca-file <file>` or, where the network is trusted, `verify none`'));
    }
  },
};
