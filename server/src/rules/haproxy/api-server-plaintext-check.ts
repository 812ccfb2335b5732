// An HTTP check of an API server without TLS: the API server answers 400, so every server is marked down, or the check is void.

import { text } from '../../core/text';
import { apiPool, likelyApiServer } from '../../haproxy/api-servers';
import { healthCheckFixes } from '../../haproxy/health-check-fix';
import { checksTls, healthCheckOf } from '../../haproxy/health-checks';
import { backendKinds, type HaproxyRule } from '../../haproxy/rule';

export const apiServerPlaintextCheck: HaproxyRule = {
  id: 'api-server-plaintext-check',
  severity: 'warning',
  origin: 'advice',
  summary: 'The HTTP check of API servers does not use TLS.',
  kinds: backendKinds,
  holds: [likelyApiServer],
  checkPart(model, section, report) {
    const pool = apiPool(model, section);
    if (!pool) return;
    const { backend } = pool;
    const check = healthCheckOf(model, backend);
    const option = check.option;
    const server = check.servers.find(({ checked }) => checked);
    if (option?.name !== 'option httpchk' || !server || checksTls(check)) return;
    const line = option.proxy === backend ? option.line : server.line;
    const message = text('the check asks in plain HTTP, but API servers speak TLS only: every answer is a 400, all are marked down');
    report(line, { start: 0, end: line.length }, message, { fixes: healthCheckFixes(model, check) });
  },
};
