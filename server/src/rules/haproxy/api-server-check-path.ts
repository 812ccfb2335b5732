// An HTTPS check of an API server that asks for something else than a health endpoint.

import { text } from '../../core/text';
import { apiPool, likelyApiServer } from '../../haproxy/api-servers';
import { healthCheckFixes } from '../../haproxy/health-check-fix';
import { checkedPath, checksTls, healthCheckOf } from '../../haproxy/health-checks';
import { isRefused } from '../../haproxy/names';
import { backendKinds, type HaproxyRule } from '../../haproxy/rule';

const healthEndpoint = /^\/(healthz|readyz|livez)([/?]|$)/;

export const apiServerCheckPath: HaproxyRule = {
  id: 'api-server-check-path',
  severity: 'warning',
  origin: 'advice',
  summary: 'The HTTPS check of API servers does not ask for a health endpoint.',
  kinds: backendKinds,
  holds: [likelyApiServer],
  checkPart(model, section, report) {
    const pool = apiPool(model, section);
    if (!pool) return;
    const { backend } = pool;
    const check = healthCheckOf(model, backend);
    const option = check.option;
    if (option?.name !== 'option httpchk' || !checksTls(check)) return;
    // What the check asks is not known while a line of it is refused.
    if (check.rules.some((line) => isRefused(model, line))) return;
    const path = checkedPath(model, check);
    if (path === undefined || healthEndpoint.test(path)) return;
    const line = option.proxy === backend ? option.line : check.servers[0]?.line;
    if (!line) return;
    const message = text('the check asks `{0}`, which tells nothing of an API server: ask `/healthz`, `/readyz` or `/livez`', path);
    report(line, { start: 0, end: line.length }, message, { fixes: healthCheckFixes(model, check) });
  },
};
