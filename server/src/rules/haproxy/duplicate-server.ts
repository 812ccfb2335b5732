// Two servers of a section with one name.

import type { ReportOptions } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import { bothRead } from '../../haproxy/names';
import { checkedProxy, ownLines } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

/** Whether a server line sets an id of its own. */
function hasId(line: Statement): boolean {
  return line.words.some((word, at) => at > 2 && word.text === 'id');
}

export const duplicateServer: HaproxyRule = {
  id: 'duplicate-server',
  severity: 'error',
  origin: 'daemon',
  summary: 'Two servers of a section have the same name.',
  checkPart(model, section, report) {
    // From 3.0 on an id of its own does not excuse a server any more.
    const excused = !since(model, '3.0');
    const proxy = checkedProxy(model, section);
    if (!proxy?.backend) return;
    const lines = ownLines(model, proxy, 'server');
    // From 3.3 on the daemon finds such names only where no server has another one.
    const found = !since(model, '3.3') || new Set(lines.map((line) => line.words[1]?.text)).size === 1;
    const weight: ReportOptions = found ? { severity: since(model, '2.0') ? 'error' : 'warning' } : { severity: 'warning', origin: 'advice' };
    const seen = new Map<string, Statement>();
    for (const line of lines) {
      const name = line.words[1];
      if (!name || name.opaque || (excused && hasId(line))) continue;
      const other = seen.get(name.text);
      if (!other) seen.set(name.text, line);
      else if (bothRead(other, line)) {
        const notes = [{ start: other.start, end: other.start + other.length, message: text('the first `{0}`', name.text) }];
        report(line, 1, text('server `{0}` is on line {1} already', name.text, other.line + 1), { notes, ...weight });
      }
    }
  },
};
