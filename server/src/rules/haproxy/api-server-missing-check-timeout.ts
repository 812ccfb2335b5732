// Without `timeout check` a check that hangs after the connection is only given up after `inter`.
import { insertAfter } from '../../core/edits';
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import { apiPools } from '../../haproxy/api-servers';
import { healthCheckOf } from '../../haproxy/health-checks';
import type { HaproxyModel } from '../../haproxy/model';
import { effectiveLine } from '../../haproxy/proxies';

export const apiServerMissingCheckTimeout: Rule<HaproxyModel> = {
  id: 'api-server-missing-check-timeout',
  severity: 'information',
  origin: 'advice',
  summary: 'The backend of API servers has no `timeout check`.',
  check(model, report) {
    const told = new Set<Statement>();
    for (const { backend } of apiPools(model)) {
      if (effectiveLine(model, backend, 'timeout check') || !healthCheckOf(model, backend).servers.some(({ checked }) => checked)) continue;
      const anchor = effectiveLine(model, backend, 'timeout connect')?.line;
      const line = anchor ?? backend.section.header;
      if (told.has(line)) continue;
      told.add(line);
      report(line, { start: 0, end: line.length }, text('no `timeout check`: a check that hangs is given up after `inter` only, and counts from the connection on'), {
        fixes: [{ title: text('Add `timeout check 10s`'), safe: false, edits: [anchor ? insertAfter(model.tree, anchor, ['timeout check 10s']) : insertAfter(model.tree, line, ['timeout check 10s'], '    ')] }],
      });
    }
  },
};
