// Server addresses that no name service can know; upstream: srv_iterate_initaddr(), which looks names up when the daemon starts.
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { HaproxyModel } from '../../haproxy/model';
import { oddAddress } from '../../haproxy/odd-addresses';
import { checkedProxy, serverLines } from '../../haproxy/proxies';
import { backendKinds, type HaproxyRule } from '../../haproxy/rule';
import { addressOf, addressWord, neverExists, serversOf, startsUnresolved } from '../../haproxy/servers';
import { since } from '../../haproxy/since';

/** What is wrong with the address of a server; undefined when it may be found. */
function wrongAddress(model: HaproxyModel, line: Statement): string | undefined {
  const address = addressOf(model, line);
  if (!address || (address.fault && !address.fault.doubtful)) return undefined;
  // 2.9 takes the other family.
  if (address.fault?.otherFamily && since(model, '2.9') && !since(model, '3.0')) return undefined;
  if (address.fault) return address.fault.message;
  const { host } = address;
  if (neverExists(host)) return text('`{0}` never exists: `.invalid` is reserved', host);
  return line.words[addressWord(model, line)]?.text === host && model.knowledge.find('server', host, 'server', model.release).standing === 'known' ? text('`{0}` stands where the address belongs', host) : undefined;
}

export const unresolvableServer: HaproxyRule = {
  id: 'unresolvable-server',
  severity: 'error',
  origin: 'daemon',
  summary: 'The address of a server is no address, and no name that could be looked up.',
  releases: '1.7+',
  kinds: backendKinds,
  holds: [oddAddress],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy?.backend) return;
    for (const line of serverLines(model, proxy)) {
      const message = line.uncertain ? undefined : wrongAddress(model, line);
      const server = message === undefined ? undefined : serversOf(model, proxy).find((one) => one.line === line);
      if (message !== undefined && server) report(line, server.addressWord, message, startsUnresolved(model, server) ? { severity: 'warning', origin: 'advice' } : {});
    }
  },
};
