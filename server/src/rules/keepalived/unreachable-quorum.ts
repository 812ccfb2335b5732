// A quorum that the real servers cannot reach. Upstream: validate_check_config() of check_data.c.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { KeepalivedModel } from '../../keepalived/model';
import { lastLine } from '../../keepalived/reading';
import { fromRelease } from '../../keepalived/releases';
import { virtualServersOf } from '../../keepalived/virtual-servers';

export const unreachableQuorum: Rule<KeepalivedModel> = {
  id: 'unreachable-quorum',
  severity: 'warning',
  origin: 'daemon',
  summary: 'The quorum is above what the real servers weigh.',
  check(model, report) {
    for (const { header, block, servers, quorum, hysteresis, kind, group } of virtualServersOf(model)) {
      if (servers.length === 0 || (kind === 'group' && !group)) continue;
      const weights = fromRelease(model, '2.0.20');
      const seen = new Set<string>();
      const kept = weights ? servers.filter(({ address, port }) => !seen.has(`${address.key} ${port}`) && seen.add(`${address.key} ${port}`)) : servers;
      const most = weights ? kept.reduce((sum, { weight }) => sum + weight, 0) : kept.length;
      const line = lastLine(model, block, 'quorum');
      if (quorum > most) report(line ?? header, line ? 1 : 0, weights ? text('the quorum is above the weights of the real servers: {0} is taken', most) : text('the quorum is above the number of real servers: {0} is taken', most));
      const reached = Math.min(quorum, most);
      const slack = lastLine(model, block, 'hysteresis');
      if (hysteresis >= reached && slack) report(slack, 1, text('the hysteresis is not below the quorum: {0} is taken', reached - 1));
    }
  },
};
