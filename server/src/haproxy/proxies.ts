// Proxies of a file (defaults, frontend, backend, listen) and what is in effect in each, through the defaults that it inherits.

import { type Marks, marksOf, meet } from '../core/marks';
import { partFact } from '../core/part-index';
import { longer, oneOf } from '../core/tight';
import { beginsWith, hasUnknownWord, knownText, type Statement } from '../core/tree';
import { isTaken, lastLineWith, linesWith, marksIn } from './contents';
import type { HaproxyModel, Section } from './model';
import { namesOfSections, sectionsNamed, sectionsNamedByVariable } from './section-names';
import { since } from './since';
import { firstHeir, type Proxy, proxyOf } from './standing';

export { type Proxy, proxyOf } from './standing';

/** All proxies in order of the text. Who looks at them depends on everything: `proxiesNamed` is cheaper. */
export function proxiesOf(model: HaproxyModel): readonly Proxy[] {
  return model.sections.flatMap((section) => proxyOf(model, section) ?? []);
}

/** Most proxies of one name that are looked at: files with more are refused for that. */
const mostOfOneName = 50;

const nobody: readonly Proxy[] = [];

/** The proxies of a name, in order of the text. */
export function proxiesNamed(model: HaproxyModel, name: string): Proxy[] {
  const found: Proxy[] = [];
  for (const section of sectionsNamed(model, name)) {
    const proxy = proxyOf(model, section);
    if (proxy && found.push(proxy) === mostOfOneName) break;
  }
  return found;
}

/** The proxies of a name that have servers, in order of the text. */
export function backendsNamed(model: HaproxyModel, name: string): readonly Proxy[] {
  const sections = sectionsNamed(model, name);
  let found: readonly Proxy[] = nobody;
  let seen = 0;
  for (const section of sections) {
    const proxy = proxyOf(model, section);
    if (proxy?.backend) found = longer(found, proxy);
    if (proxy && ++seen === mostOfOneName) break;
  }
  return found;
}

/** The names of all proxies with servers. */
export function namesOfBackends(model: HaproxyModel): readonly (readonly string[])[] {
  return namesOfSections(model, 'backend', 'listen');
}

/** Whether the name of a proxy with servers is a variable, so that nothing can be said to be missing. */
export function hasUnknownBackend(model: HaproxyModel): boolean {
  return sectionsNamedByVariable(model).some(({ kind }) => kind === 'backend' || kind === 'listen');
}

const none: Statement[] = [];

/** The lines of a section that begin with a keyword, in order; lines that are not read are left out, and up to 1.7 refused ones, behind which the daemon goes on. */
export function linesOf(model: HaproxyModel, section: Section, keyword: string): readonly Statement[] {
  return linesWith(model, section, keyword, true);
}

/** The lines of a proxy itself that begin with a keyword, in order; lines that are not read are left out. */
export function ownLines(model: HaproxyModel, proxy: Proxy, keyword: string): readonly Statement[] {
  return linesOf(model, proxy.section, keyword);
}

/** Whether a line switches its keyword off (`no ...`). */
export function isNegated(line: Statement): boolean {
  return beginsWith(line, 'no');
}

/** Index of the first word of a line's keyword: behind `no` or `default`. */
export function keywordAt(line: Statement): number {
  return beginsWith(line, 'no') || beginsWith(line, 'default') ? 1 : 0;
}

/** The line that decides about a keyword in a proxy: its own last one, else that of the defaults. Undefined when there is none or it is negated. */
export function effectiveLine(model: HaproxyModel, proxy: Proxy, keyword: string): { readonly line: Statement; readonly proxy: Proxy } | undefined {
  const found = setting(model, proxy, [keyword]);
  return found === 'unknown' ? undefined : found;
}

/**
 * The line that decides about a setting with several names: the last one of the proxy, else of its defaults. Undefined when there is none or it is
 * negated; `unknown` when a conditional block decides, or the defaults stand in another file. `marks`: those of the keywords, which tell quickly that a
 * section has none.
 */
export function setting(model: HaproxyModel, proxy: Proxy, keywords: readonly string[], marks?: Marks): { readonly line: Statement; readonly proxy: Proxy } | undefined | 'unknown' {
  return proxy.section.header.uncertain ? 'unknown' : settingFrom(model, proxy, keywords, marks);
}

/** The same, even where the header of the proxy stands in a conditional block. */
export function settingFrom(model: HaproxyModel, proxy: Proxy, keywords: readonly string[], marks?: Marks): ReturnType<typeof setting> {
  let top = proxy;
  for (let at: Proxy | undefined = proxy; at; at = at.parent) {
    top = at;
    const last = marks === undefined || meet(marks, marksIn(model, at.section)) ? lastLineWith(model, at.section, keywords) : undefined;
    if (!last) continue;
    if (last.uncertain) return 'unknown';
    if (isNegated(last) || beginsWith(last, 'default')) return undefined;
    return { line: last, proxy: at };
  }
  return model.options.fragment && top.kind !== 'defaults' ? 'unknown' : undefined;
}

/** Whether a proxy has a line of a keyword, its own or inherited; `unknown` when a conditional block decides. */
export function has(model: HaproxyModel, proxy: Proxy, ...keywords: string[]): boolean | 'unknown' {
  const found = setting(model, proxy, keywords);
  return found === 'unknown' ? 'unknown' : found !== undefined;
}

const switches = ['disabled', 'enabled'];
const switchMarks = marksOf(switches);

/** Whether a proxy is switched off by `disabled`: the daemon checks nothing of it. */
export function isDisabled(model: HaproxyModel, proxy: Proxy): boolean {
  const found = setting(model, proxy, switches, switchMarks);
  return found !== undefined && found !== 'unknown' && found.line.words[keywordAt(found.line)]?.text === 'disabled';
}

/**
 * Whether surplus words keep the daemon from beginning a section: what stands behind the name is not `from` and a name. Each line below is then refused; a
 * section without lines is dropped without an error. Upstream: cfg_parse_listen() since 2.4.
 */
export function isNotBegun(model: HaproxyModel, section: Section): boolean {
  const { kind, more } = section;
  if (more.length === 0 || !since(model, '2.4') || !/^(frontend|backend|listen)$/.test(kind) || hasUnknownWord(section.header)) return false;
  return more[0]?.text !== 'from' || more.length === 1;
}

/** What nearly all rules about proxies ask. */
interface Basics {
  readonly checked: Proxy | undefined;
  readonly mode: string | undefined;
}

const basics = partFact((model: HaproxyModel, section: Section): Basics => {
  const proxy = proxyOf(model, section);
  return { checked: proxy && isChecked(model, proxy) ? proxy : undefined, mode: modeIn(model, proxy) };
});

function isChecked(model: HaproxyModel, proxy: Proxy): boolean {
  const { kind, section } = proxy;
  return kind !== 'defaults' && !section.header.uncertain && isTaken(model, section.header) && !isNotBegun(model, section) && !isDisabled(model, proxy);
}

/** The proxy of a section of which the daemon checks the settings once the file is read: neither defaults nor switched off, nor in a block that may not be read. */
export function checkedProxy(model: HaproxyModel, section: Section): Proxy | undefined {
  return basics(model, section).checked;
}

/**
 * The proxy of a section of which the daemon checks the rules once the file is read: a checked one, or named defaults that one starts from. Those take on
 * what the proxy can do. 3.4 checks all named defaults. Upstream: check_config_validity() since 2.5.
 */
export const checkedRules = partFact((model: HaproxyModel, section: Section): Proxy | undefined => {
  if (section.kind !== 'defaults') return checkedProxy(model, section);
  const { header, name } = section;
  const proxy = name !== '' && since(model, '2.5') && !header.uncertain && isTaken(model, header) ? proxyOf(model, section) : undefined;
  const heir = proxy && firstHeir(model, section);
  const all = since(model, '3.4');
  const { frontend, backend } = heir ? ((all ? proxyOf(model, heir) : checkedProxy(model, heir)) ?? {}) : { frontend: all, backend: all };
  return proxy && (frontend || backend) ? { ...proxy, frontend: frontend === true, backend: backend === true } : undefined;
});

/** All checked proxies. Who looks at them depends on everything. */
export function checkedProxies(model: HaproxyModel): Proxy[] {
  return model.sections.flatMap((section) => checkedProxy(model, section) ?? []);
}

/** Each of these lines gives a proxy statistics. */
export const statisticsLines: readonly string[] = ['admin', 'auth', 'enable', 'hide-version', 'http-request', 'realm', 'refresh', 'scope', 'show-desc', 'show-legends', 'show-modules', 'show-node', 'uri'].map((name) => `stats ${name}`);

/** The `server` and `server-template` lines of a proxy. */
export function serverLines(model: HaproxyModel, proxy: Proxy): readonly Statement[] {
  if (!proxy.backend) return none;
  const servers = linesWith(model, proxy.section, 'server', true);
  const templates = linesWith(model, proxy.section, 'server-template', true);
  return templates.length === 0 ? servers : [...servers, ...templates].sort((a, b) => a.start - b.start);
}

/** The mode of a proxy: what its own or its defaults' last `mode` line says, else tcp. Undefined when it is a variable or a conditional block decides. */
export function modeOf(model: HaproxyModel, proxy: Proxy): string | undefined {
  return basics(model, proxy.section).mode;
}

const modes = ['mode'];
const modeMarks = marksOf(modes);

function modeIn(model: HaproxyModel, proxy: Proxy | undefined): string | undefined {
  const found = proxy && setting(model, proxy, modes, modeMarks);
  if (found === 'unknown') return undefined;
  if (!found) return 'tcp';
  const mode = knownText(found.line, 1);
  return mode === undefined ? undefined : oneOf(mode);
}

/** The names that the routing lines of a proxy say, its own and the inherited `default_backend`. */
export function routedNames(model: HaproxyModel, proxy: Proxy): string[] {
  const names = new Set<string>();
  const routing = [...ownLines(model, proxy, 'use_backend'), ...ownLines(model, proxy, 'default_backend')];
  const inherited = effectiveLine(model, proxy, 'default_backend');
  if (inherited) routing.push(inherited.line);
  for (const line of routing) {
    const name = line.words[1];
    if (name && !name.opaque) names.add(name.text);
  }
  return [...names];
}
