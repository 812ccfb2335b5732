// A proxy without timeouts keeps dead connections for ever.

import { insertAfter, insertBefore, replaceWord } from '../../core/edits';
import type { Edit, Fix } from '../../core/problem';
import { listed, text } from '../../core/text';
import { apiPools } from '../../haproxy/api-servers';
import type { HaproxyModel } from '../../haproxy/model';
import { checkedProxy, modeOf, type Proxy, serverLines, setting } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';
import { lackingOf } from '../../haproxy/timeouts';

/** Values to start from: API clients keep connections open that are silent for long. */
function valueOf(model: HaproxyModel, proxy: Proxy, timeout: string): string {
  if (timeout === 'timeout connect') return '5s';
  return apiPools(model).some(({ backend, frontends }) => backend === proxy || frontends.includes(proxy)) ? '1800s' : '1m';
}

/** Sets the missing timeouts in the proxy: its own zeros are replaced, the others come behind the timeouts that it has, else at its top. */
function fixOf(model: HaproxyModel, proxy: Proxy, missing: readonly string[]): Fix {
  const { body, header } = proxy.section;
  const edits: Edit[] = [];
  const lines: string[] = [];
  for (const timeout of missing) {
    const found = setting(model, proxy, [timeout]);
    const value = valueOf(model, proxy, timeout);
    if (found && found !== 'unknown' && found.proxy === proxy) edits.push(replaceWord(found.line, 2, value));
    else lines.push(`${timeout} ${value}`);
  }
  const own = body.filter((line) => model.binding(line).keyword?.name.startsWith('timeout ')).pop();
  const first = body[0];
  if (lines.length > 0) edits.push(own ? insertAfter(model.tree, own, lines) : first ? insertBefore(model.tree, first, lines) : insertAfter(model.tree, header, lines, '    '));
  return { title: text('Set {0}', missing.map((timeout) => `\`${timeout}\``).join(', ')), safe: false, edits: edits.sort((a, b) => a.start - b.start) };
}

export const missingTimeouts: HaproxyRule = {
  id: 'missing-timeouts',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A proxy has no client, connect or server timeout.',
  kinds: checkedKinds,
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy) return;
    const mode = modeOf(model, proxy);
    if (mode !== 'tcp' && mode !== 'http') return;
    const lacking = lackingOf(model, proxy);
    const client = proxy.frontend && lacking.client;
    const connect = proxy.backend && lacking.connect;
    const server = proxy.backend && lacking.server && (mode === 'http' || lacking.tunnel);
    if (!client && !connect && !server) return;
    const missing = client ? ['timeout client'] : [];
    if (serverLines(model, proxy).some((line) => !line.uncertain)) {
      if (connect) missing.push('timeout connect');
      if (server) missing.push('timeout server');
    }
    if (missing.length > 0) report(proxy.section.header, 1, text('{0} `{1}` has no {2}: connections may hang for ever', proxy.kind, proxy.name, listed(missing)), { fixes: (now: HaproxyModel) => [fixOf(now, proxy, missing)] });
  },
};
