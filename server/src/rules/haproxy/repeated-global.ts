// Global settings that count only the first time.
import { text } from '../../core/text';
import { hasMark } from '../../haproxy/marks';
import { firstOf } from '../../haproxy/once';
import type { HaproxyRule } from '../../haproxy/rule';

export const repeatedGlobal: HaproxyRule = {
  id: 'repeated-global',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A global setting is given twice: only the first one counts.',
  kinds: ['global'],
  holds: ['+once', '+twice'],
  checkPart(model, section, report) {
    for (const line of section.body) {
      const first = firstOf(model, line);
      if (!first) continue;
      const { keyword } = model.binding(line);
      const place = model.binding(first).keyword?.name ?? '';
      const notes = [{ start: first.start, end: first.start + first.length, message: text('this one counts') }];
      if (hasMark(keyword, 'twice', model)) {
        report(line, 0, text('`{0}` is on line {1} already', place, first.line + 1), { notes, severity: 'error' });
        continue;
      }
      // Most releases print an alert here but accept the file.
      const origin = hasMark(keyword, 'repeatWarns', model) ? 'daemon' : 'advice';
      report(line, 0, text('`{0}` is on line {1} already: this one is ignored', place, first.line + 1), { notes, origin });
    }
  },
};
