// Settings of a virtual server that are not there or do not fit, and what is taken instead; told from 2.0.20 on. Upstream: validate_check_config().
import type { Report, Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { KeepalivedModel } from '../../keepalived/model';
import { lastLine, takenLines } from '../../keepalived/reading';
import { fromRelease } from '../../keepalived/releases';
import { groupEntries, type VirtualServer, virtualServersOf } from '../../keepalived/virtual-servers';

function check(model: KeepalivedModel, server: VirtualServer, report: Report): void {
  const { header, block, kind, group, port, protocol, method, scheduler, servers, sorry } = server;
  const entries = group ? groupEntries(model, group) : [];
  const marks = entries.some(({ mark }) => mark);
  const addresses = entries.some(({ mark }) => !mark);
  const byAddress = kind === 'address' || addresses;
  const suspend = lastLine(model, block, 'ha_suspend');
  if (suspend && (kind === 'fwmark' || marks)) report(suspend, 0, text('`ha_suspend` does not go with firewall marks: it is ignored'));
  if (byAddress && !protocol) report(header, 0, text('there is no `protocol`: UDP is taken'));
  const persistent = takenLines(model, block, 'persistence_timeout').length > 0 || takenLines(model, block, 'persistence_granularity').length > 0;
  if (!persistent && (kind === 'address' ? port === 0 : entries.some((entry) => !entry.mark && entry.port === 0))) report(header, 0, text('a service without a port has to be persistent: `persistence_timeout` is set'));
  if (protocol && (kind === 'fwmark' || (marks && !addresses))) report(lastLine(model, block, 'protocol') ?? header, 0, text('`protocol` is ignored: a firewall mark has none'));
  if (!scheduler) report(header, 0, text('there is no `lb_algo`: `wlc` is taken'));
  const bare = servers.some((one) => one.method === undefined) || (sorry && sorry.method === undefined && fromRelease(model, '2.1.5'));
  if (!method && bare) report(header, 0, text('there is no `lb_kind`: NAT is taken'));
}

function checkPackets(model: KeepalivedModel, { block, kind, group, protocol }: VirtualServer, report: Report): void {
  const ops = lastLine(model, block, 'ops');
  const byAddress = kind === 'address' || (group && groupEntries(model, group).some(({ mark }) => !mark));
  if (ops && byAddress && (protocol ?? 'UDP') !== 'UDP') report(ops, 0, text('`ops` needs UDP: it is ignored'));
}

export const unsetVirtualServer: Rule<KeepalivedModel> = {
  id: 'unset-virtual-server',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A virtual server lacks a setting.',
  check(model, report) {
    if (!fromRelease(model, '2.0.10')) return;
    for (const server of virtualServersOf(model)) {
      if (server.servers.length === 0 || (server.kind === 'group' && !server.group)) continue;
      checkPackets(model, server, report);
      if (fromRelease(model, '2.0.20')) check(model, server, report);
    }
  },
};
