// Real servers that the daemon drops, and virtual servers that are left without any. Upstream: vs_end_handler(), rs_end_handler(), validate_check_config().
import type { Note } from '../../core/problem';
import type { Report, Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { KeepalivedModel } from '../../keepalived/model';
import { closingBrace } from '../../keepalived/reading';
import { fromRelease } from '../../keepalived/releases';
import { groupEntries, type VirtualServer, virtualServersOf } from '../../keepalived/virtual-servers';

function checkPorts(model: KeepalivedModel, server: VirtualServer, report: Report): void {
  const { kind, port, servers, sorry, method, group, family } = server;
  const entries = group ? groupEntries(model, group) : [];
  const warn = { severity: 'warning' } as const;
  const targets = [...servers.map((one) => ({ line: one.header, port: one.port, method: one.method ?? method ?? 'NAT' })), ...(sorry ? [{ line: sorry.line, port: sorry.port, method: sorry.method ?? method ?? 'NAT' }] : [])];
  for (const { line, port: own, method: way } of targets) {
    if (way === 'NAT' || own === 0) continue;
    if (kind === 'fwmark' || entries.some(({ mark }) => mark)) report(line, 2, text('the port is ignored: packets with a firewall mark keep theirs'), warn);
    else if (kind === 'address' && own !== port) report(line, 2, text('port {0} is taken: without NAT packets keep theirs', port), warn);
    else if (entries.some((entry) => entry.port !== own && (entry.family === undefined || entry.family === family))) report(line, 2, text('without NAT packets keep the port of the virtual server'), warn);
  }
}

/** The daemon tells of the sorry server only at the end of the virtual server. */
const noteAt = (line: Statement): Note => ({ start: line.start, end: line.start + line.length, message: text('the sorry server') });

export const realServers: Rule<KeepalivedModel> = {
  id: 'real-servers',
  severity: 'error',
  origin: 'daemon',
  summary: 'A real server is dropped, or there is none.',
  check(model, report) {
    for (const server of virtualServersOf(model)) {
      const { header, servers, foreign, sorry, family, kind, group } = server;
      for (const line of foreign) report(line, 1, text('the real server is of another address family: it is dropped'));
      if (servers.length === 0) {
        report(header, fromRelease(model, '2.2.8') ? closingBrace(header) : 0, text('the virtual server has no real server: it is ignored'));
        continue;
      }
      if (sorry && family !== undefined && sorry.address.family !== family && (sorry.method ?? server.method) !== 'TUN')
        report(header, closingBrace(header), text('the sorry server `{0}` is of another address family: it is dropped', sorry.address.address), { notes: [noteAt(sorry.line)] });
      if (kind === 'group' && !group) report(header, 2, text('there is no virtual_server_group `{0}`: the virtual server is ignored', header.words[2]?.text ?? ''), { severity: 'warning', origin: 'advice' });
      if (!fromRelease(model, '2.0.20')) continue;
      const seen = new Map<string, number>();
      for (const { header: line, address, port } of servers) {
        const key = `${address.key} ${port}`;
        const earlier = seen.get(key);
        if (earlier === undefined) seen.set(key, line.line);
        else report(line, 1, text('this real server stands on line {0} already: it is dropped', earlier + 1));
      }
      if (kind !== 'group' || group) checkPorts(model, server, report);
    }
  },
};
