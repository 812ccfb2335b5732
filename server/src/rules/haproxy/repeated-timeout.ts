// A timeout that is set twice in one section.

import { text } from '../../core/text';
import { hasUnknownWord, type Statement } from '../../core/tree';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { isRefused } from '../../haproxy/names';
import { keywordAt, proxyOf, setting } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';
import { milliseconds } from '../../haproxy/values/time';

/** Old names of timeouts, as the part of the name behind `timeout`. */
const former: Readonly<Record<string, string>> = { clitimeout: 'client', contimeout: 'connect', srvtimeout: 'server' };

/** Which timeout a keyword sets, and what it calls its value. */
function timerOf(keyword: string | undefined): string | undefined {
  if (keyword === undefined) return undefined;
  const name = keyword.startsWith('timeout ') ? keyword.slice(8) : Object.hasOwn(former, keyword) ? keyword : undefined;
  return name === undefined ? undefined : `timeout ${former[name] ?? name}`;
}

/** Milliseconds of a timeout line; undefined when it is a variable or no time. */
function valueOf(line: Statement): number | undefined {
  return milliseconds(line.words[line.words.length - 1]);
}

/** Up to 2.3 a section whose header has surplus words is begun, but inherits nothing; up to 1.6 an address may stand there. */
function startsBare(model: HaproxyModel, { header }: Section): boolean {
  return since(model, '1.7') && !since(model, '2.4') && header.words.length > 2 && !header.uncertain && !hasUnknownWord(header);
}

export const repeatedTimeout: HaproxyRule = {
  id: 'repeated-timeout',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A timeout is set again in the same section.',
  kinds: checkedKinds,
  holds: ['timeout *', 'clitimeout', 'contimeout', 'srvtimeout'],
  checkPart(model, section, report) {
    const proxy = proxyOf(model, section);
    if (!proxy) return;
    if (proxy.kind === 'defaults') return;
    const bare = startsBare(model, section);
    const seen = new Map<string, Statement>();
    for (const line of proxy.section.body) {
      const keyword = model.binding(line).keyword;
      const timer = line.active === false ? undefined : timerOf(keyword?.name);
      if (timer === undefined || isRefused(model, line)) continue;
      // A timeout that is ignored here is not compared with the one before.
      const ignored = keyword && (keyword.ignored.get(proxy.kind) ?? 0) & (1 << model.release);
      const before = seen.get(timer);
      if (!line.uncertain) seen.set(timer, line);
      if (ignored || (before ? before.uncertain : !bare)) continue;
      // The daemon compares with the value that the defaults gave: the same value again is no change.
      const inherited =
        proxy.parent &&
        setting(model, proxy.parent, [
          timer,
          ...Object.keys(former).filter((name) => former[name] === timer.slice(8)),
          ...Object.keys(former)
            .filter((name) => former[name] === timer.slice(8))
            .map((name) => `timeout ${name}`),
        ]);
      const value = before ? valueOf(before) : 0;
      if (inherited === 'unknown' || value === undefined) continue;
      if (inherited ? valueOf(inherited.line) === value : value === 0) continue;
      report(line, keywordAt(line), before ? text('`{0}` is set on line {1} already: this one counts', timer, before.line + 1) : text('`{0}` is not inherited here: the header of this section is refused', timer));
    }
  },
};
