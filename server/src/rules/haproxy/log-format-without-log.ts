// A log format of a proxy that logs nowhere.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { HaproxyModel } from '../../haproxy/model';
import { checkedProxies, isNegated, keywordAt, linesOf, modeOf, ownLines, type Proxy, setting } from '../../haproxy/proxies';

const formats = ['log-format', 'log-format-sd', 'option httplog', 'option tcplog', 'option httpslog'];

/** Whether a proxy logs somewhere: `log global` counts when the global section above has a target. */
function logs(model: HaproxyModel, proxy: Proxy): boolean | 'unknown' {
  let result: boolean | 'unknown' = proxy.parent ? logs(model, proxy.parent) : false;
  for (const line of ownLines(model, proxy, 'log')) {
    if (line.uncertain) result = 'unknown';
    else if (isNegated(line)) result = false;
    else {
      const target = line.words[keywordAt(line) + 1];
      if (target?.text !== 'global' || target.opaque) result = true;
      else if (result === false && model.sections.some((section) => section.kind === 'global' && linesOf(model, section, 'log').some((log) => log.start < line.start && !isNegated(log)))) result = true;
    }
  }
  return result;
}

export const logFormatWithoutLog: Rule<HaproxyModel> = {
  id: 'log-format-without-log',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A log format is ignored because the proxy has no `log` target.',
  check(model, report) {
    for (const proxy of checkedProxies(model)) {
      if (!proxy.frontend) continue;
      const mode = modeOf(model, proxy);
      if (mode !== 'tcp' && mode !== 'http') continue;
      if (logs(model, proxy) !== false) continue;
      for (const format of formats) {
        const found = setting(model, proxy, [format]);
        if (!found || found === 'unknown') continue;
        const line = found.proxy === proxy ? found.line : proxy.section.header;
        report(line, found.proxy === proxy ? keywordAt(line) : 1, text('the log format of {0} `{1}` is ignored: it has no `log` target', proxy.kind, proxy.name));
        break;
      }
    }
  },
};
