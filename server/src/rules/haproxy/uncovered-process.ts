// Processes that are named but do not run; upstream: check_config_validity() up to 2.4.
import type { Report } from '../../core/rule';
import { text } from '../../core/text';
import { globalPlacement, isMany, type Limit, type Placement, placementOf } from '../../haproxy/processes';
import { checkedProxy, keywordAt } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';

/** Whether nothing that a limit names is there. */
function isOutside({ asked, left }: Limit): boolean {
  return asked !== 0n && (asked & left) === 0n;
}

function tell({ own, binds }: Placement, owner: string, report: Report): void {
  if (own && isOutside(own))
    report(own.line, keywordAt(own.line), isMany(own.asked) ? text('`nbproc` starts none of these processes: {0} runs on all', owner) : text('`nbproc` does not start this process: {0} runs on the first one', owner));
  for (const bound of binds) {
    if (isOutside(bound))
      report(bound.line, bound.word, isMany(bound.asked) ? text('{0} runs on none of these processes: the line is taken by all of its own', owner) : text('{0} does not run on this process: the line is taken by its first one', owner));
  }
}

export const uncoveredProcess: HaproxyRule = {
  id: 'uncovered-process',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A line is limited to processes that do not run.',
  releases: '-2.4',
  kinds: ['global', ...checkedKinds],
  anywhere: ['bind-process', 'stats bind-process', 'bind/process'],
  checkPart(model, section, report) {
    if (section.kind === 'global') {
      const placement = globalPlacement(model, section);
      if (placement) tell(placement, text('what `stats socket` opens'), report);
      return;
    }
    const proxy = checkedProxy(model, section);
    const placement = proxy && placementOf(model, proxy);
    if (!placement) return;
    const { own } = placement;
    const here = !own || section.body.includes(own.line);
    tell(here ? placement : { ...placement, own: undefined }, text('{0} `{1}`', proxy.kind, proxy.name), report);
    if (!here && isOutside(own)) report(section.header, 1, text('the inherited `bind-process` names no process that `nbproc` starts'));
  },
};
