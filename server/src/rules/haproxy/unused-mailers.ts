// A mailers section that no proxy uses.
import { partIndex } from '../../core/part-index';
import { text } from '../../core/text';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { isTaken } from '../../haproxy/names';
import { checkedProxy, setting } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';

/** The mailers that proxies use whose mail alerts are complete; `*` when that cannot be told. */
const used = partIndex(
  (model: HaproxyModel, section: Section) => {
    const proxy = checkedProxy(model, section);
    if (!proxy) return [];
    const [mailers, from, to] = ['email-alert mailers', 'email-alert from', 'email-alert to'].map((keyword) => setting(model, proxy, [keyword]));
    if (mailers === 'unknown' || from === 'unknown' || to === 'unknown') return [['*', true] as const];
    if (!mailers || !from || !to) return [];
    const name = mailers.line.words[2];
    return [[name && !name.opaque ? name.text : '*', true] as const];
  },
  { kinds: checkedKinds },
);

export const unusedMailers: HaproxyRule = {
  id: 'unused-mailers',
  severity: 'warning',
  origin: 'daemon',
  summary: 'No proxy uses a `mailers` section: it is dropped.',
  releases: '1.6+',
  kinds: ['mailers'],
  whole: true,
  checkPart(model, section, report) {
    const { header, name } = section;
    if (name === '' || header.uncertain || !isTaken(model, header)) return;
    if (!used.has(model, name) && !used.has(model, '*')) report(header, 1, text('no proxy sends mail through `mailers {0}`: it is dropped', name), { tag: 'unused' });
  },
};
