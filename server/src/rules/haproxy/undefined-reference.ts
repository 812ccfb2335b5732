// Names of sections that lines refer to: resolvers, peers, user lists, caches and the like.
import { nearest } from '../../core/near';
import type { ReportOptions, Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { HaproxyModel } from '../../haproxy/model';
import { isRefused, namesOf } from '../../haproxy/names';
import { checkedProxies, has, type Proxy, proxyOf } from '../../haproxy/proxies';
import { since } from '../../haproxy/since';

/** Kinds of names that must be defined somewhere in the file. */
const kinds = ['resolvers', 'peers', 'userlist', 'cache', 'mailers', 'http-errors', 'fcgi-app', 'acme', 'healthcheck'] as const;
/** Kinds that the daemon looks up only once a proxy is complete: of what the defaults say, and of mail alerts that lack a part, nobody asks. */
const late = new Set(['fcgi-app', 'mailers']);

/** Names that exist without a section of the file. */
function isBuiltIn(model: HaproxyModel, kind: string, name: string): boolean {
  // Resolvers of the system.
  return kind === 'resolvers' && name === 'default' && since(model, '2.6');
}

/** Whether a proxy has all that mail alerts need, so that their mailers are looked up. */
function mayMail(model: HaproxyModel, proxy: Proxy): boolean {
  return ['email-alert from', 'email-alert mailers', 'email-alert to'].every((keyword) => has(model, proxy, keyword));
}

export const undefinedReference: Rule<HaproxyModel> = {
  id: 'undefined-reference',
  severity: 'error',
  origin: 'daemon',
  summary: 'A line refers to a section that does not exist.',
  check(model, report) {
    const names = namesOf(model);
    const checked = new Set(checkedProxies(model));
    for (const kind of kinds) {
      const definitions = names.definitions(kind);
      for (const { mention, statement, section } of names.uses(kind)) {
        if (definitions.has(mention.name) || isBuiltIn(model, kind, mention.name) || isRefused(model, statement)) continue;
        const proxy = proxyOf(model, section);
        if (late.has(kind) && proxy && (proxy.kind === 'defaults' || (kind === 'mailers' && !mayMail(model, proxy)))) continue;
        if (proxy && proxy.kind !== 'defaults' && !checked.has(proxy)) continue;
        const near = nearest(mention.name, definitions.keys());
        // 1.8 looks resolvers up after the check of the file, when it starts.
        const weight: ReportOptions = kind === 'resolvers' && !since(model, '1.9') && since(model, '1.8') ? { severity: 'warning', origin: 'advice' } : {};
        report(statement, mention, near ? text('there is no `{0} {1}`: did you mean `{2}`?', kind, mention.name, near) : text('there is no `{0} {1}`', kind, mention.name), weight);
      }
    }
  },
};
