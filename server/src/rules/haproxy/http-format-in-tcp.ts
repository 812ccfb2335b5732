// Formats of a proxy that is not in mode http, of which one needs HTTP; upstream: proxy_cfg_ensure_no_http(), in 3.0 lf_expr_postcheck().
import type { Report } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import { needsHttp } from '../../haproxy/expressions/checkpoints';
import { type KeptFormat, keptIn } from '../../haproxy/expressions/kept';
import { type Declared, declaredIn, termThatReads } from '../../haproxy/expressions/uses';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { isRefused, isTaken } from '../../haproxy/names';
import { checkedProxy, modeOf, type Proxy } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';
import { mayUpgrade } from '../../haproxy/upgrades';

/** Lines whose place the daemon remembers as that of the proxy's format, and options that choose one. */
const formatted = /^(http-request|http-response|http-after-response|http-error|tcp-request \w+|tcp-response content|log-format)$/;
const options = /^option (http|https|tcp)log$/;

/** One line with formats. `logs`: they want the request or the response to be logged, as far as the line itself tells. */
interface Formatted {
  readonly line: Statement;
  readonly formats: readonly KeptFormat[];
  readonly http: boolean;
}

function readsHttp(model: HaproxyModel, line: Statement, declared: Declared): boolean {
  const fetched = keptIn(model, line, 'log-format').some((format) => format.expressions.some(({ use }) => use && needsHttp(use)));
  return fetched || keptIn(model, line, 'condition').some((condition) => termThatReads(model, condition, declared, needsHttp));
}

function linesWithFormats(model: HaproxyModel, section: Section): Formatted[] {
  const declared = declaredIn(model, section);
  const found: Formatted[] = [];
  for (const line of section.body) {
    const name = model.binding(line).keyword?.name ?? '';
    if (!isTaken(model, line) || line.uncertain || isRefused(model, line)) continue;
    const http = readsHttp(model, line, declared);
    const formats = formatted.test(name) ? keptIn(model, line, 'log-format') : [];
    if (formats.length > 0 || options.test(name) || http) found.push({ line, formats, http });
  }
  return found;
}

/** The last line of a section with a format, or with an option that chooses one: its place is taken for that of all. */
export function lastFormat(model: HaproxyModel, section: Section): Statement | undefined {
  return linesWithFormats(model, section)
    .filter(({ line, formats }) => formats.length > 0 || options.test(model.binding(line).keyword?.name ?? ''))
    .at(-1)?.line;
}

const named = (proxy: Proxy) => `${proxy.kind} \`${proxy.name}\``;

/** Up to 2.9 the last format's line gets the warning, whichever format is at fault; before 2.2 any expression is. */
function warnLast(model: HaproxyModel, proxy: Proxy, report: Report): void {
  const every = !since(model, '2.2');
  let needed = false;
  let wrong = false;
  for (const { formats, http } of linesWithFormats(model, proxy.section)) {
    const fetched = formats.some((format) => format.expressions.some(({ use }) => use && needsHttp(use)));
    for (const format of formats) if (!format.late) wrong ||= format.aliases.some((alias) => alias.needsHttp) || (format.expressions.length > 0 && (every || needed || fetched));
    needed ||= http;
  }
  const last = wrong ? lastFormat(model, proxy.section) : undefined;
  if (last) report(last, undefined, text('a format needs mode http: {0} is not in that mode', named(proxy)));
}

/** 3.0 refuses each format from the first on that needs HTTP. */
function refuseAll(model: HaproxyModel, proxy: Proxy, report: Report): void {
  const lines = linesWithFormats(model, proxy.section);
  const needed = lines.some(({ http }) => http);
  let wrong = false;
  for (const { line, formats } of lines) {
    for (const format of formats) wrong ||= format.aliases.some((alias) => alias.needsHttp) || (format.expressions.length > 0 && needed);
    if (wrong && formats.length > 0) report(line, undefined, text('a format needs mode http: {0} is not in that mode', named(proxy)), { severity: 'error' });
  }
}

export const httpFormatInTcp: HaproxyRule = {
  id: 'http-format-in-tcp',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A proxy that is not in mode http has formats that need HTTP.',
  releases: '-3.0',
  kinds: checkedKinds,
  holds: ['~log-format'],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    const mode = proxy && modeOf(model, proxy);
    if (!proxy || mode === undefined || mode === 'http') return;
    if (!since(model, '3.0')) warnLast(model, proxy, report);
    // A connection that may become HTTP later lets formats pass.
    else if (!mayUpgrade(model, proxy)) refuseAll(model, proxy, report);
  },
};
