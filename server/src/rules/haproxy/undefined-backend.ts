// `default_backend` and `use_backend` must name a section that has servers, and not their own.

import { nearest } from '../../core/near';
import { partFact } from '../../core/part-index';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { checkedProxy, hasUnknownBackend, namesOfBackends, ownLines, type Proxy, proxiesNamed, setting } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

/** A line by which a proxy chooses a backend, the index of the word that names it, and the name. */
interface Route {
  readonly line: Statement;
  readonly word: number;
  readonly name: string;
  readonly keyword: string;
}

const routesIn = partFact((model: HaproxyModel, section: Section): readonly Route[] => {
  const proxy = checkedProxy(model, section);
  return proxy ? routesOf(model, proxy) : [];
});

/** The lines by which a checked proxy chooses a backend by a fixed name, with that name. The daemon follows such lines in a backend too, though it says that it ignores them. */
export function fixedRoutes(model: HaproxyModel, proxy: Proxy): readonly Route[] {
  return routesIn(model, proxy.section);
}

function routesOf(model: HaproxyModel, proxy: Proxy): Route[] {
  const routes: Route[] = [];
  for (const line of ownLines(model, proxy, 'use_backend')) {
    const word = line.words[1];
    if (word && !word.opaque && !word.text.includes('%')) routes.push({ line, word: 1, name: word.text, keyword: 'use_backend' });
  }
  const chosen = proxy.frontend ? setting(model, proxy, ['default_backend']) : undefined;
  const line = chosen === 'unknown' ? undefined : (chosen?.line ?? ownLines(model, proxy, 'default_backend').at(-1));
  const word = line?.words[1];
  if (line && word && !line.uncertain && !word.opaque) routes.push({ line, word: 1, name: word.text, keyword: 'default_backend' });
  return routes;
}

export const undefinedBackend: HaproxyRule = {
  id: 'undefined-backend',
  severity: 'error',
  origin: 'daemon',
  summary: '`use_backend` or `default_backend` names no backend, or its own section.',
  kinds: checkedKinds,
  anywhere: ['use_backend', 'default_backend'],
  whole: true,
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy) return;
    for (const { line, word, name, keyword } of fixedRoutes(model, proxy)) {
      if (proxy.backend && name === proxy.name) {
        report(line, word, text('`{0} {1}` leads back to its own section', keyword, name));
        continue;
      }
      const same = proxiesNamed(model, name);
      // 1.5 lets two backends share a name until one is chosen.
      const [first, second] = same.filter((one) => one.backend && !one.section.header.uncertain);
      if (first && second && !since(model, '1.6')) report(line, word, text('`{0}` could be the {1} on line {2} or that on line {3}', name, first.kind, first.section.header.line + 1, second.section.header.line + 1));
      if (!same.some((one) => one.backend) && !hasUnknownBackend(model)) {
        const other = same.find((one) => one.kind === 'frontend');
        const near = nearest(name, namesOfBackends(model));
        report(line, word, other ? text('`{0}` is a frontend: only a backend or listen section can be chosen', name) : near ? text('there is no backend `{0}`: did you mean `{1}`?', name, near) : text('there is no backend `{0}`', name));
      }
    }
  },
};
