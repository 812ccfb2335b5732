// A protocol forced upon health checks that are not of its kind; upstream: init_srv_check(), since 2.4.
import { text } from '../../core/text';
import { checkOptions } from '../../haproxy/health-checks';
import type { HaproxyModel } from '../../haproxy/model';
import { checkedProxy, isNegated, linesOf, type Proxy, setting } from '../../haproxy/proxies';
import { backendKinds, type HaproxyRule } from '../../haproxy/rule';
import { isOn, lastOf, serversOf } from '../../haproxy/servers';
import { since } from '../../haproxy/since';
import { protocols } from '../../haproxy/values/line-words';

const kinds: Readonly<Record<string, 'http' | 'spop'>> = { 'option httpchk': 'http', 'option spop-check': 'spop' };

/** What health checks of a proxy speak; undefined when that cannot be told. */
function spoken(model: HaproxyModel, proxy: Proxy): 'http' | 'spop' | 'tcp' | undefined {
  const options = checkOptions(model);
  for (let at: Proxy | undefined = proxy; at; at = at.parent) {
    const { section } = at;
    if (options.some((name) => linesOf(model, section, name).some((line) => isNegated(line)))) return undefined;
  }
  const found = setting(model, proxy, options);
  if (found === 'unknown') return undefined;
  const name = found && model.binding(found.line).keyword?.name;
  if (name === 'option external-check') return undefined;
  const kind = name === undefined ? 'tcp' : (kinds[name] ?? 'tcp');
  return kind === 'spop' && !since(model, '3.1') ? 'tcp' : kind;
}

export const mismatchedCheckProtocol: HaproxyRule = {
  id: 'mismatched-check-protocol',
  severity: 'error',
  origin: 'daemon',
  summary: '`check-proto` names a protocol that the health check does not speak.',
  releases: '2.4+',
  kinds: backendKinds,
  effective: ['server/check-proto'],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy?.backend) return;
    for (const server of serversOf(model, proxy)) {
      // Only what stands on the line itself: the daemon does not copy it from `default-server`.
      const own = server.settings.filter((setting) => setting.line === server.line);
      const forced = lastOf(own, 'check-proto');
      const protocol = forced && protocols.find(({ name }) => name === forced.args[0]?.text);
      if (!protocol || /^q/.test(protocol.name) || server.open || !isOn(server.settings, 'check') || lastOf(server.settings, 'healthcheck')) continue;
      const kind = spoken(model, proxy);
      // Protocols of tcp serve every check but those of HTTP.
      if (kind === undefined || (protocol.mode === 'tcp' ? kind !== 'http' : kind === protocol.mode)) continue;
      const message = protocol.mode === 'http' ? text('`{0}` needs HTTP checks: set `option httpchk`', protocol.name) : text('`{0}` does not fit the health check of {1} `{2}`', protocol.name, proxy.kind, proxy.name);
      report(server.line, forced.word, message);
    }
  },
};
