// Proxies in tcp mode whose connections may become HTTP ones. Upstream: PR_O_HTTP_UPG.
import type { Statement } from '../core/tree';
import type { HaproxyModel } from './model';
import { modeOf, ownLines, type Proxy, proxiesNamed, setting } from './proxies';
import { since } from './since';

/** Whether a line of a proxy switches to HTTP. */
export function switchesMode(model: HaproxyModel, proxy: Proxy): boolean {
  return ownLines(model, proxy, 'tcp-request content').some((line) => line.words.some((word) => word.text === 'switch-mode'));
}

/** Whether a line chooses a backend in mode http, or one that is not known before a request comes. */
function leadsToHttp(model: HaproxyModel, line: Statement): boolean {
  const word = line.words[1];
  if (!word || word.opaque || line.uncertain) return true;
  const name = word.text;
  return name.includes('%') || proxiesNamed(model, name).some((other) => other.backend && modeOf(model, other) !== 'tcp');
}

/** Whether connections of a tcp proxy may become HTTP ones: by `switch-mode`, from 3.0 on also by the choice of a backend. Nothing of HTTP is ignored then. */
export function mayUpgrade(model: HaproxyModel, proxy: Proxy): boolean {
  if (switchesMode(model, proxy)) return true;
  if (!since(model, '3.0')) return false;
  const chosen = proxy.frontend ? setting(model, proxy, ['default_backend']) : undefined;
  const fallback = chosen === 'unknown' ? undefined : chosen?.line;
  if (chosen === 'unknown') return true;
  return [...ownLines(model, proxy, 'use_backend'), ...(fallback ? [fallback] : [])].some((line) => leadsToHttp(model, line));
}
