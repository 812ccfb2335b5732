// 3.1 and 3.2 announce that mail alerts will be left to Lua.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { HaproxyModel } from '../../haproxy/model';
import { checkedProxies, has, setting } from '../../haproxy/proxies';
import { since } from '../../haproxy/since';

export const legacyMailers: Rule<HaproxyModel> = {
  id: 'legacy-mailers',
  severity: 'warning',
  origin: 'daemon',
  summary: 'Mail alerts by `mailers` are announced to go away.',
  check(model, report) {
    if (!since(model, '3.1') || since(model, '3.3') || model.host.extended) return;
    const sections = new Set(model.sections.filter((section) => section.kind === 'mailers').map((section) => section.name));
    for (const proxy of checkedProxies(model)) {
      const mailers = setting(model, proxy, ['email-alert mailers']);
      if (!mailers || mailers === 'unknown' || !sections.has(mailers.line.words[2]?.text ?? '')) continue;
      if (has(model, proxy, 'email-alert from') !== true || has(model, proxy, 'email-alert to') !== true) continue;
      const here = mailers.proxy === proxy;
      report(here ? mailers.line : proxy.section.header, here ? 0 : 1, text('mail alerts by `mailers` will go away: later releases leave them to Lua'));
    }
  },
};
