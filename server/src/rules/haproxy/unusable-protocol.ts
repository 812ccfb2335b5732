// A forced protocol that the proxy cannot speak; upstream: check_config_validity() with conn_get_best_mux_entry().
import { text } from '../../core/text';
import { usesHtx } from '../../haproxy/htx';
import type { HaproxyModel } from '../../haproxy/model';
import { checkedProxy, modeOf, type Proxy } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';
import { lastOf, placeOf, type Setting, serversOf } from '../../haproxy/servers';
import { boundLines, speaksQuic } from '../../haproxy/tls';
import { protocols } from '../../haproxy/values/line-words';

/** Why a protocol cannot be used; undefined when it can, or when that depends on how the program was built. */
function fault(model: HaproxyModel, proxy: Proxy, setting: Setting | undefined, side: 'bind' | 'server'): string | undefined {
  const protocol = protocols.find(({ name }) => name === setting?.args[0]?.text);
  const mode = modeOf(model, proxy);
  if (!protocol || mode === undefined || protocol.name === 'quic' || protocol.name === 'qmux') return undefined;
  // Every other mode is tcp to it.
  if (protocol.mode !== (/^(http|spop)$/.test(mode) ? mode : 'tcp')) return text('`{0}` needs mode {1}: {2} `{3}` is in mode {4}', protocol.name, protocol.mode, proxy.kind, proxy.name, mode);
  if (side === 'bind' && protocol.serverOnly) return text('`{0}` is spoken with servers only', protocol.name);
  // Only with the newer form of messages servers can speak HTTP/2.
  if (side === 'server' && protocol.name === 'h2' && usesHtx(model, proxy) === false) return text('`{0}` with servers needs `option http-use-htx`', protocol.name);
  return undefined;
}

export const unusableProtocol: HaproxyRule = {
  id: 'unusable-protocol',
  severity: 'error',
  origin: 'daemon',
  summary: 'A forced protocol cannot be used in this proxy.',
  releases: '1.9+',
  kinds: checkedKinds,
  effective: ['bind/proto', 'server/proto'],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (proxy?.frontend) {
      for (const { line, settings, open, addresses } of boundLines(model, proxy)) {
        const setting = lastOf(settings, 'proto');
        const message = open || speaksQuic(addresses) ? undefined : fault(model, proxy, setting, 'bind');
        if (setting && message !== undefined) report(line, setting.word, message);
      }
    }
    if (!proxy?.backend) return;
    for (const server of serversOf(model, proxy)) {
      const setting = lastOf(server.settings, 'proto');
      const message = server.open ? undefined : fault(model, proxy, setting, 'server');
      if (setting && message !== undefined) report(server.line, placeOf(server, setting), message);
    }
  },
};
