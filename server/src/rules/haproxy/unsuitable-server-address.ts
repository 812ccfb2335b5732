// Addresses of servers that do not suit the mode of their proxy; upstream: _srv_check_proxy_mode() since 2.9.
import type { Report } from '../../core/rule';
import { text } from '../../core/text';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { checkedProxy, linesOf, modeOf } from '../../haproxy/proxies';
import { backendKinds, type HaproxyRule } from '../../haproxy/rule';
import { serversOf } from '../../haproxy/servers';
import { since } from '../../haproxy/since';
import type { Address } from '../../haproxy/values/address';

/** What is wrong with an address in a proxy of a mode. */
function fault({ form, proto, control }: Address, mode: string): string | undefined {
  if (mode !== 'log') return control === 'dgram' ? text('datagrams are for servers of mode log: this proxy is in mode {0}', mode) : undefined;
  if (!/^(any|inet[46])$/.test(form.family)) return text('a server of mode log needs an IP address');
  return proto === control ? undefined : text('a server of mode log is reached by TCP or UDP');
}

export const unsuitableServerAddress: HaproxyRule = {
  id: 'unsuitable-server-address',
  severity: 'error',
  origin: 'daemon',
  summary: 'The address of a server does not suit the mode of its proxy.',
  releases: '2.9+',
  kinds: [...backendKinds, 'ring', 'peers'],
  holds: ['server', 'server-template', 'peer'],
  checkPart(model, section, report) {
    if (section.kind === 'ring' || section.kind === 'peers') return others(model, section, report);
    const proxy = checkedProxy(model, section);
    const mode = proxy && modeOf(model, proxy);
    if (!proxy || mode === undefined) return;
    let first: Address | undefined;
    for (const { line, address, addressWord } of serversOf(model, proxy)) {
      if (!address || address.fault || line.uncertain) continue;
      const wrong = fault(address, mode) ?? (mode === 'log' && first && first.proto !== address.proto ? text('servers of mode log are reached by UDP or by TCP, not by both') : undefined);
      if (wrong) report(line, addressWord, wrong);
      first ??= address;
    }
  },
};

/** Servers of rings, up to 3.2, and of `peers` sections are reached over streams. */
function others(model: HaproxyModel, section: Section, report: Report): void {
  if (section.kind === 'ring' && since(model, '3.3')) return;
  for (const line of ['server', 'peer'].flatMap((keyword) => linesOf(model, section, keyword))) {
    const found = model.binding(line).values.find(({ kind }) => kind === 'destination');
    const address = found?.value as Address | undefined;
    if (found && address && !address.fault && !line.uncertain && address.control === 'dgram') report(line, found.word, text('datagrams cannot reach a server of `{0}`', section.kind));
  }
}
