// `no` and `default` may only stand before a few keywords.

import { text } from '../../core/text';
import { beginsWith, type Statement } from '../../core/tree';
import { prefixes } from '../../haproxy/contents';
import type { HaproxyModel } from '../../haproxy/model';
import { isTaken } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

/** Keywords that take a prefix, and the release that began to allow it (readcfgfile() in cfgparse.c). */
const allowed: Readonly<Record<string, string>> = {
  option: '1.5',
  log: '1.5',
  'busy-polling': '1.9',
  'set-dumpable': '2.1',
  'strict-limits': '2.1',
  'insecure-fork-wanted': '2.2',
  'numa-cpu-mapping': '2.4',
};

/** Options that take neither prefix: they have arguments, or are overridden by another option. */
const plainOptions = new Set('external-check forwardfor http-restrict-req-hdr-names httpchk httplog httpslog ldap-check mysql-check originalto pgsql-check redis-check smtpchk spop-check ssl-hello-chk tcp-check tcpka tcplog'.split(' '));

/** Whether the release takes `default` before an option that takes `no`. */
function takesDefault(model: HaproxyModel, option: string): boolean {
  if (option === 'forwarded') return false;
  const overriding = option === 'httpclose' || option === 'http-server-close' || option === 'http-keep-alive' || option === 'forceclose' || option === 'http-tunnel';
  return !overriding || (since(model, '1.6') && !since(model, '3.4'));
}

function prefixOf(line: Statement): string | undefined {
  for (const prefix of prefixes) if (beginsWith(line, prefix)) return prefix;
  return undefined;
}

export const unsupportedPrefix: HaproxyRule = {
  id: 'unsupported-prefix',
  severity: 'error',
  origin: 'daemon',
  summary: '`no` or `default` stands before a keyword that does not take it.',
  holds: ['^', '?'],
  checkPart(model, section, report) {
    for (const line of section.body) {
      const prefix = prefixOf(line);
      if (prefix === undefined || !isTaken(model, line)) continue;
      const keyword = line.words[1];
      if (keyword?.opaque) continue;
      const first = keyword && Object.hasOwn(allowed, keyword.text) ? allowed[keyword.text] : undefined;
      if (!keyword || first === undefined || !since(model, first)) {
        const message = !keyword
          ? text('`{0}` needs a keyword behind it', prefix)
          : first
            ? text('`{0} {1}` is possible since {2}', prefix, keyword.text, first)
            : text('`{0}` cannot stand before `{1}`: only before `option`, `log` and a few global keywords', prefix, keyword.text);
        report(line, 0, message);
        continue;
      }
      const option = keyword.text === 'option' ? line.words[2] : undefined;
      if (!option || option.opaque || section.kind === 'log-forward') continue;
      // From 3.1 on these two only stay for the sake of old files.
      const former = since(model, '3.1') && (option.text === 'accept-invalid-http-request' || option.text === 'accept-invalid-http-response');
      if (former || plainOptions.has(option.text) || (prefix === 'default' && !takesDefault(model, option.text))) report(line, 0, text('`{0}` cannot stand before `option {1}`', prefix, option.text));
    }
  },
};
