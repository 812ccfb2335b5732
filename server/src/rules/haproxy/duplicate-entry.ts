// Users, groups, name servers and kinds of checks that a section names twice.
import { text } from '../../core/text';
import type { HaproxyRule } from '../../haproxy/rule';
import { repeatedIn } from '../../haproxy/unique';

export const duplicateEntry: HaproxyRule = {
  id: 'duplicate-entry',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A user, group or name server stands twice in its section.',
  holds: ['+unique'],
  checkPart(model, section, report) {
    for (const { line, first, refused, what } of repeatedIn(model, section)) {
      const message = refused ? text('`{0}` is on line {1} already', what, first.line + 1) : text('`{0}` is on line {1} already: this one is ignored', what, first.line + 1);
      report(line, 1, message, { severity: refused ? 'error' : 'warning', notes: [{ start: first.start, end: first.start + first.length, message: text('the first one') }] });
    }
  },
};
