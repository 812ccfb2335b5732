// BFD sessions whose addresses do not fit: the daemon drops them. Upstream: bfd_end_handler() and alloc_bfd().
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { KeepalivedModel } from '../../keepalived/model';
import { addressAt, closingBrace, innerBlocks, lastLine, switchOf, valueOf } from '../../keepalived/reading';

export const badBfdSession: Rule<KeepalivedModel> = {
  id: 'bad-bfd-session',
  severity: 'error',
  origin: 'daemon',
  summary: 'A BFD session is dropped.',
  check(model, report) {
    const seen = new Map<string, string>();
    for (const block of innerBlocks(model.file, 'bfd_instance')) {
      const header = block.header;
      const name = header?.words[1];
      if (!header || !name) continue;
      if (name.text.length > 31) report(header, 1, text('the name of a BFD session has at most {0} characters: the block is skipped', 31));
      const line = lastLine(model, block, 'neighbor_ip') ?? lastLine(model, block, 'neighbour_ip');
      const source = lastLine(model, block, 'source_ip');
      const to = line && addressAt(model, line, 1);
      const from = source && addressAt(model, source, 1);
      if (!to) continue;
      const key = `${to.key} ${from?.key ?? ''} ${switchOf(model, block, 'multihop') ?? false}`;
      const other = seen.get(key);
      if (from && from.family !== to.family) report(header, closingBrace(header), text('`source_ip` and `neighbor_ip` are of two families: the session is dropped'));
      else if (other !== undefined) report(header, closingBrace(header), text('`{0}` has this neighbour already: the session is dropped', other));
      else seen.set(key, name.text);
      const ttl = Number(valueOf(model, block, 'ttl')?.text ?? valueOf(model, block, 'hoplimit')?.text ?? (to.family === 4 ? 255 : 255));
      const hops = valueOf(model, block, 'max_hops');
      if (hops && Number(hops.text) > ttl) report(header, closingBrace(header), text('`max_hops` is above the TTL: {0} is taken', ttl), { severity: 'warning' });
    }
  },
};
