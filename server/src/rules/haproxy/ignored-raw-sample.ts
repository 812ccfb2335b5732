// Conditions that read raw buffers in a proxy of mode http, where they hold nothing.

import { text } from '../../core/text';
import { readsBuffers } from '../../haproxy/expressions/checkpoints';
import { keptInSection } from '../../haproxy/expressions/kept';
import { predefinedAcls } from '../../haproxy/expressions/predefined';
import { signatureOf } from '../../haproxy/expressions/signature';
import type { HaproxyModel } from '../../haproxy/model';
import { checkedProxy, modeOf } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

/** Rules that are looked at once the file is read (check_action_rules(), use_backend, use-server, stick rules). */
const checkedKeywords = /^(http-request|http-response|http-after-response|tcp-request (connection|session|content)|tcp-response content|use_backend|use-server|stick (match|on|store-request|store-response))$/;

export const ignoredRawSample: HaproxyRule = {
  id: 'ignored-raw-sample',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A condition in mode http reads raw buffers, which are empty there.',
  checkPart(model, section, report) {
    if (!since(model, '2.4')) return;
    const proxy = checkedProxy(model, section);
    if (!proxy) return;
    if (modeOf(model, proxy) !== 'http') return;
    const declared = new Map<string, (readonly string[])[]>();
    for (const { statement, value } of keptInSection(model, proxy.section, 'acl')) {
      const name = statement.words[1]?.text ?? '';
      declared.set(name, [...(declared.get(name) ?? []), value.use ?? []]);
    }
    for (const { statement, value } of keptInSection(model, proxy.section, 'condition')) {
      if (!checkedKeywords.test(model.binding(statement).keyword?.name ?? '') || statement.uncertain) continue;
      const term = value.alternatives.flat().find((one) => uses(model, one.name, one.expression?.use, declared).some(readsBuffers));
      if (term) report(statement, term.word, text('this reads raw buffers, which mode http does not have: it is ignored'));
    }
  },
};

function uses(model: HaproxyModel, name: string | undefined, own: readonly string[] | undefined, declared: ReadonlyMap<string, readonly (readonly string[])[]>): readonly (readonly string[])[] {
  if (name === undefined) return own ? [own] : [];
  const known = declared.get(name);
  if (known) return known;
  const acl = Object.hasOwn(predefinedAcls, name) ? predefinedAcls[name] : undefined;
  const keyword = acl && model.knowledge.find('sample', acl.fetch, '*', model.release).keyword;
  return keyword ? [signatureOf(keyword).use] : [];
}
