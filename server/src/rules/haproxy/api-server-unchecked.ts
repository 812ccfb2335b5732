// An API server that HAProxy never checks stays in the pool when it dies.

import { text } from '../../core/text';
import { apiPool, likelyApiServer } from '../../haproxy/api-servers';
import { healthCheckFixes } from '../../haproxy/health-check-fix';
import { healthCheckOf } from '../../haproxy/health-checks';
import { backendKinds, type HaproxyRule } from '../../haproxy/rule';

export const apiServerUnchecked: HaproxyRule = {
  id: 'api-server-unchecked',
  severity: 'warning',
  origin: 'advice',
  summary: 'An API server without `check` stays in the pool when it is down.',
  kinds: backendKinds,
  holds: [likelyApiServer],
  checkPart(model, section, report) {
    const pool = apiPool(model, section);
    if (!pool) return;
    const { backend } = pool;
    const check = healthCheckOf(model, backend);
    const [first, ...others] = check.servers.filter((server) => !server.checked);
    if (!first) return;
    const message = text('API server `{0}` is not checked: it stays in the pool when it is down', first.line.words[1]?.text ?? '');
    const notes = others.map(({ line }) => ({ start: line.start, end: line.start + line.length, message: text('not checked either') }));
    report(first.line, 1, message, { notes, fixes: healthCheckFixes(model, check) });
  },
};
