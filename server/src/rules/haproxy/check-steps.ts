// The order of the steps of health checks: connect, send, expect.

import type { Report } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import { checkOptions } from '../../haproxy/health-checks';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { isRefused } from '../../haproxy/names';
import { isNegated, type Proxy, proxyOf, setting } from '../../haproxy/proxies';
import { type HaproxyRule, proxyKinds } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

type Step = 'connect' | 'send' | 'expect';

/** The step that a line adds; undefined for remarks and variables, which do not count. */
function stepOf(keyword: string, family: string): Step | undefined {
  if (!keyword.startsWith(`${family} `)) return undefined;
  const word = keyword.slice(family.length + 1);
  if (word === 'connect' || word === 'expect') return word;
  return /^send(-binary|-lf|-binary-lf)?$/.test(word) ? 'send' : undefined;
}

/** Reports a `connect` that is not the first step although there are steps before it. Upstream: parse_tcpcheck_connect(). */
function checkFirst(model: HaproxyModel, line: Statement, steps: readonly Step[], report: Report): boolean {
  // 1.5 looked at the list only when it held two steps or more.
  if (steps.length < (since(model, '1.6') ? 1 : 2) || steps[0] === 'connect') return false;
  report(line, 1, text('`connect` must be the first step when there is one'));
  return true;
}

/** The steps of `http-check` lines as 2.2 and later put them together. Upstream: tcpcheck_add_http_rule(). */
function checkHttpSteps(model: HaproxyModel, proxy: Proxy, report: Report): void {
  const steps: Step[] = [];
  const options = checkOptions(model);
  const inherited = proxy.parent && setting(model, proxy.parent, options);
  if (inherited === 'unknown') return;
  let http = inherited?.line !== undefined && model.binding(inherited.line).keyword?.name === 'option httpchk';
  for (const line of proxy.section.body) {
    const name = line.active === false ? undefined : model.binding(line).keyword?.name;
    if (name === undefined || isRefused(model, line)) continue;
    if (options.includes(name) && !isNegated(line)) http = name === 'option httpchk';
    const step = stepOf(name, 'http-check');
    if (!step) continue;
    if (line.uncertain) return;
    if (step === 'connect' && checkFirst(model, line, steps, report)) continue;
    const last = steps[steps.length - 1];
    const before = step === 'send' ? 'connect' : step === 'expect' ? 'send' : 'expect';
    if (http && last && last !== before && !(step === 'expect' && last === 'expect')) {
      report(line, 1, text('`{0}` cannot follow `{1}`: the step `{2}` is missing between them', step, last, before));
      continue;
    }
    steps.push(step);
  }
}

/** Before 2.2 there is one `http-check expect`; connections are a matter of `tcp-check` alone. */
function checkOldSteps(model: HaproxyModel, proxy: Proxy, report: Report): void {
  let expected: Statement | undefined;
  for (const line of proxy.section.body) {
    if (line.active === false || model.binding(line).keyword?.name !== 'http-check expect') continue;
    if (expected && !isRefused(model, line)) report(line, 1, text('`http-check expect` stands on line {0} already: there can be one only', expected.line + 1));
    if (!line.uncertain) expected ??= line;
  }
}

function checkTcpSteps(model: HaproxyModel, proxy: Proxy, report: Report): void {
  const steps: Step[] = [];
  for (const line of proxy.section.body) {
    const name = line.active === false ? undefined : model.binding(line).keyword?.name;
    const step = name === undefined || isRefused(model, line) ? undefined : stepOf(name, 'tcp-check');
    if (!step) continue;
    if (line.uncertain) return;
    if (step !== 'connect' || !checkFirst(model, line, steps, report)) steps.push(step);
  }
}

/** Whether a section has lines for two steps: one alone is always in order. */
function hasSeveral(model: HaproxyModel, section: Section): boolean {
  let count = 0;
  for (const line of section.body) {
    const keyword = model.binding(line).keyword?.name ?? '';
    if ((stepOf(keyword, 'tcp-check') ?? stepOf(keyword, 'http-check')) && ++count > 1) return true;
  }
  return false;
}

export const checkSteps: HaproxyRule = {
  id: 'check-steps',
  severity: 'error',
  origin: 'daemon',
  summary: 'The steps of a health check stand in an order that cannot be run.',
  kinds: proxyKinds,
  holds: ['tcp-check *', 'http-check *'],
  checkPart(model, section, report) {
    const modern = since(model, '2.2');
    const proxy = proxyOf(model, section);
    if (!proxy || !hasSeveral(model, section)) return;
    checkTcpSteps(model, proxy, report);
    if (modern) checkHttpSteps(model, proxy, report);
    else checkOldSteps(model, proxy, report);
  },
};
