// Interfaces that are in two groups of announcements. Upstream: garp_group_interface_handler() and garp_group_interfaces_handler().
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { KeepalivedModel } from '../../keepalived/model';
import { entriesOf, innerBlocks, takenLines } from '../../keepalived/reading';
import { fromRelease } from '../../keepalived/releases';

export const garpInterfaces: Rule<KeepalivedModel> = {
  id: 'garp-interfaces',
  severity: 'error',
  origin: 'daemon',
  summary: 'An interface is in two garp groups.',
  check(model, report) {
    if (!fromRelease(model, '2.0.10')) return;
    const seen = new Set<string>();
    for (const block of innerBlocks(model.file, 'garp_group')) {
      const lines = [...takenLines(model, block, 'interface').map((line) => ({ line, from: 1, to: 2 })), ...entriesOf(block, 'garp_group/interfaces').map((line) => ({ line, from: 0, to: line.words.length }))];
      for (const { line, from, to } of lines) {
        line.words.slice(from, to).forEach((word, i) => {
          if (seen.has(word.text)) report(line, from + i, text('`{0}` is in a garp_group already: it stays there', word.text));
          seen.add(word.text);
        });
      }
    }
  },
};
