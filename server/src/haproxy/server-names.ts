// Names of sections that servers refer to, as those that servers have in the end.
import type { Naming } from './contents';
import type { HaproxyModel, Section } from './model';
import { checkedProxies, checkedProxy, type Proxy } from './proxies';
import { lastOf, serversOf } from './servers';
import { since } from './since';

/** Kinds that servers name: nobody asks for what another line of the same server undoes, or for what `default-server` says to no server. */
const ofServers = new Set(['resolvers', 'healthcheck']);
const serverKeywords = new Set(['server', 'server-template', 'default-server']);

/** Whether a line is one from which servers take names that count. Up to 1.8 they do not inherit them. */
export function isAskedFor(model: HaproxyModel, section: Section, proxy: Proxy | undefined, kind: string, { statement, mention }: Naming): boolean {
  if (!ofServers.has(kind) || !serverKeywords.has(model.binding(statement).keyword?.name ?? '')) return true;
  const checked = proxy && checkedProxy(model, section);
  const owners = checked ? [checked] : proxy?.kind === 'defaults' ? checkedProxies(model).filter((one) => startsFrom(one, proxy)) : [];
  return owners.some((owner) =>
    serversOf(model, owner).some(({ line, settings, open }) => {
      const last = lastOf(settings, kind);
      const own = last?.line === line;
      return last?.line === statement && last.word + 1 === mention.word && (own || (!open && since(model, '1.9')));
    }),
  );
}

function startsFrom(proxy: Proxy, from: Proxy): boolean {
  for (let at = proxy.parent; at; at = at.parent) if (at.section === from.section) return true;
  return false;
}
