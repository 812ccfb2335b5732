// Proxies, servers and tables that arguments of fetches and converters name; upstream: smp_resolve_args().

import { nearest, nearestOf } from '../../core/near';
import { text } from '../../core/text';
import { linesThatKeep } from '../../haproxy/contents';
import { keptWithWord } from '../../haproxy/expressions/kept';
import type { HaproxyModel } from '../../haproxy/model';
import { usesIn } from '../../haproxy/names';
import { checkedRules, namesOfBackends, type Proxy, proxiesNamed, serverLines } from '../../haproxy/proxies';
import { type HaproxyRule, proxyKinds } from '../../haproxy/rule';
import { hasVariableName, namesOfSections } from '../../haproxy/section-names';
import { since } from '../../haproxy/since';
import { tableNames } from '../../haproxy/tables';

export const undefinedArgument: HaproxyRule = {
  id: 'undefined-argument',
  severity: 'error',
  origin: 'daemon',
  summary: 'An argument of a sample names a proxy, server or table that does not exist.',
  kinds: proxyKinds,
  holds: ['@proxy', '@server', '@table', '~implied'],
  whole: true,
  checkPart(model, section, report) {
    const proxy = checkedRules(model, section);
    if (!proxy) return;
    const wrong = (type: string, name: string): string | undefined => (hasVariableName(model, true) ? undefined : missing(model, type, name, proxy));
    for (const kind of ['proxy', 'server', 'table']) {
      for (const { mention, statement } of usesIn(model, section, kind)) {
        // Only names in expressions have a detail; other lines are looked at elsewhere.
        if (statement.uncertain || mention.detail === undefined) continue;
        const message = wrong(kind === 'proxy' ? (mention.detail === 'frontend' ? 'FE' : 'BE') : kind === 'server' ? 'SRV' : 'TAB', mention.name);
        if (message) report(statement, mention, message);
      }
    }
    for (const line of linesThatKeep(model, section, 'implied')) {
      if (line.uncertain) continue;
      for (const { value, word } of keptWithWord(model, line, 'implied')) {
        const message = wrong(value.type, '');
        if (message) report(line, word, text('`{0}`: {1}', value.keyword, message));
      }
    }
  },
};

function suggestion(near: string | undefined): string {
  return near ? text(': did you mean `{0}`?', near) : '';
}

/** What is wrong with a name; undefined when it is defined. An empty name stands for the proxy itself. */
function missing(model: HaproxyModel, type: string, name: string, proxy: Proxy): string | undefined {
  if (type === 'SRV') return missingServer(model, name, proxy);
  if (type === 'USR') return name === '' ? text('the name of a userlist is missing') : undefined;
  if (type === 'TAB') {
    // 2.0.0 never takes the table of the proxy itself.
    if (name === '' && proxy.kind === 'defaults') return text('the name of the table is missing: `defaults` have none');
    if (name === '' && since(model, '2.0') && !since(model, '2.1')) return text('the name of the table is missing, which this release needs');
    if (tableNames.has(model, name === '' ? proxy.name : name)) return undefined;
    return name === '' ? text('{0} `{1}` has no stick table', proxy.kind, proxy.name) : text('there is no table `{0}`{1}', name, suggestion(nearest(name, tableNames.names(model))));
  }
  const side = type === 'FE' ? 'frontend' : 'backend';
  if (name === '') return proxy[side] ? undefined : text('{0} `{1}` is no {2}', proxy.kind, proxy.name, side);
  return proxiesNamed(model, name).some((one) => one[side]) ? undefined : text('there is no {0} `{1}`{2}', side, name, suggestion(nearestOf(name, ...namesOfSections(model, side, 'listen'))));
}

function missingServer(model: HaproxyModel, name: string, proxy: Proxy): string | undefined {
  if (name === '') return text('the name of a server is missing');
  const slash = name.lastIndexOf('/');
  if (slash < 0 && proxy.kind === 'defaults') return text('the backend of server `{0}` is missing: `defaults` have no servers', name);
  const owner =
    slash < 0
      ? proxy
      : proxiesNamed(model, name.slice(0, slash))
          .filter((one) => one.backend)
          .pop();
  if (!owner) return text('there is no backend `{0}`{1}', name.slice(0, slash), suggestion(nearestOf(name.slice(0, slash), ...namesOfBackends(model))));
  const servers = new Set<string>();
  for (const line of serverLines(model, owner)) {
    const word = line.words[1];
    // A template makes more servers than are written.
    if (!word || word.opaque || line.words[0]?.text === 'server-template') return undefined;
    servers.add(word.text);
  }
  const server = name.slice(slash + 1);
  return servers.has(server) ? undefined : text('{0} `{1}` has no server `{2}`{3}', owner.kind, owner.name, server, suggestion(nearest(server, servers)));
}
