// Filters that actions name: bandwidth limits and engines of SPOE; upstream: check_bwlim_action(), check_send_spoe_group().
import { nearest } from '../../core/near';
import { text } from '../../core/text';
import { definitionsIn, lastDefines } from '../../haproxy/filter-names';
import { usesIn } from '../../haproxy/names';
import { checkedProxy } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';

/** Kinds of filters that actions name, and what they are called. */
const kinds = { bwlim: 'bandwidth filter', 'spoe-engine': 'SPOE engine' } as const;

export const undefinedFilter: HaproxyRule = {
  id: 'undefined-filter',
  severity: 'error',
  origin: 'daemon',
  summary: 'An action names a filter that the proxy does not have.',
  kinds: checkedKinds,
  holds: Object.keys(kinds).map((kind) => `@${kind}`),
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy) return;
    for (const [kind, what] of Object.entries(kinds)) {
      const uses = usesIn(model, section, kind);
      const names = uses.length > 0 ? definitionsIn(model, proxy, kind) : undefined;
      for (const { mention, statement } of uses) {
        if (!names || names.has(mention.name) || statement.uncertain) continue;
        const near = nearest(mention.name, names);
        const message = near ? text('{0} `{1}` has no {2} `{3}`: did you mean `{4}`?', proxy.kind, proxy.name, what, mention.name, near) : text('{0} `{1}` has no {2} `{3}`', proxy.kind, proxy.name, what, mention.name);
        const taken = kind === 'bwlim' && lastDefines(model, proxy, kind);
        report(statement, mention, message, taken ? { origin: 'advice', severity: 'warning' } : {});
      }
    }
  },
};
