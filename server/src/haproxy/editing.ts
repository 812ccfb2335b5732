// What the editor's features ask of HAProxy beside its grammar.

import sectionHeaders from '../../data/haproxy/section-headers.json';
import type { Editing } from '../core/editing';
import type { Statement } from '../core/tree';
import { binderOf, type HaproxyModel } from './model';
import { isSectionHeader } from './parser';

const sectionNames: ReadonlySet<string> = new Set(sectionHeaders.entries.map((entry) => entry.name));

/** Names that are known within their section only; all others in the whole file. */
const local: ReadonlySet<string> = new Set(['acl', 'server', 'filter']);

/** A line that is not there, to ask how one would be bound. */
function blank(parent: Statement | undefined): Statement {
  return { start: 0, line: 0, length: 0, words: [], problems: [], ...(parent ? { parent } : {}) };
}

export const haproxyEditing: Editing<HaproxyModel> = {
  braces: false,
  headerSet: 'section',
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
  manual(release, keyword) {
    const page = `https://docs.haproxy.org/${release}/configuration.html`;
    return keyword.entry.url ? `${page}#${encodeURI(keyword.entry.url)}` : page;
  },
};
