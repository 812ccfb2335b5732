// `default_backend` and `use_backend` must name a section that has servers, and not their own.

import { marksOf } from '../../core/marks';
import { nearestOf } from '../../core/near';
import { partFact } from '../../core/part-index';
import { text } from '../../core/text';
import { longer } from '../../core/tight';
import { knownText, type Statement } from '../../core/tree';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { backendsNamed, checkedProxy, hasUnknownBackend, namesOfBackends, ownLines, type Proxy, proxiesNamed, setting } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

/** A line by which a proxy chooses a backend, the index of the word that names it, and the name. */
interface Route {
  readonly line: Statement;
  readonly word: number;
  readonly name: string;
  readonly keyword: string;
  /** The proxies of that name that have servers. */
  readonly backends: readonly Proxy[];
}

const nowhere: readonly Route[] = [];
const fallback = ['default_backend'];
const fallbackMarks = marksOf(fallback);

const routesIn = partFact((model: HaproxyModel, section: Section): readonly Route[] => {
  const proxy = checkedProxy(model, section);
  return proxy ? routesOf(model, proxy) : nowhere;
});

/** The lines by which a checked proxy chooses a backend by a fixed name, with that name. The daemon follows such lines in a backend too, though it says that it ignores them. */
export function fixedRoutes(model: HaproxyModel, proxy: Proxy): readonly Route[] {
  return routesIn(model, proxy.section);
}

function routesOf(model: HaproxyModel, proxy: Proxy): readonly Route[] {
  let routes: readonly Route[] = nowhere;
  const add = (line: Statement, keyword: string, name: string) => {
    routes = longer(routes, { line, word: 1, name, keyword, backends: backendsNamed(model, name) });
  };
  for (const line of ownLines(model, proxy, 'use_backend')) {
    const name = knownText(line, 1);
    if (name !== undefined && !name.includes('%')) add(line, 'use_backend', name);
  }
  const chosen = proxy.frontend ? setting(model, proxy, fallback, fallbackMarks) : undefined;
  const line = chosen === 'unknown' ? undefined : (chosen?.line ?? ownLines(model, proxy, 'default_backend').at(-1));
  const name = line && !line.uncertain ? knownText(line, 1) : undefined;
  if (line && name !== undefined) add(line, 'default_backend', name);
  return routes;
}

export const undefinedBackend: HaproxyRule = {
  id: 'undefined-backend',
  severity: 'error',
  origin: 'daemon',
  summary: '`use_backend` or `default_backend` names no backend, or its own section.',
  kinds: checkedKinds,
  effective: ['use_backend', 'default_backend'],
  whole: true,
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy) return;
    for (const { line, word, name, keyword, backends } of fixedRoutes(model, proxy)) {
      if (proxy.backend && name === proxy.name) {
        report(line, word, text('`{0} {1}` leads back to its own section', keyword, name));
        continue;
      }
      // 1.5 lets two backends share a name until one is chosen.
      const [first, second] = backends.length > 1 && !since(model, '1.6') ? backends.filter((one) => !one.section.header.uncertain) : [];
      if (first && second) report(line, word, text('`{0}` could be the {1} on line {2} or that on line {3}', name, first.kind, first.section.header.line + 1, second.section.header.line + 1));
      if (backends.length === 0 && !hasUnknownBackend(model)) {
        const other = proxiesNamed(model, name).find((one) => one.kind === 'frontend');
        const near = nearestOf(name, ...namesOfBackends(model));
        report(line, word, other ? text('`{0}` is a frontend: only a backend or listen section can be chosen', name) : near ? text('there is no backend `{0}`: did you mean `{1}`?', name, near) : text('there is no backend `{0}`', name));
      }
    }
  },
};
