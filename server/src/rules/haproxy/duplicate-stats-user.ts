// Users of the statistics page that come twice; upstream: stats_add_auth().
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import { bothRead } from '../../haproxy/names';
import { linesOf } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';

export const duplicateStatsUser: HaproxyRule = {
  id: 'duplicate-stats-user',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A user of the statistics page is given twice: only the first password counts.',
  holds: ['stats auth'],
  checkPart(model, section, report) {
    const seen = new Map<string, Statement>();
    for (const line of linesOf(model, section, 'stats auth')) {
      const account = line.words[2];
      if (!account || account.opaque) continue;
      const user = account.text.split(':', 1)[0] ?? '';
      const first = seen.get(user);
      if (!first) seen.set(user, line);
      else if (bothRead(first, line)) {
        const notes = [{ start: first.start, end: first.start + first.length, message: text('the first one') }];
        report(line, 2, text('user `{0}` is on line {1} already: this one is ignored', user, first.line + 1), { notes });
      }
    }
  },
};
