// How long contents are waited for counts only the first time; upstream: tcp_parse_tcp_req(), tcp_parse_tcp_rep().
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import { isRefused } from '../../haproxy/names';
import { ownLines, type Proxy, proxyOf } from '../../haproxy/proxies';
import { type HaproxyRule, proxyKinds } from '../../haproxy/rule';
import { milliseconds } from '../../haproxy/values/time';

const delays = ['tcp-request inspect-delay', 'tcp-response inspect-delay'];

export const repeatedInspectDelay: HaproxyRule = {
  id: 'repeated-inspect-delay',
  severity: 'warning',
  origin: 'daemon',
  summary: 'An inspection delay is set again: the first one counts.',
  kinds: proxyKinds,
  holds: delays,
  checkPart(model, section, report) {
    const proxy = proxyOf(model, section);
    if (!proxy) return;
    for (const keyword of delays) {
      const counts = (line: Statement): boolean => !isRefused(model, line) && (milliseconds(line.words.at(-1)) ?? 0) > 0;
      let first: Statement | undefined;
      for (let at: Proxy | undefined = proxy.parent; at && !first; at = at.parent) first = ownLines(model, at, keyword).find(counts);
      for (const line of ownLines(model, proxy, keyword)) {
        if (first && !first.uncertain && !line.uncertain && !isRefused(model, line)) {
          const notes = [{ start: first.start, end: first.start + first.length, message: text('this one counts') }];
          report(line, 0, text('`{0}` is set on line {1} already: this one is ignored', keyword, first.line + 1), { notes });
        }
        if (!first && counts(line)) first = line;
      }
    }
  },
};
