// Finds the backends that serve a Kubernetes API server, and the frontends in front of them.

import { fineMark } from '../core/marks';
import { partAt } from '../core/part';
import { partFact, partIndex } from '../core/part-index';
import { look } from '../core/reading';
import type { Statement } from '../core/tree';
import type { HaproxyModel, Section } from './model';
import { statementsIn } from './names';
import { type Proxy, proxyOf, routedNames } from './proxies';

/** The port on which kubeadm lets the API server listen (kubernetes.io, "Ports and Protocols"). */
export const apiServerPort = '6443';

const nameSays = /(kube|k8s|kubernetes)[-_.]?(api|apis|apiserver|master|control)|api[-_.]?server|k8s[-_.]?cp\b|(control|kube)[-_.]?plane/i;
const commentSays = /kube-?apiserver|kubernetes api|api ?server|control[- ]plane/i;
/** Ports of neighbours of the API server whose pools often carry the same names: ingress, supervisor, machine config, etcd, kubelet, ssh, DNS. */
const otherPorts = new Set(['22', '53', '80', '2379', '2380', '8080', '9000', '9345', '10250', '22623']);

/** The port at the end of a server's address as written; undefined when there is none. */
export function portOf(line: Statement): string | undefined {
  const address = line.words[2];
  return address && !address.opaque ? /:(\d+)$/.exec(address.text)?.[1] : undefined;
}

/** Mark of servers of which at least their ports do not say that they are something else than API servers. */
export const likelyApiServer = fineMark('likely-api-server', ['server'], (_model, line) => {
  const address = line.words[2];
  const colon = address?.text.lastIndexOf(':') ?? -1;
  return !address || address.opaque || colon < 0 || !otherPorts.has(address.text.slice(colon + 1));
});

/** The server lines of a proxy. */
export function serversOf(model: HaproxyModel, proxy: Proxy): Statement[] {
  return statementsIn(model, proxy.section, 'server').filter((line) => line.active !== false);
}

/** Text of the comments inside a section and right above it. */
function commentsOf(model: HaproxyModel, { section }: Proxy): string {
  const { source } = model.tree;
  const last = section.body[section.body.length - 1] ?? section.header;
  const within = section.comments.filter(({ end }) => section.start + end <= last.start + last.length).map(({ start, end }) => source.slice(section.start + start, section.start + end));
  // What stands above belongs to the section before.
  const before = partAt(model.parts, section.start - 1);
  if (before) look(before);
  const above: string[] = [];
  for (let end = section.start; end > 0; ) {
    const start = end < 2 ? 0 : source.lastIndexOf('\n', end - 2) + 1;
    const line = source.slice(start, end);
    if (!/^\s*#/.test(line)) break;
    above.unshift(line.trim());
    end = start;
  }
  return [...above, ...within].join('\n');
}

/** What the ports of servers tell; undefined when they tell nothing. */
function portsSay(servers: readonly Statement[]): boolean | undefined {
  const ports = servers.map(portOf);
  if (ports.length === 0) return false;
  if (ports.some((port) => port === apiServerPort)) return true;
  return ports.some((port) => port !== undefined && otherPorts.has(port)) ? false : undefined;
}

/** What names and comments tell. */
function namesSay(model: HaproxyModel, proxy: Proxy, servers: readonly Statement[], frontends: readonly Proxy[]): boolean {
  const names = [proxy.name, ...frontends.map((frontend) => frontend.name), ...servers.map((line) => line.words[1]?.text ?? '')];
  return names.some((name) => nameSays.test(name)) || commentSays.test(commentsOf(model, proxy));
}

/** One pool of API servers with the frontends that lead to it. A `listen` is its own frontend. */
export interface ApiPool {
  readonly backend: Proxy;
  readonly frontends: readonly Proxy[];
}

/** The sections that route to a name. */
const routing = partIndex((model: HaproxyModel, section: Section) => {
  const proxy = proxyOf(model, section);
  return proxy?.frontend ? routedNames(model, proxy).map((name) => [name, section] as const) : [];
});

/** The pool of API servers that a section is: by port 6443, by name, or by comment. */
export const apiPool = partFact((model: HaproxyModel, section: Section): ApiPool | undefined => {
  const backend = proxyOf(model, section);
  const servers = backend?.backend ? serversOf(model, backend) : [];
  const ports = portsSay(servers);
  if (!backend || ports === false) return undefined;
  const leading = new Set(routing.get(model, backend.name));
  if (backend.frontend) leading.add(section);
  const frontends = [...leading].sort((a, b) => a.start - b.start).flatMap((one) => proxyOf(model, one) ?? []);
  return (ports ?? namesSay(model, backend, servers, frontends)) ? { backend, frontends } : undefined;
});

const pools = partIndex(
  (model: HaproxyModel, section: Section) => {
    const pool = apiPool(model, section);
    return pool ? [['pool', pool] as const] : [];
  },
  { holds: [likelyApiServer] },
);

/** All pools of API servers in order of the text. */
export function apiPools(model: HaproxyModel): readonly ApiPool[] {
  return pools.get(model, 'pool');
}
