// Connections either go to where they were meant for, or are spread over servers; upstream: check_config_validity().
import { text } from '../../core/text';
import { checkedProxy, setting } from '../../haproxy/proxies';
import { backendKinds, type HaproxyRule } from '../../haproxy/rule';

export const transparentAndBalance: HaproxyRule = {
  id: 'transparent-and-balance',
  severity: 'error',
  origin: 'daemon',
  summary: '`option transparent` and `balance` stand in one proxy.',
  kinds: backendKinds,
  effective: ['option transparent'],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    const transparent = proxy && setting(model, proxy, ['option transparent']);
    const balance = proxy && setting(model, proxy, ['balance']);
    if (!proxy || !transparent || !balance || transparent === 'unknown' || balance === 'unknown' || balance.line.words[1]?.opaque) return;
    const notes = [{ start: balance.line.start, end: balance.line.start + balance.line.length, message: text('servers are chosen here') }];
    const here = transparent.proxy === proxy;
    report(here ? transparent.line : section.header, here ? 0 : 1, text('`option transparent` and `balance` cannot both hold in {0} `{1}`', proxy.kind, proxy.name), { notes });
  },
};
