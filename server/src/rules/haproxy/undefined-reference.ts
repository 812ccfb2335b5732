// Names of sections that lines refer to: resolvers, peers, user lists, caches and the like.

import { nearest } from '../../core/near';
import type { ReportOptions } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { HaproxyModel } from '../../haproxy/model';
import { definitionsOf, isRefused, usesIn } from '../../haproxy/names';
import { checkedProxy, has, type Proxy, proxyOf } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';
import { isAskedFor } from '../../haproxy/server-names';
import { since } from '../../haproxy/since';

/** Kinds of names that must be defined somewhere in the file. */
const kinds = ['resolvers', 'peers', 'userlist', 'cache', 'mailers', 'http-errors', 'fcgi-app', 'acme', 'healthcheck', 'log-profile'] as const;
/** Kinds that the daemon looks up only once a proxy is complete: of what the defaults say, and of mail alerts that lack a part, nobody asks. */
const late = new Set(['fcgi-app', 'mailers']);

/** Keywords that the daemon takes with any name of a kind. */
const lenient: Readonly<Record<string, string>> = { 'log-profile': 'log' };

/** Names that exist without a section of the file. */
function isBuiltIn(model: HaproxyModel, kind: string, name: string): boolean {
  // Resolvers of the system.
  return kind === 'resolvers' && name === 'default' && since(model, '2.6');
}

/** Whether a proxy has all that mail alerts need, so that their mailers are looked up. */
function mayMail(model: HaproxyModel, proxy: Proxy): boolean {
  return ['email-alert from', 'email-alert mailers', 'email-alert to'].every((keyword) => has(model, proxy, keyword));
}

/** Whether nobody asks for what a line names: a line below says it again, or another keyword takes its purpose away. */
function isIdle(model: HaproxyModel, statement: Statement): boolean {
  const { keyword } = model.binding(statement);
  const other = keyword?.entry.extra?.unlessThere;
  return typeof other === 'string' && (model.statements(other).length > 0 || model.statements(keyword?.name ?? '').at(-1) !== statement);
}

export const undefinedReference: HaproxyRule = {
  id: 'undefined-reference',
  severity: 'error',
  origin: 'daemon',
  summary: 'A line refers to a section that does not exist.',
  holds: kinds.map((kind) => `@${kind}`),
  whole: true,
  checkPart(model, section, report) {
    const proxy = proxyOf(model, section);
    for (const kind of kinds) {
      const definitions = definitionsOf(kind);
      for (const naming of usesIn(model, section, kind)) {
        const { mention, statement } = naming;
        if (definitions.has(model, mention.name) || isBuiltIn(model, kind, mention.name) || isRefused(model, statement) || isIdle(model, statement)) continue;
        if (lenient[kind] !== undefined && lenient[kind] === model.binding(statement).keyword?.name) continue;
        if (late.has(kind) && proxy && (proxy.kind === 'defaults' || (kind === 'mailers' && !mayMail(model, proxy)))) continue;
        if ((proxy && proxy.kind !== 'defaults' && !checkedProxy(model, section)) || !isAskedFor(model, section, proxy, kind, naming)) continue;
        const near = nearest(mention.name, definitions.names(model));
        // 1.8 looks resolvers up after the check of the file, when it starts.
        const weight: ReportOptions = kind === 'resolvers' && !since(model, '1.9') && since(model, '1.8') ? { severity: 'warning', origin: 'advice' } : {};
        report(statement, mention, near ? text('there is no `{0} {1}`: did you mean `{2}`?', kind, mention.name, near) : text('there is no `{0} {1}`', kind, mention.name), weight);
      }
    }
  },
};
