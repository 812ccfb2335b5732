// Log formats that HAProxy reads only once a proxy uses them: their faults count then.

import type { Report } from '../../core/rule';
import type { Statement } from '../../core/tree';
import { keptIn } from '../../haproxy/expressions/kept';
import type { HaproxyModel } from '../../haproxy/model';
import { checkedProxy, ownLines, type Proxy, setting } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';

/** Settings with a format, each with the keywords of which the last one wins. */
const settings: readonly { readonly keywords: readonly string[]; readonly frontend: boolean }[] = [
  { keywords: ['log-format', 'option httplog', 'option tcplog', 'option httpslog'], frontend: true },
  { keywords: ['log-format-sd'], frontend: true },
  { keywords: ['error-log-format'], frontend: false },
  { keywords: ['unique-id-format'], frontend: false },
];

/** The lines whose formats a proxy uses, its own or inherited. */
export function formatLines(model: HaproxyModel, proxy: Proxy): Statement[] {
  const lines: Statement[] = [];
  for (const { keywords, frontend } of settings) {
    if (frontend && !proxy.frontend) continue;
    const found = setting(model, proxy, keywords);
    if (found && found !== 'unknown') lines.push(found.line);
  }
  for (const keyword of ['use_backend', 'use-server']) lines.push(...ownLines(model, proxy, keyword));
  return lines;
}

export const faultyLogFormat: HaproxyRule = {
  id: 'faulty-log-format',
  severity: 'error',
  origin: 'daemon',
  summary: 'A log format that a proxy uses has a fault.',
  kinds: checkedKinds,
  effective: ['~faulty-format'],
  checkPart(model, section, report: Report) {
    const told = new Set<Statement>();
    const proxy = checkedProxy(model, section);
    if (!proxy) return;
    for (const line of formatLines(model, proxy)) {
      if (told.has(line)) continue;
      told.add(line);
      for (const format of keptIn(model, line, 'log-format')) {
        for (const problem of format.problems) {
          const fixes = (problem.fixes ?? []).map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit, start: line.start + edit.start, end: line.start + edit.end })) }));
          report(line, problem, problem.message, { severity: problem.severity, fixes, ...(problem.tag ? { tag: problem.tag } : {}) });
        }
      }
    }
  },
};
