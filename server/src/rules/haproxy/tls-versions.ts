// Limits that leave no version of TLS, or not all between two; upstream: ssl_sock_prepare_ctx(), ssl_sock_prepare_srv_ssl_ctx().
import type { Report } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { HaproxyModel } from '../../haproxy/model';
import { checkedProxy } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';
import { isOn, lastOf, placeOf, type Setting, serversOf } from '../../haproxy/servers';
import { since } from '../../haproxy/since';
import { boundLines } from '../../haproxy/tls';
import { versionsLeft } from '../../haproxy/tls-versions';

const limits = ['sslv3', 'tlsv10', 'tlsv11', 'tlsv12', 'tlsv13'].flatMap((version) => [`no-${version}`, `force-${version}`]).concat('ssl-min-ver', 'ssl-max-ver');

export const tlsVersions: HaproxyRule = {
  id: 'tls-versions',
  severity: 'error',
  origin: 'daemon',
  summary: 'Limits on versions of TLS leave none, or have a hole.',
  releases: '1.8+',
  kinds: checkedKinds,
  effective: ['bind/ssl', 'server/ssl', 'server/check-ssl'],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (proxy?.frontend) {
      for (const { line, settings, open } of boundLines(model, proxy)) {
        if (open || !lastOf(settings, 'ssl') || !lastOf(settings, 'crt', 'default-crt')) continue;
        tell(model, settings, 'bind', line, lastOf(settings, ...limits)?.word ?? 1, report);
      }
    }
    if (!proxy?.backend) return;
    for (const server of serversOf(model, proxy)) {
      if (server.open || (!isOn(server.settings, 'ssl') && !isOn(server.settings, 'check-ssl'))) continue;
      // Up to 2.1 limits are not inherited.
      const settings = since(model, '2.2') ? server.settings : server.settings.filter(({ line }) => line === server.line);
      const setting = lastOf(settings, ...limits);
      tell(model, settings, 'server', server.line, setting ? placeOf(server, setting) : 1, report);
    }
  },
};

function tell(model: HaproxyModel, settings: readonly Setting[], side: 'bind' | 'server', line: Statement, word: number, report: Report): void {
  const left = versionsLeft(model, settings, side);
  if (!left) return;
  if (left.voidExclusions) report(line, word, text('`no-sslv3` and `no-tlsv1x` are ignored beside `ssl-min-ver` or `ssl-max-ver`'), { severity: 'warning' });
  if (left.none) report(line, word, text('no version of TLS is left'));
  else if (left.holes.length > 0) report(line, word, text('{0} is excluded between versions that are not: use `ssl-min-ver` and `ssl-max-ver`', left.holes.join(', ')), { severity: 'warning' });
}
