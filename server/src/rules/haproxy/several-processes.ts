// What does not work as one when several processes run; upstream: check_config_validity() up to 2.4.
import type { Report } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { globalPlacement, isMany, placementOf, processCount, processesOf } from '../../haproxy/processes';
import { checkedProxy, keywordAt, ownLines, type Proxy, setting, statisticsLines } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

/** From 2.0 on the sockets are not looked at. */
function sockets(model: HaproxyModel, section: Section, report: Report): void {
  const placement = since(model, '2.0') ? undefined : globalPlacement(model, section);
  if (!placement) return;
  const among = placement.own?.left || placement.all;
  const open = section.body.find((line) => model.binding(line).keyword?.name === 'stats socket' && line.active !== false && isMany(among & (placement.binds.find((bound) => bound.line === line)?.left || placement.all)));
  if (open) report(open, 0, text('this socket speaks for one of several processes: it should be bound to one by `process`'));
}

function statistics(model: HaproxyModel, proxy: Proxy, tell: (line: Statement, message: string) => void): void {
  const found = setting(model, proxy, statisticsLines);
  if (!found || found === 'unknown') return;
  const placement = placementOf(model, proxy);
  const single = since(model, '1.6') && placement?.binds.length && placement.binds.every(({ left }) => !isMany(left)) && placement.binds.some(({ left }) => left !== 0n);
  if (!single) tell(found.line, text('the statistics are those of one of several processes'));
  const admin = setting(model, proxy, ['stats admin']);
  if (admin && admin !== 'unknown') tell(admin.line, text('`stats admin` acts on one of several processes only'));
}

export const severalProcesses: HaproxyRule = {
  id: 'several-processes',
  severity: 'warning',
  origin: 'daemon',
  summary: 'Statistics and stickiness are not shared between several processes.',
  releases: '-2.4',
  kinds: ['global', ...checkedKinds],
  anywhere: ['nbproc'],
  checkPart(model, section, report) {
    if ((processCount(model) ?? 1) < 2) return;
    if (section.kind === 'global') sockets(model, section, report);
    const proxy = checkedProxy(model, section);
    if (!proxy) return;
    const stick = ['stick on', 'stick match', 'stick store-request'].flatMap((keyword) => ownLines(model, proxy, keyword))[0];
    if (!stick && setting(model, proxy, statisticsLines) === undefined) return;
    const mask = processesOf(model, proxy);
    if (mask === undefined || !isMany(mask)) return;
    statistics(model, proxy, (line, message) => (section.body.includes(line) ? report(line, keywordAt(line), message) : report(section.header, 1, message)));
    if (stick && !stick.uncertain) report(stick, 0, text('what a process sticks to is not known to the others'));
  },
};
