// Slots of captures that rules fill by number; upstream: check_http_req_capture(), check_http_res_capture().
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import { linesThatKeep } from '../../haproxy/contents';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { checkedRules, type Proxy } from '../../haproxy/proxies';
import { type HaproxyRule, proxyKinds } from '../../haproxy/rule';
import { since } from '../../haproxy/since';
import type { CaptureSlot } from '../../haproxy/values/captures';

interface Use {
  readonly line: Statement;
  readonly word: number;
  readonly slot: CaptureSlot;
}

/** What the lines of a section make and fill. */
function capturesIn(model: HaproxyModel, section: Section): Use[] {
  const found: Use[] = [];
  for (const line of linesThatKeep(model, section, 'capture')) {
    for (const { kind, word, value } of model.binding(line).values) if (kind === 'capture') found.push({ line, word, slot: value as CaptureSlot });
  }
  return found;
}

/** How many slots a proxy has: its own, and those for requests that its defaults made. */
function slotsOf(model: HaproxyModel, proxy: Proxy, side: CaptureSlot['side']): number {
  const own = capturesIn(model, proxy.section).filter(({ slot }) => slot.number === undefined && slot.side === side).length;
  return own + (proxy.parent && side === 'request' && since(model, '2.6') ? slotsOf(model, proxy.parent, side) : 0);
}

export const undefinedCapture: HaproxyRule = {
  id: 'undefined-capture',
  severity: 'error',
  origin: 'daemon',
  summary: 'A rule fills a slot of captures that does not exist.',
  releases: '1.7+',
  kinds: proxyKinds,
  holds: ['~capture'],
  checkPart(model, section, report) {
    const proxy = checkedRules(model, section);
    // From 2.2 on only frontends are looked at: a backend fills the slots of the frontend that the request came through.
    if (!proxy || (!proxy.frontend && since(model, '2.2'))) return;
    for (const { line, word, slot } of capturesIn(model, section)) {
      if (slot.number === undefined || line.uncertain) continue;
      const count = slotsOf(model, proxy, slot.side);
      if (slot.number >= count) report(line, word, text('there is no slot {0}: {1} `{2}` has {3} for captures of the {4}', slot.number, proxy.kind, proxy.name, count, slot.side));
    }
  },
};
