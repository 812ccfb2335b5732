// What HAProxy ignores in a proxy that is not in mode http.

import type { Report } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import { tcpLogFixes, uselessOptionFixes } from '../../haproxy/http-only-fixes';
import type { HaproxyModel } from '../../haproxy/model';
import { checkedProxy, keywordAt, modeOf, ownLines, type Proxy, serverLines, setting, statisticsLines } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';
import { lastOf, type Server, serversOf } from '../../haproxy/servers';
import { since } from '../../haproxy/since';
import { mayUpgrade } from '../../haproxy/upgrades';
import { lastFormat } from './http-format-in-tcp';

/** A keyword that needs http: what it is called in messages, the capability that it needs, the releases that warn. */
interface Need {
  readonly keywords: readonly string[];
  readonly name: string;
  readonly side?: 'frontend' | 'backend';
  readonly from?: string;
  readonly before?: string;
  /** Told also where connections may become HTTP ones. */
  readonly always?: boolean;
  /** Rules are not inherited. */
  readonly own?: boolean;
  /** Only such a line, not others of its keyword. */
  readonly matches?: (line: Statement) => boolean;
}

const option = (name: string, side?: Need['side'], more: Partial<Need> = {}): Need => ({ keywords: [`option ${name}`], name: `option ${name}`, ...(side ? { side } : {}), ...more });

/** Upstream: proxy_cfg_ensure_no_http(), and check_config_validity() with the options that cfg_opts marks as http ones. */
const needs: readonly Need[] = [
  {
    keywords: statisticsLines,
    name: 'stats',
  },
  { keywords: ['capture cookie'], name: 'capture', from: '1.8', side: 'frontend' },
  { keywords: ['http-request'], name: 'http-request', from: '1.8', own: true },
  { keywords: ['http-response'], name: 'http-response', from: '1.8', own: true },
  { keywords: ['http-after-response'], name: 'http-after-response', from: '2.4', own: true },
  { keywords: ['block'], name: 'block', from: '1.8', before: '2.1', own: true },
  { keywords: ['redirect', 'redirect location', 'redirect prefix', 'redirect scheme'], name: 'redirect', from: '1.8', own: true },
  { keywords: ['cookie'], name: 'cookie', side: 'backend', always: true },
  { keywords: ['monitor-uri'], name: 'monitor-uri', side: 'frontend', always: true },
  { keywords: ['balance'], name: 'balance', side: 'backend', always: true, matches: (line) => /^(uri|url_param|hdr\(.*)$/.test(line.words[keywordAt(line) + 1]?.text ?? '') },
  { keywords: 'reqrep reqirep reqdel reqidel reqdeny reqideny reqallow reqiallow reqtarpit reqitarpit reqpass reqipass'.split(' '), name: 'reqrep', before: '2.1', own: true },
  { keywords: 'rsprep rspirep rspdel rspidel rspdeny rspideny'.split(' '), name: 'rsprep', before: '2.1', own: true },
  option('forwarded', 'backend', { from: '2.8' }),
  option('forwardfor'),
  option('originalto'),
  option('checkcache', 'backend'),
  option('http_proxy', undefined, { before: '2.5' }),
  option('prefer-last-server', 'backend'),
  option('accept-invalid-http-request', 'frontend'),
  option('accept-invalid-http-response', 'backend'),
  option('http-use-proxy-header', 'frontend'),
  option('http-pretend-keepalive'),
  option('http-no-delay'),
  option('http-buffer-request'),
  option('http-ignore-probes', 'frontend'),
  option('h1-case-adjust-bogus-client', 'frontend', { before: '2.7' }),
  option('h1-case-adjust-bogus-server', 'backend', { before: '2.7' }),
  option('disable-h2-upgrade', 'frontend'),
  option('idle-close-on-response', 'frontend'),
  option('accept-unsafe-violations-in-http-request', 'frontend'),
  option('accept-unsafe-violations-in-http-response', 'backend'),
  option('http-drop-request-trailers', 'backend'),
  option('http-drop-response-trailers', 'frontend'),
];

export const needsHttpMode: HaproxyRule = {
  id: 'needs-http-mode',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A keyword has no effect because the proxy is not in mode http.',
  kinds: checkedKinds,
  effective: [...needs.flatMap(({ keywords }) => keywords), 'option httplog', 'option httpslog', 'server/cookie', 'server/redir'],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy) return;
    const mode = modeOf(model, proxy);
    if (mode === undefined || mode === 'http') return;
    formats(model, proxy, (line, message) => report(line, keywordAt(line), message, { fixes: (now: HaproxyModel) => tcpLogFixes(now, proxy, line) }));
    const upgrades = mayUpgrade(model, proxy);
    for (const need of needs) {
      if ((upgrades && !need.always) || (need.side && !proxy[need.side]) || (need.from && !since(model, need.from)) || (need.before && since(model, need.before))) continue;
      const line = need.own ? need.keywords.flatMap((keyword) => ownLines(model, proxy, keyword))[0] : inherited(model, proxy, need.keywords);
      if (!line || line.uncertain || (need.matches && !need.matches(line))) continue;
      const here = proxy.section.body.includes(line);
      const message = here ? text('`{0}` has no effect: {1} `{2}` is in mode {3}', need.name, proxy.kind, proxy.name, mode) : text('`{0}` of the defaults has no effect: {1} `{2}` is in mode {3}', need.name, proxy.kind, proxy.name, mode);
      report(here ? line : proxy.section.header, here ? keywordAt(line) : 1, message, need.own ? {} : { fixes: (now: HaproxyModel) => uselessOptionFixes(now, proxy, line) });
    }
    for (const line of serverLines(model, proxy)) {
      const slots = model.binding(line).slots;
      const cookie = slots.find((slot) => slot.node.kind === 'params' && slot.keyword?.name === 'cookie');
      if (cookie && line.words[cookie.word + 1]) report(line, cookie.word, text('`cookie` has no effect: {0} `{1}` is in mode {2}', proxy.kind, proxy.name, mode));
      const redirect = slots.find((slot) => slot.node.kind === 'params' && slot.keyword?.name === 'redir');
      if (redirect && line.words[redirect.word + 1]) report(line, redirect.word, text('`redir` needs mode http: {0} `{1}` is in mode {2}', proxy.kind, proxy.name, mode), { severity: 'error' });
    }
    if (since(model, '1.8')) for (const server of serversOf(model, proxy)) inheritedSettings(proxy, mode, server, report);
  },
};

/** From 1.8 on servers take cookies and prefixes of redirections over from the lines of defaults above them. */
function inheritedSettings(proxy: Proxy, mode: string, server: Server, report: Report): void {
  const behind = (name: string): boolean => {
    const found = lastOf(server.settings, name);
    return found?.args[0] !== undefined && found.line !== server.line && !server.open && proxy.section.body.includes(found.line);
  };
  if (behind('cookie')) report(server.line, 1, text('`cookie` has no effect: {0} `{1}` is in mode {2}', proxy.kind, proxy.name, mode));
  if (behind('redir')) report(server.line, 1, text('`redir` needs mode http: {0} `{1}` is in mode {2}', proxy.kind, proxy.name, mode), { severity: 'error' });
}

function inherited(model: HaproxyModel, proxy: Proxy, keywords: readonly string[]): Statement | undefined {
  const found = setting(model, proxy, keywords);
  return found && found !== 'unknown' ? found.line : undefined;
}

/** A log format of http requests falls back to that of connections; the daemon names the line that chose it, also in the defaults; up to 2.9 the last own one with a format. */
function formats(model: HaproxyModel, proxy: Proxy, tell: (line: Statement, message: string) => void): void {
  if (!proxy.frontend) return;
  const line = inherited(model, proxy, ['log-format', 'option httplog', 'option tcplog', 'option httpslog']);
  const keyword = line && model.binding(line).keyword?.name;
  if (!line || (keyword !== 'option httplog' && keyword !== 'option httpslog')) return;
  tell((since(model, '3.0') ? undefined : lastFormat(model, proxy.section)) ?? line, text('`{0}` cannot be used by {1} `{2}`, which is not in mode http: `option tcplog` takes its place', keyword, proxy.kind, proxy.name));
}
