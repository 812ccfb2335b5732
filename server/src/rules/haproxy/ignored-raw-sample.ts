// Conditions that read raw buffers in a proxy of mode http, where they hold nothing.

import { text } from '../../core/text';
import { readsBuffers } from '../../haproxy/expressions/checkpoints';
import { keptInSection } from '../../haproxy/expressions/kept';
import { declaredIn, readingBuffers, termThatReads } from '../../haproxy/expressions/uses';
import { checkedProxy, modeOf } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';

/** Rules that are looked at once the file is read (check_action_rules(), use_backend, use-server, stick rules). */
const checkedKeywords = /^(http-request|http-response|http-after-response|tcp-request (connection|session|content)|tcp-response content|use_backend|use-server|stick (match|on|store-request|store-response))$/;

export const ignoredRawSample: HaproxyRule = {
  id: 'ignored-raw-sample',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A condition in mode http reads raw buffers, which are empty there.',
  releases: '2.4+',
  kinds: checkedKinds,
  holds: [readingBuffers],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy) return;
    if (modeOf(model, proxy) !== 'http') return;
    const declared = declaredIn(model, proxy.section);
    for (const { statement, value } of keptInSection(model, proxy.section, 'condition')) {
      if (!checkedKeywords.test(model.binding(statement).keyword?.name ?? '') || statement.uncertain) continue;
      const term = termThatReads(model, value, declared, readsBuffers);
      if (term) report(statement, term.word, text('this reads raw buffers, which mode http does not have: it is ignored'));
    }
  },
};
