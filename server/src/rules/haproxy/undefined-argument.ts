// Proxies, servers and tables that arguments of fetches and converters name; upstream: smp_resolve_args().
import { nearest } from '../../core/near';
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import { keptWithWord } from '../../haproxy/expressions/kept';
import type { HaproxyModel } from '../../haproxy/model';
import { isTaken, namesOf } from '../../haproxy/names';
import { checkedProxies, has, linesOf, type Proxy, proxiesOf, serverLines } from '../../haproxy/proxies';
import { since } from '../../haproxy/since';

/** What is defined in a file; undefined where a variable or a conditional block leaves it open. */
interface Known {
  readonly frontends: ReadonlySet<string>;
  readonly backends: ReadonlyMap<string, Proxy>;
  readonly tables: ReadonlySet<string>;
  /** A name is a variable, so that nothing can be said to be missing. */
  readonly open: boolean;
}

function gather(model: HaproxyModel): Known {
  const frontends = new Set<string>();
  const backends = new Map<string, Proxy>();
  const tables = new Set<string>();
  let open = false;
  for (const section of model.sections) {
    if (!isTaken(model, section.header)) continue;
    if (section.header.words[1]?.opaque) open = true;
    if (section.kind === 'peers') for (const line of linesOf(model, section, 'table')) tables.add(`${section.name}/${line.words[1]?.text ?? ''}`);
  }
  for (const proxy of proxiesOf(model)) {
    if (proxy.kind === 'defaults') continue;
    if (proxy.frontend) frontends.add(proxy.name);
    if (proxy.backend) backends.set(proxy.name, proxy);
    if (has(model, proxy, 'stick-table') !== false) tables.add(proxy.name);
  }
  return { frontends, backends, tables, open };
}

export const undefinedArgument: Rule<HaproxyModel> = {
  id: 'undefined-argument',
  severity: 'error',
  origin: 'daemon',
  summary: 'An argument of a sample names a proxy, server or table that does not exist.',
  check(model, report) {
    const names = namesOf(model);
    let known: Known | undefined;
    const checked = new Map(checkedProxies(model).map((proxy) => [proxy.section, proxy]));
    const wrong = (type: string, name: string, proxy: Proxy): string | undefined => {
      known ??= gather(model);
      return known.open ? undefined : missing(model, type, name, proxy, known);
    };
    for (const kind of ['proxy', 'server', 'table']) {
      for (const { mention, statement, section } of names.uses(kind)) {
        const proxy = section && checked.get(section);
        // Only names in expressions have a detail; other lines are looked at elsewhere.
        if (!proxy || statement.uncertain || mention.detail === undefined) continue;
        const message = wrong(kind === 'proxy' ? (mention.detail === 'frontend' ? 'FE' : 'BE') : kind === 'server' ? 'SRV' : 'TAB', mention.name, proxy);
        if (message) report(statement, mention, message);
      }
    }
    for (const proxy of checked.values()) {
      for (const line of proxy.section.body) {
        if (!isTaken(model, line) || line.uncertain) continue;
        for (const { value, word } of keptWithWord(model, line, 'implied')) {
          const message = wrong(value.type, '', proxy);
          if (message) report(line, word, text('`{0}`: {1}', value.keyword, message));
        }
      }
    }
  },
};

function suggestion(name: string, names: Iterable<string>): string {
  const near = nearest(name, names);
  return near ? text(': did you mean `{0}`?', near) : '';
}

/** What is wrong with a name; undefined when it is defined. An empty name stands for the proxy itself. */
function missing(model: HaproxyModel, type: string, name: string, proxy: Proxy, known: Known): string | undefined {
  if (type === 'SRV') return missingServer(model, name, proxy, known);
  if (type === 'USR') return name === '' ? text('the name of a userlist is missing') : undefined;
  if (type === 'TAB') {
    // 2.0.0 never takes the table of the proxy itself.
    if (name === '' && since(model, '2.0') && !since(model, '2.1')) return text('the name of the table is missing, which this release needs');
    if (known.tables.has(name === '' ? proxy.name : name)) return undefined;
    return name === '' ? text('{0} `{1}` has no stick table', proxy.kind, proxy.name) : text('there is no table `{0}`{1}', name, suggestion(name, known.tables));
  }
  const side = type === 'FE' ? 'frontend' : 'backend';
  if (name === '') return proxy[side] ? undefined : text('{0} `{1}` is no {2}', proxy.kind, proxy.name, side);
  const wanted = type === 'FE' ? known.frontends : known.backends;
  return wanted.has(name) ? undefined : text('there is no {0} `{1}`{2}', side, name, suggestion(name, wanted.keys()));
}

function missingServer(model: HaproxyModel, name: string, proxy: Proxy, known: Known): string | undefined {
  if (name === '') return text('the name of a server is missing');
  const slash = name.lastIndexOf('/');
  const owner = slash < 0 ? proxy : known.backends.get(name.slice(0, slash));
  if (!owner) return text('there is no backend `{0}`{1}', name.slice(0, slash), suggestion(name.slice(0, slash), known.backends.keys()));
  const servers = new Set<string>();
  for (const line of serverLines(model, owner)) {
    const word = line.words[1];
    // A template makes more servers than are written.
    if (!word || word.opaque || line.words[0]?.text === 'server-template') return undefined;
    servers.add(word.text);
  }
  const server = name.slice(slash + 1);
  return servers.has(server) ? undefined : text('{0} `{1}` has no server `{2}`{3}', owner.kind, owner.name, server, suggestion(server, servers));
}
