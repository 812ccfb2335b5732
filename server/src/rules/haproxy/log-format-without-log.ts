// A log format of a proxy that logs nowhere.
import { partFact, partIndex } from '../../core/part-index';
import { text } from '../../core/text';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { checkedProxy, isNegated, keywordAt, linesOf, modeOf, ownLines, type Proxy, proxyOf, setting } from '../../haproxy/proxies';
import { frontendKinds, type HaproxyRule } from '../../haproxy/rule';

const formats = ['log-format', 'log-format-sd', 'option httplog', 'option tcplog', 'option httpslog'];

/** The log targets of the global sections. */
const targets = partIndex((model: HaproxyModel, section: Section) => linesOf(model, section, 'log').flatMap((log) => (isNegated(log) ? [] : [['log', log] as const])), { kinds: ['global'] });

/** Whether a proxy logs somewhere: `log global` counts when the global section above has a target. */
function logs(model: HaproxyModel, proxy: Proxy): boolean | 'unknown' {
  let result: boolean | 'unknown' = proxy.parent ? logsIn(model, proxy.parent.section) : false;
  for (const line of ownLines(model, proxy, 'log')) {
    if (line.uncertain) result = 'unknown';
    else if (isNegated(line)) result = false;
    else {
      const target = line.words[keywordAt(line) + 1];
      if (target?.text !== 'global' || target.opaque) result = true;
      else if (result === false && targets.get(model, 'log').some((log) => log.start < line.start)) result = true;
    }
  }
  return result;
}

/** The same for defaults, of which many ask. */
const logsIn = partFact((model: HaproxyModel, section: Section): boolean | 'unknown' => {
  const proxy = proxyOf(model, section);
  return proxy ? logs(model, proxy) : false;
});

export const logFormatWithoutLog: HaproxyRule = {
  id: 'log-format-without-log',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A log format is ignored because the proxy has no `log` target.',
  kinds: frontendKinds,
  effective: formats,
  whole: true,
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy) return;
    if (!proxy.frontend) return;
    const mode = modeOf(model, proxy);
    if (mode !== 'tcp' && mode !== 'http') return;
    if (logs(model, proxy) !== false) return;
    for (const format of formats) {
      const found = setting(model, proxy, [format]);
      if (!found || found === 'unknown') continue;
      const line = found.proxy === proxy ? found.line : proxy.section.header;
      report(line, found.proxy === proxy ? keywordAt(line) : 1, text('the log format of {0} `{1}` is ignored: it has no `log` target', proxy.kind, proxy.name));
      break;
    }
  },
};
