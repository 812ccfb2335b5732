// An application needs its directory, and a proxy that uses one needs servers that speak FastCGI.
import { text } from '../../core/text';
import type { LineProblem } from '../../core/tree';
import { isTaken, statementsIn, usesOf } from '../../haproxy/names';
import { checkedProxy, ownLines } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';
import { lastOf, serversOf } from '../../haproxy/servers';

/** Faults of a value that is read once a proxy uses the application. */
interface BoundFaults {
  readonly word: number;
  readonly value: readonly LineProblem[];
}

export const incompleteFcgi: HaproxyRule = {
  id: 'incomplete-fcgi',
  severity: 'error',
  origin: 'daemon',
  summary: 'A `fcgi-app` section has no `docroot` or a wrong parameter, or a proxy that uses one has no server for it.',
  releases: '2.1+',
  kinds: [...checkedKinds, 'fcgi-app'],
  holds: ['filter', 'use-fcgi-app', 'section/fcgi-app'],
  checkPart(model, section, report) {
    const { kind, name, header, body } = section;
    if (body.some((line) => line.uncertain) || header.uncertain) return;
    if (kind === 'fcgi-app' && name !== '' && isTaken(model, header) && statementsIn(model, section, 'docroot').length === 0) report(header, 1, text('`fcgi-app {0}` has no `docroot`', name));
    if (kind === 'fcgi-app' && usesOf('fcgi-app').has(model, name)) {
      for (const line of body) {
        const faults = isTaken(model, line) ? (model.binding(line).values.find((value) => value.kind === 'inherited-faults') as BoundFaults | undefined) : undefined;
        if (faults?.value[0]) report(line, faults.word, faults.value[0].message);
      }
    }
    const proxy = checkedProxy(model, section);
    const app = proxy && (ownLines(model, proxy, 'filter').find((line) => line.words[1]?.text === 'fcgi-app') ?? (proxy.backend ? ownLines(model, proxy, 'use-fcgi-app')[0] : undefined));
    if (!app) return;
    if (serversOf(model, proxy).some(({ open, settings }) => open || lastOf(settings, 'proto')?.args[0]?.text === 'fcgi')) return;
    report(app, 0, text('no server of `{0}` speaks FastCGI: add `proto fcgi` to its lines', proxy.name));
  },
};
