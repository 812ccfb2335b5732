// Proxies of a file (defaults, frontend, backend, listen) and what is in effect in each, through the defaults that it inherits.
import type { Statement } from '../core/tree';
import { inheritanceOf } from './defaults';
import type { HaproxyModel, Section } from './model';
import { isTaken } from './names';
import { since } from './since';

/** One proxy section. `parent` is the `defaults` section whose settings it starts from. */
export interface Proxy {
  readonly kind: 'defaults' | 'frontend' | 'backend' | 'listen';
  readonly name: string;
  readonly section: Section;
  /** It accepts connections (has frontend capability). */
  readonly frontend: boolean;
  /** It has servers (has backend capability). */
  readonly backend: boolean;
  readonly parent: Proxy | undefined;
}

interface Proxies {
  readonly list: readonly Proxy[];
  readonly bySection: ReadonlyMap<Section, Proxy>;
}

const cache = new WeakMap<HaproxyModel, Proxies>();

function gather(model: HaproxyModel): Proxies {
  const known = cache.get(model);
  if (known) return known;
  const list: Proxy[] = [];
  const bySection = new Map<Section, Proxy>();
  const inheritance = inheritanceOf(model);
  for (const section of model.sections) {
    const kind = section.kind;
    if (kind !== 'defaults' && kind !== 'frontend' && kind !== 'backend' && kind !== 'listen') continue;
    const from = inheritance.get(section)?.from;
    const parent = from && bySection.get(from);
    const proxy: Proxy = { kind, name: section.name, section, frontend: kind === 'frontend' || kind === 'listen', backend: kind === 'backend' || kind === 'listen', parent };
    list.push(proxy);
    bySection.set(section, proxy);
  }
  const proxies = { list, bySection };
  cache.set(model, proxies);
  return proxies;
}

/** All proxies in order of the text. A proxy inherits from the `defaults` that its header names after `from`, else from the last one above it (manual, section "Proxies"). */
export function proxiesOf(model: HaproxyModel): readonly Proxy[] {
  return gather(model).list;
}

/** The proxy that a section is, if it is one. */
export function proxyOf(model: HaproxyModel, section: Section | undefined): Proxy | undefined {
  return section && gather(model).bySection.get(section);
}

const lines = new WeakMap<Section, ReadonlyMap<string, Statement[]>>();
const none: Statement[] = [];

/** The lines of a section that begin with a keyword, in order; lines that are not read are left out. */
export function linesOf(model: HaproxyModel, section: Section, keyword: string): readonly Statement[] {
  let byKeyword = lines.get(section);
  if (!byKeyword) {
    const map = new Map<string, Statement[]>();
    const lenient = !since(model, '1.8');
    for (const line of section.body) {
      const binding = isTaken(model, line) ? model.binding(line) : undefined;
      const name = binding?.keyword?.name;
      // Up to 1.7 the daemon goes on behind refused lines; later it stops before it looks at the whole.
      if (name === undefined || (lenient && binding?.problems.some((problem) => problem.severity === 'error'))) continue;
      const list = map.get(name);
      if (list) list.push(line);
      else map.set(name, [line]);
    }
    lines.set(section, (byKeyword = map));
  }
  return byKeyword.get(keyword) ?? none;
}

/** The lines of a proxy itself that begin with a keyword, in order; lines that are not read are left out. */
export function ownLines(model: HaproxyModel, proxy: Proxy, keyword: string): readonly Statement[] {
  return linesOf(model, proxy.section, keyword);
}

/** Whether a line switches its keyword off (`no ...`). */
export function isNegated(line: Statement): boolean {
  return line.words[0]?.text === 'no';
}

/** Index of the first word of a line's keyword: behind `no` or `default`. */
export function keywordAt(line: Statement): number {
  const first = line.words[0]?.text;
  return first === 'no' || first === 'default' ? 1 : 0;
}

/** The line that decides about a keyword in a proxy: its own last one, else that of the defaults. Undefined when there is none or it is negated. */
export function effectiveLine(model: HaproxyModel, proxy: Proxy, keyword: string): { readonly line: Statement; readonly proxy: Proxy } | undefined {
  const found = setting(model, proxy, [keyword]);
  return found === 'unknown' ? undefined : found;
}

/**
 * The line that decides about a setting with several names: the last one of the proxy, else of its defaults. Undefined when there is none or it is
 * negated; `unknown` when a conditional block decides.
 */
export function setting(model: HaproxyModel, proxy: Proxy, keywords: readonly string[]): { readonly line: Statement; readonly proxy: Proxy } | undefined | 'unknown' {
  if (proxy.section.header.uncertain) return 'unknown';
  for (let at: Proxy | undefined = proxy; at; at = at.parent) {
    let last: Statement | undefined;
    for (const keyword of keywords) {
      const own = ownLines(model, at, keyword);
      const line = own[own.length - 1];
      if (line && (!last || line.start > last.start)) last = line;
    }
    if (!last) continue;
    if (last.uncertain) return 'unknown';
    if (isNegated(last) || last.words[0]?.text === 'default') return undefined;
    return { line: last, proxy: at };
  }
  return undefined;
}

/** Whether a proxy has a line of a keyword, its own or inherited; `unknown` when a conditional block decides. */
export function has(model: HaproxyModel, proxy: Proxy, ...keywords: string[]): boolean | 'unknown' {
  const found = setting(model, proxy, keywords);
  return found === 'unknown' ? 'unknown' : found !== undefined;
}

/** Whether a proxy is switched off by `disabled`: the daemon checks nothing of it. */
export function isDisabled(model: HaproxyModel, proxy: Proxy): boolean {
  const found = setting(model, proxy, ['disabled', 'enabled']);
  return found !== undefined && found !== 'unknown' && found.line.words[keywordAt(found.line)]?.text === 'disabled';
}

/** The proxies of which the daemon checks the settings once the file is read: neither defaults nor switched off, nor in a block that may not be read. */
export function checkedProxies(model: HaproxyModel): Proxy[] {
  return proxiesOf(model).filter((proxy) => proxy.kind !== 'defaults' && !proxy.section.header.uncertain && isTaken(model, proxy.section.header) && !isDisabled(model, proxy));
}

/** The `server` and `server-template` lines of a proxy. */
export function serverLines(model: HaproxyModel, proxy: Proxy): Statement[] {
  if (!proxy.backend) return [];
  return [...ownLines(model, proxy, 'server'), ...ownLines(model, proxy, 'server-template')].sort((a, b) => a.start - b.start);
}

/** The mode of a proxy: what its own or its defaults' last `mode` line says, else tcp. Undefined when it is a variable or a conditional block decides. */
export function modeOf(model: HaproxyModel, proxy: Proxy): string | undefined {
  const found = setting(model, proxy, ['mode']);
  if (found === 'unknown') return undefined;
  if (!found) return 'tcp';
  const word = found.line.words[1];
  return word === undefined || word.opaque ? undefined : word.text;
}

/** The backends to which a frontend or listen can route: itself when it has servers, and what its routing lines name. */
export function routesOf(model: HaproxyModel, proxy: Proxy): Proxy[] {
  const names = new Set<string>();
  const routing = [...ownLines(model, proxy, 'use_backend'), ...ownLines(model, proxy, 'default_backend')];
  const inherited = effectiveLine(model, proxy, 'default_backend');
  if (inherited) routing.push(inherited.line);
  for (const line of routing) {
    const name = line.words[1];
    if (name && !name.opaque) names.add(name.text);
  }
  const targets = proxiesOf(model).filter((other) => other.backend && names.has(other.name));
  return proxy.backend ? [proxy, ...targets] : targets;
}
