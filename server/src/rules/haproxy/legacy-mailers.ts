// 3.1 and 3.2 announce that mail alerts will be left to Lua.
import { text } from '../../core/text';
import { checkedProxy, has, setting } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';
import { sectionsNamed } from '../../haproxy/section-names';

export const legacyMailers: HaproxyRule = {
  id: 'legacy-mailers',
  severity: 'warning',
  origin: 'daemon',
  summary: 'Mail alerts by `mailers` are announced to go away.',
  releases: '3.1..3.2',
  kinds: checkedKinds,
  effective: ['email-alert mailers'],
  checkPart(model, section, report) {
    if (model.host.extended) return;
    const proxy = checkedProxy(model, section);
    if (!proxy) return;
    const mailers = setting(model, proxy, ['email-alert mailers']);
    if (!mailers || mailers === 'unknown' || !sectionsNamed(model, mailers.line.words[2]?.text ?? '').some(({ kind }) => kind === 'mailers')) return;
    if (has(model, proxy, 'email-alert from') !== true || has(model, proxy, 'email-alert to') !== true) return;
    const here = mailers.proxy === proxy;
    report(here ? mailers.line : proxy.section.header, here ? 0 : 1, text('mail alerts by `mailers` will go away: later releases leave them to Lua'));
  },
};
