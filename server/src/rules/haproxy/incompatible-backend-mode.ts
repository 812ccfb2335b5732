// The mode of a frontend must suit that of the backends it chooses.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { HaproxyModel } from '../../haproxy/model';
import { checkedProxies, modeOf, proxiesOf } from '../../haproxy/proxies';
import { fixedRoutes } from './undefined-backend';

export const incompatibleBackendMode: Rule<HaproxyModel> = {
  id: 'incompatible-backend-mode',
  severity: 'error',
  origin: 'daemon',
  summary: 'A frontend chooses a backend of another mode.',
  check(model, report) {
    for (const proxy of checkedProxies(model)) {
      const mode = modeOf(model, proxy);
      if (mode === undefined) continue;
      for (const { line, name } of fixedRoutes(model, proxy)) {
        const targets = proxiesOf(model).filter((other) => other.backend && other.name === name && other !== proxy);
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
    }
  },
};
