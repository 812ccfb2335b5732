// Aliases of log formats that stand for something of HTTP, used by a proxy that is not in mode http.

import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import { keptIn, keptInSection } from '../../haproxy/expressions/kept';
import { checkedProxy, modeOf } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';
import { formatLines } from './faulty-log-format';

export const httpAliasInTcp: HaproxyRule = {
  id: 'http-alias-in-tcp',
  severity: 'error',
  origin: 'daemon',
  summary: 'A log format of a tcp proxy uses an alias that needs mode http.',
  releases: '-3.0',
  kinds: checkedKinds,
  effective: ['~log-format'],
  checkPart(model, section, report) {
    // From 3.1 on the daemon is silent unless it is asked for a diagnosis.
    if (since(model, '3.1')) return;
    const told = new Set<Statement>();
    const tell = (line: Statement, proxy: string) => {
      if (told.has(line)) return;
      told.add(line);
      for (const format of keptIn(model, line, 'log-format')) {
        if (!format.ok) continue;
        const alias = format.aliases.find((one) => one.http || (one.needsHttp && since(model, '3.0')));
        const word = alias && line.words[alias.word];
        if (!alias || !word) continue;
        const span = word.quoted ? alias.word : { start: word.start + alias.start, end: word.start + alias.end };
        report(line, span, text('`%{0}` needs mode http: {1} is not in that mode', alias.name, proxy), since(model, '1.7') ? {} : { severity: 'warning' });
      }
    };
    const proxy = checkedProxy(model, section);
    if (!proxy) return;
    const mode = modeOf(model, proxy);
    if (mode === undefined || mode === 'http') return;
    const name = `${proxy.kind} \`${proxy.name}\``;
    for (const line of formatLines(model, proxy)) tell(line, name);
    // Up to 2.9 the mode counts that is in effect where the line stands: lines above `mode` are read in that of the defaults.
    for (const { statement, value } of keptInSection(model, proxy.section, 'log-format')) if (!value.late) tell(statement, name);
  },
};
