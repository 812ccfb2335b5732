// Mail alerts need a sender, a receiver and mailers.

import { listed, text } from '../../core/text';
import { checkedProxy, has, setting } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

const all = ['email-alert from', 'email-alert level', 'email-alert mailers', 'email-alert myhostname', 'email-alert to'];
const needed = ['email-alert from', 'email-alert mailers', 'email-alert to'];

export const incompleteEmailAlert: HaproxyRule = {
  id: 'incomplete-email-alert',
  severity: 'warning',
  origin: 'daemon',
  summary: '`email-alert` is ignored because a part of it is missing.',
  kinds: checkedKinds,
  effective: ['email-alert *'],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy) return;
    const any = setting(model, proxy, all);
    // 1.6 does not count what the defaults set.
    if (!any || any === 'unknown' || (any.proxy !== proxy && !since(model, '1.7'))) return;
    const missing = needed.filter((keyword) => has(model, proxy, keyword) === false);
    if (missing.length === 0) return;
    const here = any.proxy === proxy;
    report(here ? any.line : proxy.section.header, here ? 0 : 1, text('mail alerts of {0} `{1}` are ignored: {2} is missing', proxy.kind, proxy.name, listed(missing)));
  },
};
