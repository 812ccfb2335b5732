// What the editor's features ask of HAProxy beside its grammar.

import { bodies } from '../../data/editing/haproxy.json';
import sectionHeaders from '../../data/haproxy/section-headers.json';
import type { Editing, Inherited } from '../core/editing';
import type { Mention } from '../core/grammar/match';
import type { Keyword } from '../core/knowledge';
import { parseReleases } from '../core/release';
import { text } from '../core/text';
import type { Statement } from '../core/tree';
import { explainCheck, impliedCheck } from './explain-checks';
import { aclKeyword, signatureOf as expressionSignature } from './expressions/signature';
import { termsOf } from './expressions/terms';
import { binderOf, type HaproxyModel } from './model';
import { isSectionHeader } from './parser';
import { isNegated, modeOf, proxyOf, setting } from './proxies';
import { haproxyReleases } from './releases';
import { environmentKind, variableSign, variablesIn } from './variables-in-lines';

const sectionNames: ReadonlySet<string> = new Set(sectionHeaders.entries.map((entry) => entry.name));

/** Names that are known within their section only; all others in the whole file. */
const local: ReadonlySet<string> = new Set(['acl', 'server', 'filter']);

/** What refers to a proxy by its name: the kind of use depends on what the proxy can do. */
const proxyKinds: Readonly<Record<string, readonly string[]>> = {
  frontend: ['frontend', 'table'],
  backend: ['backend', 'table'],
  listen: ['frontend', 'backend', 'table'],
};

/** A proxy is meant by what it can do; a use that says which side it means (`detail`) means only proxies that have it. */
function kindsOf(_model: HaproxyModel, statement: Statement, mention: Mention): readonly string[] {
  if (mention.kind !== 'proxy') return [mention.kind];
  if (mention.role === 'def') return proxyKinds[statement.words[0]?.text ?? ''] ?? ['proxy'];
  return [mention.detail ?? 'proxy'];
}

/** Fetches and converters with their arguments and types: `map(<str>[,<str>]) str → str`. */
function signatureOf(keyword: Keyword): string | undefined {
  if (keyword.set === 'log-alias') return `%${keyword.name}`;
  if (keyword.set === 'acl') return text('{0} = {1} with `-m {2}`', keyword.name, aclKeyword(keyword).fetch, aclKeyword(keyword).match);
  if (keyword.set !== 'sample' && keyword.set !== 'converter') return undefined;
  const { args, min, input, out } = expressionSignature(keyword);
  const shown = (args ?? []).slice(0, 4).map((type) => `<${type.toLowerCase()}>`);
  const mandatory = shown.slice(0, min).join(',');
  const optional = shown.slice(min).join(',');
  const list = optional === '' ? mandatory : `${mandatory}[${mandatory === '' ? '' : ','}${optional}]`;
  const types = out === undefined ? '' : input === undefined ? ` → ${out}` : ` ${input} → ${out}`;
  return `${keyword.name}${list === '' ? '' : `(${list}${(args?.length ?? 0) > 4 ? ',...' : ''})`}${types}`;
}

/** Settings that decide what a proxy does, so that their inherited values are shown beside its header. */
const important: ReadonlySet<string> = new Set(['mode', 'timeout client', 'timeout connect', 'timeout server']);

/** Lines of the defaults of a proxy that its own lines do not replace. Keywords that may be repeated add up, so theirs all hold. */
function inherited(model: HaproxyModel, header: Statement): Inherited[] {
  const proxy = proxyOf(model, model.section(header));
  if (!proxy || proxy.kind === 'defaults') return [];
  const own = new Set(proxy.section.body.map((line) => model.binding(line).keyword?.name));
  const lines: Inherited[] = [];
  for (let at = proxy.parent; at; at = at.parent) {
    for (const line of at.section.body) {
      const keyword = model.binding(line).keyword;
      if (!keyword || line.active === false || (own.has(keyword.name) && !keyword.entry.repeat) || isNegated(line)) continue;
      if (!proxy.section.header.words[0] || !keyword.where.has(proxy.kind)) continue;
      lines.push({ line, from: at.name === '' ? 'defaults' : `defaults ${at.name}`, important: important.has(keyword.name) });
    }
    for (const line of at.section.body) own.add(model.binding(line).keyword?.name);
  }
  return lines;
}

/** The line of the defaults that a line of a proxy takes the place of. Keywords that add up replace nothing. */
function replaces(model: HaproxyModel, statement: Statement): Inherited | undefined {
  const keyword = model.binding(statement).keyword;
  const proxy = proxyOf(model, model.section(statement));
  if (!keyword || !proxy?.parent || statement.body || keyword.entry.repeat === true) return undefined;
  const found = setting(model, proxy.parent, [keyword.name]);
  if (!found || found === 'unknown') return undefined;
  const from = found.proxy.name === '' ? 'defaults' : `defaults ${found.proxy.name}`;
  return { line: found.line, from, important: false };
}

/** Keywords of another mode than the section's have no effect there. */
function fits(model: HaproxyModel, owner: Statement | undefined, keyword: Keyword): boolean {
  const { modes } = keyword.entry;
  const proxy = modes && owner && proxyOf(model, model.section(owner));
  const mode = proxy && proxy.kind !== 'defaults' ? modeOf(model, proxy) : undefined;
  return !modes || mode === undefined || modes.includes(mode);
}

/** A line that is not there, to ask how one would be bound. */
function blank(parent: Statement | undefined): Statement {
  return { start: 0, line: 0, length: 0, words: [], problems: [], ...(parent ? { parent } : {}) };
}

/** The anchor of a keyword in the manual of a release. */
function anchorIn(release: string, url: string | readonly string[] | undefined): string | undefined {
  if (url === undefined || typeof url === 'string') return url;
  const bit = 1 << haproxyReleases.names.indexOf(release);
  for (const one of url) {
    const [, anchor, mark] = /^([^{]*)\{(.*)\}$/.exec(one) ?? [];
    if (mark !== undefined && parseReleases(haproxyReleases, mark) & bit) return anchor;
  }
  return undefined;
}

export const haproxyEditing: Editing<HaproxyModel> = {
  braces: false,
  headerSet: 'section',
  directiveSet: 'directive',
  variableKind: environmentKind,
  fileKind: 'path',
  nameShape: /^[\w.:-]+$/,
  // Conditional blocks may enclose whole sections or single lines: only their author knows how deep they stand.
  keepsIndent: (statement) => statement.words[0]?.text.startsWith('.') === true,
  openers: () => sectionNames,
  placeOf: binderOf,
  placesBelow(model, owner) {
    const header = binderOf(model, { ...blank(undefined), body: [] });
    return owner ? [binderOf(model, blank(owner)), header] : [header, binderOf(model, blank(undefined))];
  },
  scopeOf(_model, kind, statement) {
    if (!local.has(kind)) return undefined;
    return isSectionHeader(statement.words[0]?.text ?? '') && statement.body ? statement : statement.parent;
  },
  kindsOf,
  signatureOf,
  termsOf: (model, statement) => termsOf(statement, model.binding(statement), model.knowledge, model.release, model.tree.source),
  inherited,
  replaces,
  fits,
  mentionsIn: variablesIn,
  mentionSign: variableSign,
  explain: explainCheck,
  implied: impliedCheck,
  endsFlow: (statement) => /^server(-template)?$/.test(statement.words[0]?.text ?? ''),
  bodyOf: (keyword) => (Object.hasOwn(bodies, keyword.name) ? bodies[keyword.name as keyof typeof bodies] : undefined),
  givesDefaults: (statement) => statement.words[0]?.text === 'defaults',
  manual(release, keyword) {
    const page = `https://docs.haproxy.org/${release}/configuration.html`;
    const anchor = anchorIn(release, keyword.entry.url);
    return anchor === undefined ? page : `${page}#${encodeURI(anchor)}`;
  },
};
