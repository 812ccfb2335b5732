// Health check rules without the option that makes them count.

import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import { contentsIn } from '../../haproxy/contents';
import type { HaproxyModel } from '../../haproxy/model';
import { checkedProxy, isNegated, type Proxy, setting } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';
import { checkOptions } from './external-check-setup';

const http = ['http-check comment', 'http-check connect', 'http-check expect', 'http-check send', 'http-check set-var', 'http-check set-var-fmt', 'http-check unset-var'];
const tcp = ['tcp-check comment', 'tcp-check connect', 'tcp-check expect', 'tcp-check send', 'tcp-check send-binary', 'tcp-check send-binary-lf', 'tcp-check send-lf', 'tcp-check set-var', 'tcp-check set-var-fmt', 'tcp-check unset-var'];

/** The lines of a proxy itself whose keyword is one of some. */
function linesUnder(model: HaproxyModel, proxy: Proxy, wanted: (keyword: string) => boolean): Statement[] {
  const found: Statement[] = [];
  for (const [keyword, lines] of contentsIn(model, proxy.section).effective) if (wanted(keyword)) found.push(...lines);
  return found;
}

/** The first own rule that stays unused: a later option of its kind, or one that holds where it stands, takes the rules in. */
function unused(model: HaproxyModel, proxy: Proxy, rules: readonly string[], option: string): Statement | undefined {
  const own = linesUnder(model, proxy, (keyword) => rules.includes(keyword));
  if (own.length === 0) return undefined;
  const inherited = proxy.parent && setting(model, proxy.parent, checkOptions);
  if (inherited === 'unknown') return undefined;
  let type = inherited && model.binding(inherited.line).keyword?.name;
  let first: Statement | undefined;
  const lines = [...own, ...linesUnder(model, proxy, (keyword) => checkOptions.includes(keyword))].sort((a, b) => a.start - b.start);
  if (lines.some((line) => line.uncertain)) return undefined;
  for (const line of lines) {
    const name = model.binding(line).keyword?.name ?? '';
    if (rules.includes(name)) {
      if (type !== option) first ??= line;
      else first = undefined;
    } else if (!isNegated(line)) {
      type = name;
      first = undefined;
    }
  }
  return first;
}

export const ignoredCheckRules: HaproxyRule = {
  id: 'ignored-check-rules',
  severity: 'warning',
  origin: 'daemon',
  summary: 'Health check rules are ignored because the option of their kind is missing.',
  kinds: checkedKinds,
  anywhere: ['tcp-check *', 'http-check *'],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy) return;
    const modern = since(model, '2.2');
    const httpRule = modern ? unused(model, proxy, http, 'option httpchk') : undefined;
    if (httpRule) report(httpRule, 0, text('`http-check` rules are ignored without `option httpchk`'));
    const tcpRule = unused(model, proxy, tcp, 'option tcp-check');
    if (tcpRule) report(tcpRule, 0, text('`tcp-check` rules are ignored without `option tcp-check`'));
    if (since(model, '3.4')) return;
    const chosen = setting(model, proxy, checkOptions);
    if (chosen === 'unknown') return;
    const type = chosen && model.binding(chosen.line).keyword?.name;
    if (type === 'option httpchk' || (modern && (type === undefined || type === 'option external-check'))) return;
    for (const keyword of ['http-check disable-on-404', 'http-check send-state']) {
      const found = setting(model, proxy, [keyword]);
      if (!found || found === 'unknown') continue;
      const here = found.proxy === proxy;
      report(here ? found.line : proxy.section.header, here ? 0 : 1, text('`{0}` is ignored without `option httpchk`', keyword));
    }
  },
};
