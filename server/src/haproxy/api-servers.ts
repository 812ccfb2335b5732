// Finds the backends that serve a Kubernetes API server, and the frontends in front of them.
import type { Statement } from '../core/tree';
import type { HaproxyModel } from './model';
import { type Proxy, proxiesOf, routesOf } from './proxies';

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

/** The server lines of a proxy. */
export function serversOf(model: HaproxyModel, proxy: Proxy): Statement[] {
  return proxy.section.body.filter((line) => line.active !== false && model.binding(line).keyword?.name === 'server');
}

/** Text of the comments inside a section and right above it. */
function commentsOf(model: HaproxyModel, proxy: Proxy): string {
  const { tree } = model;
  const body = proxy.section.body;
  const last = body[body.length - 1] ?? proxy.section.header;
  let from = proxy.section.header.line;
  while (from > 0 && /^\s*#/.test(tree.source.slice(tree.lines[from - 1], tree.lines[from]))) from--;
  const start = tree.lines[from] ?? 0;
  const end = last.start + last.length;
  return tree.comments
    .filter((comment) => comment.start >= start && comment.end <= end)
    .map((comment) => tree.source.slice(comment.start, comment.end))
    .join('\n');
}

function serves(model: HaproxyModel, proxy: Proxy, frontends: readonly Proxy[]): boolean {
  const servers = serversOf(model, proxy);
  if (servers.length === 0) return false;
  const ports = servers.map(portOf);
  if (ports.some((port) => port === apiServerPort)) return true;
  if (ports.some((port) => port !== undefined && otherPorts.has(port))) return false;
  const names = [proxy.name, ...frontends.map((frontend) => frontend.name), ...servers.map((line) => line.words[1]?.text ?? '')];
  return names.some((name) => nameSays.test(name)) || commentSays.test(commentsOf(model, proxy));
}

/** One pool of API servers with the frontends that lead to it. A `listen` is its own frontend. */
export interface ApiPool {
  readonly backend: Proxy;
  readonly frontends: readonly Proxy[];
}

const cache = new WeakMap<HaproxyModel, readonly ApiPool[]>();

/** All pools of API servers: by port 6443, by name, or by comment. */
export function apiPools(model: HaproxyModel): readonly ApiPool[] {
  const known = cache.get(model);
  if (known) return known;
  const proxies = proxiesOf(model);
  const leading = new Map<Proxy, Proxy[]>();
  for (const proxy of proxies) {
    if (!proxy.frontend) continue;
    for (const target of routesOf(model, proxy)) leading.set(target, [...(leading.get(target) ?? []), proxy]);
  }
  const pools: ApiPool[] = [];
  for (const backend of proxies) {
    if (!backend.backend) continue;
    const frontends = leading.get(backend) ?? [];
    if (serves(model, backend, frontends)) pools.push({ backend, frontends });
  }
  cache.set(model, pools);
  return pools;
}
