// Numbers of servers and listeners that a proxy gives twice; upstream: srv_parse_id(), bind_parse_id().
import type { Report } from '../../core/rule';
import { text } from '../../core/text';
import { bothRead } from '../../haproxy/names';
import { proxyOf } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';
import { type Setting, serversOf } from '../../haproxy/servers';
import { since } from '../../haproxy/since';
import { boundLines } from '../../haproxy/tls';
import { atoi } from '../../haproxy/values/c-numbers';

/** Reports numbers that an earlier line has; `sameLine`: a second one on a line finds the first. */
function checkIds(settings: readonly Setting[], sameLine: boolean, report: Report): void {
  const seen = new Map<number, Setting>();
  let last: Setting | undefined;
  for (const setting of settings) {
    const word = setting.args[0];
    if (setting.name !== 'id' || !word || word.opaque) continue;
    const id = atoi(word.text);
    const other = sameLine && last?.line === setting.line ? last : seen.get(id);
    last = setting;
    if (!other) seen.set(id, setting);
    else if (bothRead(other.line, setting.line) && (sameLine || other.line !== setting.line)) {
      const notes = [{ start: other.line.start, end: other.line.start + other.line.length, message: text('the first `id {0}`', id) }];
      report(setting.line, setting.word, text('`id {0}` is on line {1} already', id, other.line.line + 1), { notes });
    }
  }
}

export const duplicateId: HaproxyRule = {
  id: 'duplicate-id',
  severity: 'error',
  origin: 'daemon',
  summary: 'Two servers or two listeners of a proxy have the same number.',
  kinds: checkedKinds,
  holds: ['server/id', 'bind/id'],
  checkPart(model, section, report) {
    const proxy = proxyOf(model, section);
    if (!proxy || proxy.kind === 'defaults') return;
    if (proxy.frontend)
      checkIds(
        boundLines(model, proxy).flatMap(({ settings }) => settings),
        true,
        report,
      );
    if (proxy.backend)
      checkIds(
        serversOf(model, proxy).flatMap(({ settings, line }) => settings.filter((setting) => setting.line === line)),
        !since(model, '2.5'),
        report,
      );
  },
};
