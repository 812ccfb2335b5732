// The mode of a frontend must suit that of the backends it chooses, and so must the form in which both treat HTTP; upstream: check_config_validity().

import { text } from '../../core/text';
import { usesHtx } from '../../haproxy/htx';
import type { HaproxyModel } from '../../haproxy/model';
import { checkedProxy, modeOf, type Proxy } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';
import { fixedRoutes } from './undefined-backend';

/** Whether two proxies treat HTTP in different forms. Outside of mode http the choice is undone once a proxy was looked at. */
function disagree(model: HaproxyModel, proxy: Proxy, mode: string, target: Proxy): boolean {
  const own = usesHtx(model, proxy);
  const other = own === undefined ? undefined : usesHtx(model, target);
  return own !== undefined && other !== undefined && own !== other && (mode === 'http' || proxy.section.start < target.section.start);
}

/** The only one of some proxies beside another one; undefined when there are none or several. */
function only(proxies: readonly Proxy[], beside: Proxy): Proxy | undefined {
  let found: Proxy | undefined;
  for (const proxy of proxies) {
    if (proxy === beside) continue;
    if (found) return undefined;
    found = proxy;
  }
  return found;
}

export const incompatibleBackendMode: HaproxyRule = {
  id: 'incompatible-backend-mode',
  severity: 'error',
  origin: 'daemon',
  summary: 'A frontend chooses a backend of another mode.',
  kinds: checkedKinds,
  effective: ['use_backend', 'default_backend'],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy) return;
    const mode = modeOf(model, proxy);
    if (mode === undefined) return;
    for (const { line, name, backends } of fixedRoutes(model, proxy)) {
      const target = only(backends, proxy);
      if (!target || line.uncertain) continue;
      const other = modeOf(model, target);
      if (disagree(model, proxy, mode, target)) report(proxy.section.header, 1, text('{0} `{1}` and `{2}` differ in `option http-use-htx`', proxy.kind, proxy.name, name));
      // A tcp frontend may upgrade its connections to http.
      if (other === undefined || other === mode || (mode === 'tcp' && other === 'http')) continue;
      const notes = [
        { start: line.start, end: line.start + line.length, message: text('`{0}` is chosen here', name) },
        { start: target.section.header.start, end: target.section.header.start + target.section.header.length, message: text('`{0}` is in mode {1}', name, other) },
      ];
      report(proxy.section.header, 1, text('a {0} in mode {1} cannot use `{2}`, which is in mode {3}', proxy.kind, mode, name, other), { notes });
    }
  },
};
