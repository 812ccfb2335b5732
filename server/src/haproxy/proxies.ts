// Proxies of a file (defaults, frontend, backend, listen) and what is in effect in each, through the defaults that it inherits.
import type { Statement } from '../core/tree';
import type { HaproxyModel, Section } from './model';

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

const cache = new WeakMap<HaproxyModel, readonly Proxy[]>();

/** All proxies in order of the text. A proxy inherits from the `defaults` that its header names after `from`, else from the last one above it (manual, section "Proxies"). */
export function proxiesOf(model: HaproxyModel): readonly Proxy[] {
  const known = cache.get(model);
  if (known) return known;
  const proxies: Proxy[] = [];
  const named = new Map<string, Proxy>();
  let last: Proxy | undefined;
  for (const section of model.sections) {
    const kind = section.kind;
    if (kind !== 'defaults' && kind !== 'frontend' && kind !== 'backend' && kind !== 'listen') continue;
    const words = section.header.words;
    const from = words.findIndex((word, i) => i > 0 && word.text === 'from');
    const wanted = from > 0 ? words[from + 1]?.text : undefined;
    const parent = wanted !== undefined ? named.get(wanted) : kind === 'defaults' ? undefined : last;
    const proxy: Proxy = { kind, name: section.name, section, frontend: kind === 'frontend' || kind === 'listen', backend: kind === 'backend' || kind === 'listen', parent };
    proxies.push(proxy);
    if (kind === 'defaults') {
      last = proxy;
      if (section.name !== '') named.set(section.name, proxy);
    }
  }
  cache.set(model, proxies);
  return proxies;
}

/** The lines of a proxy itself that begin with a keyword, in order; lines that are not read are left out. */
export function ownLines(model: HaproxyModel, proxy: Proxy, keyword: string): Statement[] {
  return proxy.section.body.filter((line) => line.active !== false && model.binding(line).keyword?.name === keyword);
}

/** Whether a line switches its keyword off (`no ...`). */
export function isNegated(line: Statement): boolean {
  return line.words[0]?.text === 'no';
}

/** The line that decides about a keyword in a proxy: its own last one, else that of the defaults. Undefined when there is none or it is negated. */
export function effectiveLine(model: HaproxyModel, proxy: Proxy, keyword: string): { readonly line: Statement; readonly proxy: Proxy } | undefined {
  for (let at: Proxy | undefined = proxy; at; at = at.parent) {
    const own = ownLines(model, at, keyword);
    const line = own[own.length - 1];
    if (line) return isNegated(line) ? undefined : { line, proxy: at };
  }
  return undefined;
}

/** The mode of a proxy: what its own or its defaults' last `mode` line says, else tcp. Undefined when it is a variable. */
export function modeOf(model: HaproxyModel, proxy: Proxy): string | undefined {
  const found = effectiveLine(model, proxy, 'mode');
  if (!found) return 'tcp';
  const word = found.line.words[1];
  return word === undefined || word.opaque ? undefined : word.text;
}

/** The backends to which a frontend or listen can route: itself when it has servers, and what its routing lines name. */
export function routesOf(model: HaproxyModel, proxy: Proxy): Proxy[] {
  const names = new Set<string>();
  const lines = [...proxy.section.body];
  const inherited = effectiveLine(model, proxy, 'default_backend');
  if (inherited) lines.push(inherited.line);
  for (const line of lines) {
    const binding = model.binding(line);
    if (binding.keyword?.name !== 'use_backend' && binding.keyword?.name !== 'default_backend') continue;
    const name = line.words[1];
    if (name && !name.opaque) names.add(name.text);
  }
  const targets = proxiesOf(model).filter((other) => other.backend && names.has(other.name));
  return proxy.backend ? [proxy, ...targets] : targets;
}
