// A log format of the defaults that a later line of the same section replaces.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { HaproxyModel } from '../../haproxy/model';
import { isRefused } from '../../haproxy/names';
import { proxiesOf, setting } from '../../haproxy/proxies';
import { since } from '../../haproxy/since';

/** Lines that set the same log format. */
const families: readonly (readonly string[])[] = [['option httplog', 'option tcplog', 'option httpslog', 'log-format'], ['error-log-format']];

export const overriddenLogFormat: Rule<HaproxyModel> = {
  id: 'overridden-log-format',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A `defaults` section sets its log format more than once.',
  check(model, report) {
    if (!since(model, '1.8')) return;
    for (const proxy of proxiesOf(model)) {
      if (proxy.kind !== 'defaults' || proxy.section.header.uncertain) continue;
      for (const family of families) {
        const inherited = proxy.parent && setting(model, proxy.parent, family);
        let before: Statement | undefined = inherited === 'unknown' ? undefined : inherited?.line;
        for (const line of proxy.section.body) {
          const name = model.binding(line).keyword?.name;
          if (line.active === false || name === undefined || !family.includes(name) || isRefused(model, line)) continue;
          if (before) report(line, 0, text('`{0}` replaces the log format of line {1}', name, before.line + 1));
          before = line.uncertain ? undefined : line;
        }
      }
    }
  },
};
