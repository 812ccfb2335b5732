// Sections other than proxies that are given twice under one name.
import { text } from '../../core/text';
import type { Severity } from '../../core/tree';
import type { HaproxyModel } from '../../haproxy/model';
import { bothRead, isTaken } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';
import { sectionsNamed } from '../../haproxy/section-names';
import { since } from '../../haproxy/since';

/** What the daemon says about the second one; undefined where it says nothing. */
function severityOf(model: HaproxyModel, kind: string): Severity | undefined {
  switch (kind) {
    case 'userlist':
      return 'warning';
    case 'peers':
      return since(model, '1.6') ? 'error' : 'warning';
    case 'cache':
      return since(model, '2.3') ? 'error' : undefined;
    case 'resolvers':
    case 'mailers':
    case 'ring':
    case 'http-errors':
    case 'fcgi-app':
    case 'log-profile':
    case 'acme':
    case 'healthcheck':
      return 'error';
    default:
      return undefined;
  }
}

export const duplicateSection: HaproxyRule = {
  id: 'duplicate-section',
  severity: 'error',
  origin: 'daemon',
  summary: 'Two sections of a kind share a name.',
  kinds: ['userlist', 'peers', 'cache', 'resolvers', 'mailers', 'ring', 'http-errors', 'fcgi-app', 'log-profile', 'acme', 'healthcheck'],
  checkPart(model, section, report) {
    const { kind, name, header } = section;
    const severity = severityOf(model, kind);
    if (!severity || name === '' || header.words[1]?.opaque || !isTaken(model, header)) return;
    const key = `${kind} ${name}`;
    const other = sectionsNamed(model, name).find((one) => one.kind === kind && isTaken(model, one.header));
    if (!other || other === section || !bothRead(other.header, header)) return;
    const start = other.header.start;
    const message = severity === 'warning' ? text('`{0}` is on line {1} already: this one is ignored', key, other.header.line + 1) : text('`{0}` is on line {1} already', key, other.header.line + 1);
    report(header, 1, message, { severity, notes: [{ start, end: start + other.header.length, message: text('the first `{0}`', key) }] });
  },
};
