// Without `timeout check` a check that hangs after the connection is only given up after `inter`.

import { insertAfter } from '../../core/edits';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import { apiPool, likelyApiServer } from '../../haproxy/api-servers';
import { healthCheckOf } from '../../haproxy/health-checks';
import { effectiveLine } from '../../haproxy/proxies';
import { backendKinds, type HaproxyRule } from '../../haproxy/rule';

export const apiServerMissingCheckTimeout: HaproxyRule = {
  id: 'api-server-missing-check-timeout',
  severity: 'information',
  origin: 'advice',
  summary: 'The backend of API servers has no `timeout check`.',
  kinds: backendKinds,
  holds: [likelyApiServer],
  checkPart(model, section, report) {
    const told = new Set<Statement>();
    const pool = apiPool(model, section);
    if (!pool) return;
    const { backend } = pool;
    if (effectiveLine(model, backend, 'timeout check') || !healthCheckOf(model, backend).servers.some(({ checked }) => checked)) return;
    const anchor = effectiveLine(model, backend, 'timeout connect')?.line;
    const line = anchor ?? backend.section.header;
    if (told.has(line)) return;
    told.add(line);
    report(line, { start: 0, end: line.length }, text('no `timeout check`: a check that hangs is given up after `inter` only, and counts from the connection on'), {
      fixes: [{ title: text('Add `timeout check 10s`'), safe: false, edits: [anchor ? insertAfter(model.tree, anchor, ['timeout check 10s']) : insertAfter(model.tree, line, ['timeout check 10s'], '    ')] }],
    });
  },
};
