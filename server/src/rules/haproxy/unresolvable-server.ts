// Server addresses that no name service can know; upstream: srv_iterate_initaddr(), which looks names up when the daemon starts.
import { text } from '../../core/text';
import type { HaproxyModel } from '../../haproxy/model';
import { checkedProxy } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';
import { type Server, serversOf, startsUnresolved } from '../../haproxy/servers';
import { since } from '../../haproxy/since';

/** What is wrong with the address of a server; undefined when it may be found. */
function wrongAddress(model: HaproxyModel, { address, line, addressWord }: Server): string | undefined {
  if (!address || (address.fault && !address.fault.doubtful)) return undefined;
  // 2.9 takes the other family.
  if (address.fault?.otherFamily && since(model, '2.9') && !since(model, '3.0')) return undefined;
  if (address.fault) return address.fault.message;
  const { host } = address;
  if (/\.invalid\.?$/i.test(host)) return text('`{0}` never exists: `.invalid` is reserved', host);
  const isParameter = model.knowledge.find('server', host, 'server', model.release).standing === 'known';
  return isParameter && line.words[addressWord]?.text === host ? text('`{0}` stands where the address belongs', host) : undefined;
}

export const unresolvableServer: HaproxyRule = {
  id: 'unresolvable-server',
  severity: 'error',
  origin: 'daemon',
  summary: 'The address of a server is no address, and no name that could be looked up.',
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy?.backend || !since(model, '1.7')) return;
    for (const server of serversOf(model, proxy)) {
      const message = server.line.uncertain ? undefined : wrongAddress(model, server);
      if (message !== undefined) report(server.line, server.addressWord, message, startsUnresolved(model, server) ? { severity: 'warning', origin: 'advice' } : {});
    }
  },
};
