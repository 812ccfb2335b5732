// One `defaults` section should be used by its name or as the last one above, not both.

import { text } from '../../core/text';
import type { HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';
import { longHeader, standingOf } from '../../haproxy/standing';

export const mixedDefaults: HaproxyRule = {
  id: 'mixed-defaults',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A `defaults` section is used both by name and because it is the last one above.',
  anywhere: [longHeader],
  checkPart(model, section, report) {
    const found = standingOf(model, section);
    const from = found?.fault === 'mixed' ? found.from : undefined;
    if (!from) return;
    // 2.5 to 2.8 print an alert but accept the file.
    const notes = [{ start: from.header.start, end: from.header.start + from.header.length, message: text('these defaults') }];
    report(section.header, 1, text('`defaults {0}` is used both by `from` and as the last one above', from.name), { notes, origin: since(model, '2.9') ? 'daemon' : 'advice' });
  },
};
