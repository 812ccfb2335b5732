// Sections other than proxies that are given twice under one name.
import { text } from '../../core/text';
import type { Severity } from '../../core/tree';
import { bothRead, isTaken } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';
import { sectionsNamed } from '../../haproxy/section-names';
import { since } from '../../haproxy/since';

const error: readonly [Severity, string] = ['error', '1.5'];

/** What the daemon says about the second one, and since when: the newest answer first. */
const answers: Readonly<Record<string, readonly (readonly [Severity, string])[]>> = {
  userlist: [['warning', '1.5']],
  peers: [
    ['error', '1.6'],
    ['warning', '1.5'],
  ],
  cache: [['error', '2.3']],
  resolvers: [error],
  mailers: [error],
  ring: [error],
  'http-errors': [error],
  'fcgi-app': [error],
  'log-profile': [error],
  acme: [error],
  healthcheck: [error],
};

export const duplicateSection: HaproxyRule = {
  id: 'duplicate-section',
  severity: 'error',
  origin: 'daemon',
  summary: 'Two sections of a kind share a name.',
  kinds: Object.keys(answers),
  checkPart(model, section, report) {
    const { kind, name, header } = section;
    const severity = answers[kind]?.find(([, release]) => since(model, release))?.[0];
    if (!severity || name === '' || section.nameless || !isTaken(model, header)) return;
    const key = `${kind} ${name}`;
    const other = sectionsNamed(model, name).find((one) => one.kind === kind && isTaken(model, one.header));
    if (!other || other === section || !bothRead(other.header, header)) return;
    const start = other.header.start;
    const message = severity === 'warning' ? text('`{0}` is on line {1} already: this one is ignored', key, other.header.line + 1) : text('`{0}` is on line {1} already', key, other.header.line + 1);
    report(header, 1, message, { severity, notes: [{ start, end: start + other.header.length, message: text('the first `{0}`', key) }] });
  },
};
