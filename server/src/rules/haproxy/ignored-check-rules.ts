// Health check rules without the option that makes them count.

import { text } from '../../core/text';
import { checkRulesets } from '../../haproxy/check-rulesets';
import { checkOptions } from '../../haproxy/health-checks';
import type { HaproxyModel } from '../../haproxy/model';
import { checkedProxy, type Proxy, setting } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

/** Whether settings of HTTP checks are told to be ignored: up to 2.1 unless the option chosen last is `option httpchk`. */
function isOther(model: HaproxyModel, proxy: Proxy, found: NonNullable<ReturnType<typeof checkRulesets>>): boolean {
  if (since(model, '2.2')) return found.chosen && !found.http;
  const chosen = setting(model, proxy, checkOptions(model));
  return chosen !== 'unknown' && (!chosen || model.binding(chosen.line).keyword?.name !== 'option httpchk');
}

export const ignoredCheckRules: HaproxyRule = {
  id: 'ignored-check-rules',
  severity: 'warning',
  origin: 'daemon',
  summary: 'Health check rules are ignored because the option of their kind is missing.',
  kinds: checkedKinds,
  effective: ['tcp-check *', 'http-check *'],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    const found = proxy && checkRulesets(model, proxy);
    if (!found) return;
    const { unusedHttp, unusedTcp } = found;
    if (unusedHttp) report(unusedHttp, 0, text('`http-check` rules are ignored: no `option httpchk` takes them in'));
    if (unusedTcp) report(unusedTcp, 0, text('`tcp-check` rules are ignored: no `option tcp-check` takes them in'));
    if (since(model, '3.4') || !isOther(model, proxy, found)) return;
    for (const keyword of ['http-check disable-on-404', 'http-check send-state']) {
      const line = setting(model, proxy, [keyword]);
      if (!line || line === 'unknown') continue;
      const here = line.proxy === proxy;
      report(here ? line.line : proxy.section.header, here ? 0 : 1, text('`{0}` is ignored without `option httpchk`', keyword));
    }
  },
};
