// A check script that asks the API server only where the virtual address is.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import { findingsIn } from '../../ha/scripts';
import type { KeepalivedModel } from '../../keepalived/model';

export const checkOnlyWithAddress: Rule<KeepalivedModel> = {
  id: 'check-only-with-address',
  severity: 'warning',
  origin: 'advice',
  summary: 'A check script asks only where the virtual address is.',
  check(model, report) {
    for (const { kind, line, at, file } of findingsIn(model)) {
      const where = file === undefined ? text('the command') : text('line {0} of `{1}`', line + 1, file);
      if (kind === 'guarded-by-vip') report(at, 1, text('{0} asks only where the virtual address is: the other nodes count as well even if they are not', where));
      else if (kind === 'partly-guarded') report(at, 1, text('{0} asks more where the virtual address is: a node may fail only once it has taken the address over', where), { severity: 'information' });
    }
  },
};
