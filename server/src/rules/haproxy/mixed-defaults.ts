// One `defaults` section should be used by its name or as the last one above, not both.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import { inheritanceOf } from '../../haproxy/defaults';
import type { HaproxyModel } from '../../haproxy/model';
import { since } from '../../haproxy/since';

export const mixedDefaults: Rule<HaproxyModel> = {
  id: 'mixed-defaults',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A `defaults` section is used both by name and because it is the last one above.',
  check(model, report) {
    for (const [section, { from, fault }] of inheritanceOf(model)) {
      if (fault !== 'mixed' || !from) continue;
      // 2.5 to 2.8 print an alert but accept the file.
      const notes = [{ start: from.header.start, end: from.header.start + from.header.length, message: text('these defaults') }];
      report(section.header, 1, text('`defaults {0}` is used both by `from` and as the last one above', from.name), { notes, origin: since(model, '2.9') ? 'daemon' : 'advice' });
    }
  },
};
