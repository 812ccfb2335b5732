// How many of a tracked process must and may run. Upstream: vrrp_tprocess_quorum_handler() and vrrp_tprocess_quorum_max_handler().
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { KeepalivedModel } from '../../keepalived/model';
import { innerBlocks, isTaken } from '../../keepalived/reading';

export const processQuorum: Rule<KeepalivedModel> = {
  id: 'process-quorum',
  severity: 'error',
  origin: 'daemon',
  summary: 'quorum is above quorum_max.',
  check(model, report) {
    for (const block of innerBlocks(model.file, 'vrrp_track_process')) {
      let least = 1;
      let most = Number.POSITIVE_INFINITY;
      for (const line of block.lines) {
        const keyword = model.binding(line).keyword?.name;
        const value = Number(line.words[1]?.text);
        if ((keyword !== 'quorum' && keyword !== 'quorum_max') || !isTaken(model, line) || Number.isNaN(value)) continue;
        if (keyword === 'quorum' && value > most) report(line, 1, text('the quorum is above `quorum_max`: the line is ignored'));
        else if (keyword === 'quorum') least = value;
        else if ((value > 0 || least > 1) && value < least) report(line, 1, text('`quorum_max` is below the quorum: the line is ignored'));
        else {
          most = value;
          least = value === 0 ? 0 : Math.max(least, 1);
        }
      }
    }
  },
};
