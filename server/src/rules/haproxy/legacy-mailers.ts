// 3.1 and 3.2 announce that mail alerts will be left to Lua.
import { partIndex } from '../../core/part-index';
import { text } from '../../core/text';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { checkedProxy, has, setting } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

const named = partIndex((_model: HaproxyModel, section: Section) => (section.kind === 'mailers' ? [[section.name, section] as const] : []));

export const legacyMailers: HaproxyRule = {
  id: 'legacy-mailers',
  severity: 'warning',
  origin: 'daemon',
  summary: 'Mail alerts by `mailers` are announced to go away.',
  checkPart(model, section, report) {
    if (!since(model, '3.1') || since(model, '3.3') || model.host.extended) return;
    const proxy = checkedProxy(model, section);
    if (!proxy) return;
    const mailers = setting(model, proxy, ['email-alert mailers']);
    if (!mailers || mailers === 'unknown' || !named.has(model, mailers.line.words[2]?.text ?? '')) return;
    if (has(model, proxy, 'email-alert from') !== true || has(model, proxy, 'email-alert to') !== true) return;
    const here = mailers.proxy === proxy;
    report(here ? mailers.line : proxy.section.header, here ? 0 : 1, text('mail alerts by `mailers` will go away: later releases leave them to Lua'));
  },
};
