// The inner form of HTTP messages, which could be chosen while there were two.
import { beginsWith } from '../core/tree';
import type { HaproxyModel } from './model';
import { isNegated, ownLines, type Proxy } from './proxies';
import { since } from './since';

/** Whether a proxy treats HTTP in the newer form: off until asked for in 1.9, on until refused in 2.0. Undefined when it cannot be told, or nothing is left to choose. */
export function usesHtx(model: HaproxyModel, proxy: Proxy): boolean | undefined {
  if (!since(model, '1.9') || since(model, '2.1') || proxy.section.header.uncertain) return undefined;
  for (let at: Proxy | undefined = proxy; at; at = at.parent) {
    const line = ownLines(model, at, 'option http-use-htx').at(-1);
    if (line) return line.uncertain || beginsWith(line, 'default') ? undefined : !isNegated(line);
  }
  return since(model, '2.0');
}
