// An HTTPS check of an API server that asks for something else than a health endpoint.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import { apiPools } from '../../haproxy/api-servers';
import { healthCheckFixes } from '../../haproxy/health-check-fix';
import { checkedPath, checksTls, healthCheckOf } from '../../haproxy/health-checks';
import type { HaproxyModel } from '../../haproxy/model';

const healthEndpoint = /^\/(healthz|readyz|livez)([/?]|$)/;

export const apiServerCheckPath: Rule<HaproxyModel> = {
  id: 'api-server-check-path',
  severity: 'warning',
  origin: 'advice',
  summary: 'The HTTPS check of API servers does not ask for a health endpoint.',
  check(model, report) {
    for (const { backend } of apiPools(model)) {
      const check = healthCheckOf(model, backend);
      const option = check.option;
      if (option?.name !== 'option httpchk' || !checksTls(check)) continue;
      const path = checkedPath(model, check);
      if (path === undefined || healthEndpoint.test(path)) continue;
      const line = option.proxy === backend ? option.line : check.servers[0]?.line;
      if (!line) continue;
      const message = text('the check asks `{0}`, which tells nothing of an API server: ask `/healthz`, `/readyz` or `/livez`', path);
      report(line, { start: 0, end: line.length }, message, { fixes: healthCheckFixes(model, check) });
    }
  },
};
