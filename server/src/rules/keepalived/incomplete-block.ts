// Blocks that lack the line without which they are nothing: the daemon removes them. Upstream: vrrp_vscript_end_handler() and its like.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { KeepalivedModel } from '../../keepalived/model';
import { blocksOfKind, type Kind, kinds, whyDropped } from '../../keepalived/named-things';
import { closingBrace, innerBlocks, linesOf, takenLines } from '../../keepalived/reading';
import { fromRelease } from '../../keepalived/releases';

/** Where the daemon finds out: a group of virtual servers is looked at where its block ends. */
function describe(kind: Kind, name: string, reason: string): string {
  if (reason === 'entries') return text('`{0}` has no address: it is removed', name);
  if (reason === 'group') return text('`{0}` has no members: it is removed', name);
  if (reason === 'user') return text('{0} `{1}` has no user to run under: it is removed', kind, name);
  return text('{0} `{1}` has no `{2}`: it is removed', kind, name, reason);
}

export const incompleteBlock: Rule<KeepalivedModel> = {
  id: 'incomplete-block',
  severity: 'error',
  origin: 'daemon',
  summary: 'A block lacks what it is for.',
  check(model, report) {
    for (const kind of kinds) {
      for (const block of blocksOfKind(model, kind)) {
        const reason = whyDropped(model, kind, block);
        if (!block.header || !reason || reason === 'header') continue;
        if (linesOf(model, block, reason).some((line) => line.words.some((word) => word.opaque))) continue;
        report(block.header, closingBrace(block.header), describe(kind, block.header.words[1]?.text ?? '', reason));
      }
    }
    for (const block of innerBlocks(model.file, 'garp_group')) {
      const timed = ['garp_interval', 'gna_interval'].some((keyword) => takenLines(model, block, keyword).length > 0);
      if (!timed && block.header) report(block.header, closingBrace(block.header), text('this group has neither `garp_interval` nor `gna_interval`: it is removed'));
    }
    for (const block of innerBlocks(model.file, 'bfd_instance')) {
      const name = block.header?.words[1]?.text ?? '';
      if (!block.header || ['neighbor_ip', 'neighbour_ip'].some((keyword) => linesOf(model, block, keyword).length > 0)) continue;
      report(block.header, closingBrace(block.header), text('bfd_instance `{0}` has no `neighbor_ip`: it is removed', name));
    }
    for (const group of innerBlocks(model.file, 'track_group')) {
      const list = innerBlocks(group, 'track_group/group')[0];
      if (list?.header && list.lines.length === 0) report(list.header, closingBrace(list.header), text('the list of members is empty'), { severity: fromRelease(model, '2.0.10') ? 'warning' : 'information' });
    }
    for (const block of innerBlocks(model.file, 'global_defs'))
      for (const list of innerBlocks(block, 'global_defs/notification_email')) if (list.header && list.lines.length === 0) report(list.header, closingBrace(list.header), text('the list of addresses is empty'), { severity: 'warning' });
  },
};
