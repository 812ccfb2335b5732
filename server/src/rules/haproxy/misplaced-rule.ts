// Rules that run before others that stand above them.

import { text } from '../../core/text';
import { type Statement, wordText } from '../../core/tree';
import { isTaken } from '../../haproxy/names';
import { keywordAt, proxyOf } from '../../haproxy/proxies';
import { type HaproxyRule, proxyKinds } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

/** Kinds of rules in the order in which they run; upstream: warnif_misplaced_*(). `from`: the release that began to warn about a misplaced one. */
const order: readonly { readonly keywords: readonly string[]; readonly from?: string }[] = [
  { keywords: ['quic-initial'], from: '3.1' },
  { keywords: ['tcp-request connection'], from: '1.6' },
  { keywords: ['tcp-request session'], from: '1.7' },
  { keywords: ['tcp-request content'], from: '1.6' },
  { keywords: ['monitor fail'], from: '1.9' },
  { keywords: ['block'] },
  { keywords: ['http-request'] },
  { keywords: 'reqrep reqirep reqdel reqidel reqdeny reqideny reqallow reqiallow reqtarpit reqitarpit reqpass reqipass'.split(' ') },
  { keywords: ['reqadd'] },
  { keywords: ['redirect'] },
  { keywords: ['use_backend'] },
  { keywords: ['use-server'] },
];
const ranks = new Map(order.flatMap(({ keywords }, rank) => keywords.map((keyword) => [keyword, rank] as const)));

const known = new Map(ranks);

/** The rank of a keyword, else that of its first word, else -1. */
function rankOf(name: string): number {
  let rank = known.get(name);
  if (rank === undefined) known.set(name, (rank = ranks.get(name.slice(0, name.indexOf(' '))) ?? -1));
  return rank;
}

/** Rules on responses have an order of their own. */
const answers = new Set(['http-response', 'tcp-response content']);

export const misplacedRule: HaproxyRule = {
  id: 'misplaced-rule',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A rule stands below one that runs later.',
  kinds: proxyKinds,
  holds: [...ranks.keys(), 'redirect *', 'http-response', 'tcp-response content'],
  least: 2,
  checkPart(model, section, report) {
    const responses = since(model, '3.1');
    const proxy = proxyOf(model, section);
    if (!proxy) return;
    // Places of the rules seen so far, by rank.
    const seen: (Statement | undefined)[] = [];
    let highest = -1;
    let response: Statement | undefined;
    for (const line of proxy.section.body) {
      const name = model.binding(line).keyword?.name;
      if (name === undefined) continue;
      const rank = rankOf(name);
      if ((rank < 0 && !answers.has(name)) || wordText(line, 1) === undefined || !isTaken(model, line)) continue;
      if (name === 'http-response') response ??= line.uncertain ? undefined : line;
      if (name === 'tcp-response content' && responses && response !== undefined) report(line, keywordAt(line), text('this rule runs before the `{0}` rule on line {1}', 'http-response', response.line + 1));
      if (rank < 0) continue;
      const from = order[rank]?.from;
      if (rank < highest && (!from || since(model, from)) && rank < order.length - 2) {
        for (let later = rank + 1; later < order.length; later++) {
          const place = seen[later];
          if (place === undefined) continue;
          report(line, keywordAt(line), text('this rule runs before the `{0}` rule on line {1}', order[later]?.keywords[0] ?? '', place.line + 1));
          break;
        }
      }
      if (line.uncertain) continue;
      seen[rank] ??= line;
      if (rank > highest) highest = rank;
    }
  },
};
