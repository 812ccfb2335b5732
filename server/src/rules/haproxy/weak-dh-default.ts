// Up to 2.1 the size of the Diffie-Hellman group should be set, because the default is weak.
import { partIndex } from '../../core/part-index';
import { text } from '../../core/text';
import { hasUnknownWord, type Statement } from '../../core/tree';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { checkedProxy, ownLines } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';

/** Whether an OpenSSL cipher list holds suites with ephemeral Diffie-Hellman over plain groups. */
function offersDhe(list: string): boolean {
  const items = list.split(/[:, ]+/);
  if (items.some((item) => /^!(DHE|kDHE|EDH|kEDH|DH)$/.test(item))) return false;
  return items.some((item) => /^(DHE-|DHE\b|EDH|kEDH|kDHE|DH$|ALL|HIGH|MEDIUM|LOW|DEFAULT|COMPLEMENTOF|AES|AESGCM|CHACHA20|SHA|TLSv1|aRSA|RSA\+|3DES|CAMELLIA|FIPS)/.test(item));
}

/** The value of the `ciphers` parameter of a bind line, if any. */
function ciphersOf(line: Statement): string | undefined {
  const at = line.words.findIndex((word, i) => i > 1 && word.text === 'ciphers');
  return at < 0 ? undefined : line.words[at + 1]?.text;
}

/** The first `bind` line of each section that leaves the choice of the group to the daemon. */
const weak = partIndex(
  (model: HaproxyModel, section: Section) => {
    const proxy = checkedProxy(model, section);
    const general = model.statements('ssl-default-bind-ciphers')[0]?.words[1]?.text;
    const line = (proxy ? ownLines(model, proxy, 'bind') : []).find((one) => {
      if (one.uncertain || hasUnknownWord(one) || !one.words.some((word, at) => at > 1 && word.text === 'ssl')) return false;
      const ciphers = ciphersOf(one) ?? general;
      return ciphers === undefined || offersDhe(ciphers);
    });
    return line ? [['bind', line] as const] : [];
  },
  { holds: ['bind'] },
);

export const weakDhDefault: HaproxyRule = {
  id: 'weak-dh-default',
  severity: 'warning',
  origin: 'daemon',
  summary: '`tune.ssl.default-dh-param` is not set, so a group of 1024 bits is used.',
  releases: '-2.1',
  holds: ['bind'],
  whole: true,
  checkPart(model, section, report) {
    if (section.kind === '') return;
    if (model.statements('tune.ssl.default-dh-param').length > 0 || model.statements('ssl-dh-param-file').length > 0) return;
    const [line] = weak.get(model, 'bind');
    if (line && model.section(line) === section) report(line, 0, text('`tune.ssl.default-dh-param` is not set: 1024 bits are used, 2048 or more are advisable'));
  },
};
