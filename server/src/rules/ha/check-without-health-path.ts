// A check script that asks the API server for something other than its health.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import { findingsIn } from '../../ha/scripts';
import type { KeepalivedModel } from '../../keepalived/model';

export const checkWithoutHealthPath: Rule<KeepalivedModel> = {
  id: 'check-without-health-path',
  severity: 'warning',
  origin: 'advice',
  summary: 'A check script does not ask for a health endpoint.',
  check(model, report) {
    for (const { kind, at, file, line } of findingsIn(model)) {
      if (kind !== 'no-health-path') continue;
      const where = file === undefined ? '' : text(' (line {0} of `{1}`)', line + 1, file);
      report(at, 1, text('the check asks none of `/healthz`, `/readyz`, `/livez`: other paths tell nothing of the health of an API server{0}', where));
    }
  },
};
