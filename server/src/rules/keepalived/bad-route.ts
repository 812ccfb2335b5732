// Routes that the daemon drops. Upstream: alloc_route() of vrrp_iproute.c.
import type { Report, Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { KeepalivedModel } from '../../keepalived/model';
import { entriesOf, innerBlocks, isTaken, slotOf } from '../../keepalived/reading';
import { fromRelease } from '../../keepalived/releases';
import type { Address } from '../../keepalived/values/addresses';

function checkLine(model: KeepalivedModel, line: Statement, fixed: boolean, report: Report): void {
  if (!isTaken(model, line) || line.words.some((word) => word.opaque)) return;
  const { slots, values } = model.binding(line);
  const has = (...words: string[]) => slots.find(({ node }) => node.kind === 'literal' && words.includes(node.word));
  const families = new Set(values.flatMap(({ kind, value }) => (kind === 'address' ? [(value as Address).family] : [])));
  const from = has('from');
  if (families.size > 1 && !has('inet', 'inet6', 'nexthop')) report(line, 0, text('IPv4 and IPv6 in one route: it is dropped'));
  else if (!slotOf(model, line, 'destination')) report(line, 0, text('this route has no destination: it is dropped'));
  else if (from && !families.has(6)) report(line, from.word, text('`from` is for IPv6 routes only: the route is dropped'));
  const hops = has('nexthop')?.word ?? Number.POSITIVE_INFINITY;
  const device = slots.find(({ node, word }) => node.kind === 'literal' && (node.word === 'dev' || node.word === 'oif') && word < hops);
  const group = has('track_group');
  if (fixed && group && !device) report(line, group.word, text('`track_group` needs `dev`: it is ignored'));
  const untracked = has('no_track');
  if (!fromRelease(model, '2.3.4') && fromRelease(model, '2.0.10') && !device && !untracked) report(line, 0, text('this route has no `dev`: it is not tracked'), { severity: 'warning' });
}

export const badRoute: Rule<KeepalivedModel> = {
  id: 'bad-route',
  severity: 'error',
  origin: 'daemon',
  summary: 'A route is dropped or not tracked.',
  check(model, report) {
    for (const line of entriesOf(model.file, 'static_routes')) checkLine(model, line, true, report);
    for (const block of innerBlocks(model.file, 'vrrp_instance')) for (const line of entriesOf(block, 'vrrp_instance/virtual_routes')) checkLine(model, line, false, report);
  },
};
