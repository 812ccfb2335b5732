// Blocks whose name an earlier block of their kind bears: the daemon skips them. Upstream: vrrp_handler(), vrrp_sync_group_handler(), alloc_bfd() ...
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { KeepalivedModel } from '../../keepalived/model';
import { innerBlocks, isTaken } from '../../keepalived/reading';

const skipped = ['vrrp_instance', 'vrrp_sync_group', 'track_group', 'bfd_instance'];
/** Kinds of which the first block of a name is used, without a word. */
const shadowed = ['vrrp_script', 'track_file', 'vrrp_track_process', 'virtual_server_group'];

export const duplicateBlock: Rule<KeepalivedModel> = {
  id: 'duplicate-block',
  severity: 'error',
  origin: 'daemon',
  summary: 'Two blocks of one kind have the same name.',
  check(model, report) {
    for (const path of [...skipped, ...shadowed]) {
      const seen = new Map<string, number>();
      for (const { header } of innerBlocks(model.file, path)) {
        const name = header?.words[1];
        if (!header || !name || name.opaque || !isTaken(model, header)) continue;
        const earlier = seen.get(name.text);
        if (earlier === undefined) seen.set(name.text, header.line);
        else if (skipped.includes(path)) report(header, 1, text('`{0}` is defined on line {1} already: this block is skipped', name.text, earlier + 1));
        else report(header, 1, text('`{0}` is defined on line {1} already: this block has no effect', name.text, earlier + 1), { severity: 'warning', origin: 'advice' });
      }
    }
  },
};
