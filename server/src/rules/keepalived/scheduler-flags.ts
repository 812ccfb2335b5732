// Flags and options that only go with others. Upstream: lbflags_handler(), svr_forwarding_handler(), ssvri_handler(), pgr_handler() of check_parser.c.
import type { Report, Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { Block } from '../../keepalived/blocks';
import type { KeepalivedModel } from '../../keepalived/model';
import { innerBlocks, isTaken, literalAt } from '../../keepalived/reading';
import { fromRelease } from '../../keepalived/releases';
import { readAddress } from '../../keepalived/values/addresses';
import { type VirtualServer, virtualServersOf } from '../../keepalived/virtual-servers';

const flags = new Set(['sh-port', 'sh-fallback', 'mh-port', 'mh-fallback']);

function checkTunnel(model: KeepalivedModel, line: Statement, report: Report): void {
  const type = literalAt(model, line, 'type');
  const tunnel = type === undefined ? 'ipip' : line.words[type + 1]?.text;
  const port = literalAt(model, line, 'port');
  if ((tunnel === 'gue') !== (port !== undefined)) report(line, port ?? type ?? 0, tunnel === 'gue' ? text('a `gue` tunnel needs a port') : text('only a `gue` tunnel has a port'));
  else if (tunnel === 'ipip' && (literalAt(model, line, 'csum') ?? literalAt(model, line, 'remcsum')) !== undefined) report(line, type ?? 0, text('an `ipip` tunnel has no checksums'));
  else if (tunnel === 'gre' && literalAt(model, line, 'remcsum') !== undefined) report(line, type ?? 0, text('a `gre` tunnel has no remote checksums'));
}

/** Whether the inet_aton() of the C library reads a word. */
const isMask = (word: string) => readAddress(word)?.family === 4 || (/^(0x[0-9a-f]+|\d+)(\.(0x[0-9a-f]+|\d+)){0,3}$/i.test(word) && word.split('.').length < 4);

function checkGranularity(model: KeepalivedModel, line: Statement, server: VirtualServer, report: Report): void {
  const word = line.words[1];
  if (!word || word.opaque) return;
  const six = server.kind === 'address' ? server.family === 6 : !word.text.includes('.');
  if (six) {
    if (!/^\s*\+?\d+$/.test(word.text) || Number(word.text) < 1 || Number(word.text) > 128) report(line, 1, text('`{0}` is no prefix length from 1 to 128', word.text));
  } else if (!isMask(word.text)) report(line, 1, text('`{0}` is no netmask', word.text));
  else if (!fromRelease(model, '2.0.20')) {
    const parts = word.text.split('.').map(Number);
    const last = parts.pop() ?? 0;
    const bits = [...parts, ...[3, 2, 1, 0].slice(parts.length).map((shift) => (last / 256 ** shift) & 255)].map((part) => part.toString(2).padStart(8, '0')).join('');
    if (!/^1*0*$/.test(bits)) report(line, 1, text('the bits of `{0}` have a gap', word.text));
  }
}

function checkLines(model: KeepalivedModel, server: VirtualServer, report: Report): void {
  let scheduler: string | undefined;
  let sorry = false;
  for (const line of server.block.lines) {
    const keyword = model.binding(line).keyword?.name ?? '';
    const taken = isTaken(model, line);
    if ((keyword === 'lb_algo' || keyword === 'lvs_sched') && taken) scheduler = line.words[1]?.text;
    else if (keyword === 'sorry_server' && taken) sorry = true;
    else if ((keyword === 'sorry_server_inhibit' || keyword === 'sorry_server_lvs_method') && !sorry) report(line, 0, text('`{0}` is ignored: there is no `sorry_server` above', keyword));
    else if ((flags.has(keyword) || (keyword === 'hashed' && fromRelease(model, '2.1.5'))) && scheduler !== 'sh' && scheduler !== 'mh')
      report(line, 0, text('`{0}` is ignored: the scheduler above is not `{1}`', keyword, keyword.startsWith('mh') ? 'mh' : 'sh'));
    else if (keyword === 'persistence_granularity') checkGranularity(model, line, server, report);
    else if (keyword === 'ip_family' && taken && server.kind === 'address' && server.family !== (line.words[1]?.text === 'inet6' ? 6 : 4))
      report(line, 1, text('`{0}` contradicts the address: the line is ignored', line.words[1]?.text ?? ''));
  }
}

export const schedulerFlags: Rule<KeepalivedModel> = {
  id: 'scheduler-flags',
  severity: 'error',
  origin: 'daemon',
  summary: 'An option of a virtual server only goes with another one.',
  check(model, report) {
    for (const server of virtualServersOf(model)) {
      checkLines(model, server, report);
      for (const block of [server.block, ...innerBlocks(server.block, 'virtual_server/real_server')] satisfies Block[])
        for (const line of block.lines) if (/^(lb_kind|lvs_method|sorry_server_lvs_method)$/.test(model.binding(line).keyword?.name ?? '') && isTaken(model, line) && fromRelease(model, '2.0.20')) checkTunnel(model, line, report);
    }
  },
};
