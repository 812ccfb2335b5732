// Servers to which connections are attached; upstream: tcp_check_attach_srv().
import { text } from '../../core/text';
import type { HaproxyModel } from '../../haproxy/model';
import { checkedProxy, modeOf, type Proxy, proxiesNamed } from '../../haproxy/proxies';
import { frontendKinds, type HaproxyRule } from '../../haproxy/rule';
import { isOn, lastOf, type Server, serversOf } from '../../haproxy/servers';
import { since } from '../../haproxy/since';

/** Whether connections to a server are told apart by a name: its own setting, since 3.0 the name of the handshake when there is none. Undefined when it cannot be told. */
function isNamed(model: HaproxyModel, { settings }: Server): boolean | undefined {
  const sni = lastOf(settings, 'sni') !== undefined;
  const tls = isOn(settings, 'ssl');
  if (!since(model, '3.0')) return sni && tls;
  if (lastOf(settings, 'pool-conn-name') || (sni && tls)) return true;
  // 3.3 takes a name for the handshake from the request.
  return sni || (tls && since(model, '3.3')) ? undefined : false;
}

/** What is wrong with attaching connections of a proxy to a server, by a name or without. */
function fault(model: HaproxyModel, proxy: Proxy, target: string, byName: boolean): string | undefined {
  const mode = modeOf(model, proxy);
  if (mode !== undefined && mode !== 'http') return text('`attach-srv` needs mode http: {0} `{1}` is in mode {2}', proxy.kind, proxy.name, mode);
  const slash = target.indexOf('/');
  if (slash < 0 || slash === target.length - 1) return text('`{0}` is no server: write `<backend>/<server>`', target);
  const [backend, name] = [target.slice(0, slash), target.slice(slash + 1)];
  const place = proxiesNamed(model, backend).find((one) => one.backend);
  if (!place) return text('there is no backend `{0}`', backend);
  const servers = serversOf(model, place);
  if (servers.some(({ line, open }) => open || line.words[0]?.text === 'server-template')) return undefined;
  const server = servers.find((one) => one.name === name);
  if (!server) return text('{0} `{1}` has no server `{2}`', place.kind, place.name, name);
  if (byName === (isNamed(model, server) ?? byName)) return undefined;
  return byName ? text('connections to `{0}` have no name: take `name` out, or give the server `pool-conn-name`', target) : text('connections to `{0}` are told apart by a name: add `name`', target);
}

export const unusableAttachment: HaproxyRule = {
  id: 'unusable-attachment',
  severity: 'error',
  origin: 'daemon',
  summary: '`attach-srv` names a server that does not exist, or does not suit it.',
  releases: '2.9+',
  kinds: frontendKinds,
  holds: ['~tracked'],
  whole: true,
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy?.frontend) return;
    for (const line of section.body) {
      const { keyword, values, slots } = model.binding(line);
      const target = keyword?.name === 'tcp-request session' ? values.find(({ kind }) => kind === 'tracked') : undefined;
      if (!target || line.active === false || line.uncertain) continue;
      const byName = slots.some(({ node, word }) => node.kind === 'literal' && word === target.word + 1);
      const message = fault(model, proxy, String(target.value), byName);
      if (message !== undefined) report(line, target.word, message);
    }
  },
};
