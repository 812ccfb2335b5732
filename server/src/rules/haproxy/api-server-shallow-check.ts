// A check of an API server that asks nothing: a connection or a TLS greeting, but no health endpoint.

import { text } from '../../core/text';
import { apiPool, likelyApiServer } from '../../haproxy/api-servers';
import { healthCheckFixes } from '../../haproxy/health-check-fix';
import { type HealthCheck, healthCheckOf, parameter } from '../../haproxy/health-checks';
import { backendKinds, type HaproxyRule } from '../../haproxy/rule';

/** What a check without a request tells of the server, by the option that is in effect; undefined when it may well ask something. */
function shallowness(check: HealthCheck): string | undefined {
  const name = check.option?.name;
  if (name === undefined) return text('only opens a connection');
  if (name === 'option tcp-check') return check.rules.some((rule) => /^send/.test(rule.words[1]?.text ?? '')) ? undefined : text('only opens a connection');
  if (name === 'option ssl-hello-chk') return text('only greets in SSLv3');
  return undefined;
}

export const apiServerShallowCheck: HaproxyRule = {
  id: 'api-server-shallow-check',
  severity: 'warning',
  origin: 'advice',
  summary: 'The health check of API servers asks no health endpoint.',
  kinds: backendKinds,
  holds: [likelyApiServer],
  checkPart(model, section, report) {
    const pool = apiPool(model, section);
    if (!pool) return;
    const { backend } = pool;
    const check = healthCheckOf(model, backend);
    const server = check.servers.find(({ checked }) => checked);
    const does = shallowness(check);
    if (!server || does === undefined || check.overridden.length > 0) return;
    const message = text('the check {0}, it never asks `/healthz`: a sick API server stays in the pool', does);
    const fixes = healthCheckFixes(model, check);
    const option = check.option;
    if (option && option.proxy === backend) report(option.line, { start: 0, end: option.line.length }, message, { fixes });
    else report(server.line, Math.max(parameter(model, server.line, 'check'), 0), message, { fixes });
  },
};
