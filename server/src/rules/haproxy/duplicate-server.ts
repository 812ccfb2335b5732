// Two servers of a section with one name.

import type { ReportOptions } from '../../core/rule';
import { text } from '../../core/text';
import { type Statement, wordText } from '../../core/tree';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { bothRead, isTaken } from '../../haproxy/names';
import { checkedProxy, linesOf } from '../../haproxy/proxies';
import { backendKinds, type HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

/** Whether a server line sets an id of its own. */
function hasId(line: Statement): boolean {
  return line.words.some((word, at) => at > 2 && word.text === 'id');
}

/** The servers of a section whose names must differ: those of a proxy, and since 2.7 those of a ring. */
function serversOf(model: HaproxyModel, section: Section): readonly Statement[] {
  const ring = section.kind === 'ring' && since(model, '2.7') && !section.header.uncertain && isTaken(model, section.header);
  return ring || checkedProxy(model, section)?.backend ? linesOf(model, section, 'server') : [];
}

/** Lines that are compared with each other: more are put into a set. */
const few = 6;

/** Whether two lines have the same second word. */
function hasTwins(lines: readonly Statement[]): boolean {
  if (lines.length <= few) {
    const names: (string | undefined)[] = [];
    for (const line of lines) {
      const name = wordText(line, 1);
      if (names.includes(name)) return true;
      names.push(name);
    }
    return false;
  }
  return new Set(lines.map((line) => wordText(line, 1))).size < lines.length;
}

export const duplicateServer: HaproxyRule = {
  id: 'duplicate-server',
  severity: 'error',
  origin: 'daemon',
  summary: 'Two servers of a section have the same name.',
  kinds: [...backendKinds, 'ring'],
  holds: ['server'],
  checkPart(model, section, report) {
    const lines = serversOf(model, section);
    if (!hasTwins(lines)) return;
    // From 3.3 on the daemon finds such names only where no server has another one.
    const found = !since(model, '3.3') || new Set(lines.map((line) => line.words[1]?.text)).size === 1;
    const weight: ReportOptions = found ? { severity: since(model, '2.0') ? 'error' : 'warning' } : { severity: 'warning', origin: 'advice' };
    const seen = new Map<string, Statement[]>();
    for (const line of lines) {
      const name = line.words[1];
      if (!name || name.opaque) continue;
      const others = seen.get(name.text) ?? [];
      seen.set(name.text, [...others, line]);
      const clash = hasId(line) ? undefined : others.find((one) => !hasId(one));
      const other = clash ?? (since(model, '3.1') ? others[0] : undefined);
      if (!other || !bothRead(other, line)) continue;
      const notes = [{ start: other.start, end: other.start + other.length, message: text('the first `{0}`', name.text) }];
      // An id of its own excuses a server up to 3.0, and makes it a warning before 3.3.
      report(line, 1, text('server `{0}` is on line {1} already', name.text, other.line + 1), { notes, ...(clash || since(model, '3.3') ? weight : { severity: 'warning' as const }) });
    }
  },
};
