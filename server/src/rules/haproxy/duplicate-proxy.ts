// Names that two proxies must not share, release by release.
import { text } from '../../core/text';
import type { Severity } from '../../core/tree';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { bothRead, isTaken } from '../../haproxy/names';
import { isNotBegun } from '../../haproxy/proxies';
import { renameFixes } from '../../haproxy/rename-proxy';
import type { HaproxyRule } from '../../haproxy/rule';
import { sectionsNamed } from '../../haproxy/section-names';
import { since } from '../../haproxy/since';

type Kind = 'defaults' | 'frontend' | 'backend' | 'listen' | 'log-forward' | 'ruleset';
const kinds: ReadonlySet<string> = new Set<Kind>(['defaults', 'frontend', 'backend', 'listen', 'log-forward', 'ruleset']);

const accepts = (kind: string) => kind === 'frontend' || kind === 'listen';
const serves = (kind: string) => kind === 'backend' || kind === 'listen';

/** What the daemon says about a section whose name an earlier one bears; upstream: cfg_parse_listen() and cfg_parse_log_forward(). */
function clash(model: HaproxyModel, earlier: string, later: string): Severity | undefined {
  const proxies = earlier !== 'defaults' && earlier !== 'log-forward' && later !== 'defaults' && later !== 'log-forward';
  if (earlier === 'log-forward' || later === 'log-forward') {
    if (earlier === later) return 'error';
    if (earlier === 'defaults') return since(model, '3.1') ? 'warning' : undefined;
    return later !== 'defaults' || since(model, '3.1') ? 'error' : undefined;
  }
  if (!proxies) {
    if (earlier === later) return undefined;
    return since(model, '3.3') ? 'error' : since(model, '3.1') ? 'warning' : undefined;
  }
  const pair = (earlier === 'frontend' && later === 'backend') || (earlier === 'backend' && later === 'frontend');
  if (!since(model, '1.6')) return pair ? undefined : 'warning';
  if (!since(model, '3.1')) return (accepts(later) ? accepts(earlier) : serves(earlier)) ? 'error' : undefined;
  if ((accepts(later) && accepts(earlier)) || (serves(later) && serves(earlier))) return 'error';
  return since(model, '3.3') ? 'error' : 'warning';
}

/** Whether a section takes its name from others. */
function isNamed(model: HaproxyModel, { kind, name, header }: Section): boolean {
  return kinds.has(kind) && name !== '' && isTaken(model, header);
}

export const duplicateProxy: HaproxyRule = {
  id: 'duplicate-proxy',
  severity: 'error',
  origin: 'daemon',
  summary: 'Two proxies share a name.',
  kinds: ['defaults', 'frontend', 'backend', 'listen', 'log-forward', 'ruleset'],
  checkPart(model, section, report) {
    const { kind, name, header } = section;
    const same = sectionsNamed(model, name);
    if (same.length < 2 || !isNamed(model, section)) return;
    let worst: { severity: Severity; other: Section } | undefined;
    const compared = new Set<string>();
    for (const other of same) {
      if (other === section || worst?.severity === 'error') break;
      if (compared.has(other.kind) || !isNamed(model, other) || !bothRead(other.header, header) || isNotBegun(model, other)) continue;
      compared.add(other.kind);
      const severity = clash(model, other.kind, kind);
      if (severity && (!worst || (severity === 'error' && worst.severity === 'warning'))) worst = { severity, other };
    }
    if (!worst) return;
    const { severity, other } = worst;
    const message =
      severity === 'error' || !since(model, '1.6')
        ? text('{0} `{1}` has the name of the {2} on line {3}', kind, name, other.kind, other.header.line + 1)
        : text('{0} `{1}` has the name of the {2} on line {3}: refused from 3.3 on', kind, name, other.kind, other.header.line + 1);
    const start = other.header.start;
    report(header, 1, message, { severity, notes: [{ start, end: start + other.header.length, message: text('the other `{0}`', name) }], fixes: (now: HaproxyModel) => renameFixes(now, section, other) });
  },
};
