// The mode of a frontend must suit that of the backends it chooses.

import { text } from '../../core/text';
import { checkedProxy, modeOf, proxiesNamed } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';
import { fixedRoutes } from './undefined-backend';

export const incompatibleBackendMode: HaproxyRule = {
  id: 'incompatible-backend-mode',
  severity: 'error',
  origin: 'daemon',
  summary: 'A frontend chooses a backend of another mode.',
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy) return;
    const mode = modeOf(model, proxy);
    if (mode === undefined) return;
    for (const { line, name } of fixedRoutes(model, proxy)) {
      const targets = proxiesNamed(model, name).filter((other) => other.backend && other !== proxy);
      const target = targets[0];
      if (!target || targets.length > 1 || line.uncertain) continue;
      const other = modeOf(model, target);
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
