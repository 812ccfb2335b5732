// Health checks that do not know a port; upstream: server_health_check_init(), from 2.2 on init_srv_check().
import type { ReportOptions } from '../../core/rule';
import { text } from '../../core/text';
import { isIpv4, isIpv6 } from '../../haproxy/expressions/addresses';
import type { HaproxyModel } from '../../haproxy/model';
import { oddAddress } from '../../haproxy/odd-addresses';
import { checkedProxy, has, linesOf, ownLines, type Proxy, serverLines } from '../../haproxy/proxies';
import { backendKinds, type HaproxyRule } from '../../haproxy/rule';
import { addressOf, isOn, lastOf, placeOf, type Server, serversOf } from '../../haproxy/servers';
import { since } from '../../haproxy/since';
import type { Address } from '../../haproxy/values/address';
import { atoi } from '../../haproxy/values/c-numbers';

const families = new Set(['any', 'inet4', 'inet6']);

/** Whether an address needs a port to be checked: an IP address, or any of them. Names are looked up later. */
function needsPort({ form, host, fault }: Address): boolean {
  const bare = host.startsWith('[') ? host.slice(1, -1) : host;
  return fault === undefined && families.has(form.family) && (bare === '' || bare === '*' || isIpv4(bare) || isIpv6(bare));
}

/** Whether an address is one that needs a port to be checked, and has none. */
function lacksPort(address: Address | undefined): boolean {
  return address !== undefined && needsPort(address) && (address.relative || address.low === 0);
}

/** Whether the checks of a server know another port: one of their own, that of another address. */
function knowsPort({ settings }: Server): boolean {
  const own = lastOf(settings, 'port')?.args[0];
  const other = lastOf(settings, 'addr')?.args[0]?.text;
  return (own !== undefined && (atoi(own.text) & 0xffff) !== 0) || (other !== undefined && /:0*[1-9]\d*$/.test(other));
}

/** Up to 1.6 the port of the proxy's first listener served too. Steps of checks may bring their own. */
function hasOther(model: HaproxyModel, proxy: Proxy): boolean {
  if (!since(model, '1.7') && ownLines(model, proxy, 'bind').length > 0) return true;
  if (!since(model, '2.2')) return has(model, proxy, 'tcp-check connect', 'http-check connect') !== false;
  for (let at: Proxy | undefined = proxy; at; at = at.parent) {
    const { section } = at;
    const steps = ['tcp-check connect', 'http-check connect'].flatMap((keyword) => linesOf(model, section, keyword));
    if (steps.some((line) => line.uncertain || line.words.some((word) => word.opaque || word.text === 'port' || word.text === 'addr'))) return true;
  }
  return false;
}

export const missingCheckPort: HaproxyRule = {
  id: 'missing-check-port',
  severity: 'error',
  origin: 'daemon',
  summary: 'A server is checked, but no port is known for the checks.',
  kinds: backendKinds,
  effective: ['server/check'],
  holds: [oddAddress],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy?.backend || !serverLines(model, proxy).some((line) => lacksPort(addressOf(model, line))) || hasOther(model, proxy)) return;
    // 1.8 to 2.1 print an alert but accept the file.
    const weight: ReportOptions = since(model, '1.8') && !since(model, '2.2') ? { severity: 'warning', origin: 'advice' } : {};
    for (const server of serversOf(model, proxy)) {
      const check = lastOf(server.settings, 'check');
      if (!check || server.open || lastOf(server.settings, 'healthcheck') || !isOn(server.settings, 'check') || !lacksPort(server.address) || knowsPort(server)) continue;
      if (lastOf(server.settings, 'addr')?.args[0]?.text.startsWith('/')) continue;
      report(server.line, placeOf(server, check), text('no port to check: neither the address nor `port` gives one'), weight);
    }
  },
};
