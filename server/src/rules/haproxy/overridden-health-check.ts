// Two options that each choose the health check: the later one silently replaces the earlier one.

import { removeLine } from '../../core/edits';
import type { Fix } from '../../core/problem';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import { apiPool } from '../../haproxy/api-servers';
import { healthCheckFixes } from '../../haproxy/health-check-fix';
import { checkOptionLines, healthCheckOf } from '../../haproxy/health-checks';
import { proxyOf } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';

export const overriddenHealthCheck: HaproxyRule = {
  id: 'overridden-health-check',
  severity: 'warning',
  origin: 'advice',
  summary: 'A later option replaces the health check that an earlier one asked for.',
  kinds: ['defaults', 'backend', 'listen'],
  holds: ['option *'],
  checkPart(model, section, report) {
    const source = (line: Statement) => model.tree.source.slice(line.start, line.start + line.length);
    const proxy = proxyOf(model, section);
    if (!proxy) return;
    if (proxy.kind === 'frontend' || checkOptionLines(model, proxy).length < 2) return;
    const check = healthCheckOf(model, proxy);
    const winner = check.option?.proxy === proxy ? check.option.line : undefined;
    if (!winner) return;
    for (const line of check.overridden) {
      const message = text('`{0}` is never done: `{1}` in line {2} replaces it', source(line), source(winner), winner.line + 1);
      const others: Fix[] = [
        { title: text('Remove `{0}`', source(winner)), safe: false, edits: [removeLine(model.tree, winner)] },
        { title: text('Remove `{0}`', source(line)), safe: true, edits: [removeLine(model.tree, line)] },
      ];
      const notes = [{ start: winner.start, end: winner.start + winner.length, message: text('this option wins') }];
      report(line, { start: 0, end: line.length }, message, { notes, fixes: apiPool(model, section) ? [...healthCheckFixes(model, check), ...others] : others });
    }
  },
};
