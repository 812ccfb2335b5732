// What may stand at a cursor: keywords of the place, words of the grammar, parameters of a set, names, values. Completion shows it, signature help points at it.
import { type Place, runStatement } from '../core/bind';
import type { Cursor } from '../core/cursor';
import { type Expected, Match, type Proposal } from '../core/grammar/match';
import type { Node, Params } from '../core/grammar/notation';
import type { Keyword } from '../core/knowledge';
import type { Statement, Word } from '../core/tree';
import { type NamePlace, namesOf } from './names';
import { isDeprecated } from './render';
import { seenAround } from './seen';
import type { Subject } from './subject';
import { matches } from './symbols';

/** One thing that may be written at the cursor. */
export interface Offer {
  /** What is written. */
  readonly text: string;
  readonly kind: 'keyword' | 'directive' | 'opener' | 'parameter' | 'word' | 'name' | 'value' | 'file' | 'folder';
  readonly keyword?: Keyword;
  readonly detail?: string;
  readonly deprecated?: boolean;
  /** Offset of the text that it replaces up to the cursor. */
  readonly from: number;
  /** Lower comes first. */
  readonly rank: number;
  /** One of too many: more are found once more is typed. */
  readonly cut?: boolean;
}

/** The words before the cursor, what is typed of the word at it, and where that begins. */
export interface Typed {
  readonly before: readonly Word[];
  readonly typed: string;
  readonly from: number;
}

export function typedAt(subject: Subject, cursor: Cursor): Typed {
  const { statement, word, offset } = cursor;
  if (!statement) return { before: [], typed: '', from: lineWordStart(subject, offset) };
  const at = cursor.onWord ? statement.words[word] : undefined;
  const from = at ? statement.start + at.start : offset;
  return { before: statement.words.slice(0, word), typed: subject.model.tree.source.slice(from, offset), from };
}

/** On a line that is no statement (yet): where the letters before the cursor begin. */
function lineWordStart(subject: Subject, offset: number): number {
  const { source } = subject.model.tree;
  let from = offset;
  while (from > 0 && /[\w.-]/.test(source[from - 1] as string)) from--;
  return from;
}

/** The places in which the statement under the cursor (or a new one) may find its keyword. */
export function placesAt(subject: Subject, cursor: Cursor): readonly Place[] {
  const { editing, model } = subject;
  const { statement } = cursor;
  if (!statement) return editing.placesBelow(model, cursor.owner, cursor.offset);
  if (cursor.word > 0) return [editing.placeOf(model, statement)];
  return editing.placesBelow(model, statement.body && !subject.editing.braces ? undefined : statement.parent, statement.start);
}

/** Runs the grammar of the statement under the cursor with a probe at the cursor's word. */
export function probe(place: Place, before: readonly Word[], typed: string): Match {
  const match = new Match(before, place.around, before.length, typed);
  runStatement(match, place.naming);
  return match;
}

/** Everything that may be written at the cursor. */
export function offersAt(subject: Subject, cursor: Cursor): Offer[] {
  if (cursor.inComment) return [];
  const { before, typed, from } = typedAt(subject, cursor);
  const variable = variableOffers(subject, cursor);
  if (variable) return variable;
  const offers: Offer[] = cursor.statement && cursor.word > 0 ? [] : directiveOffers(subject, from);
  placesAt(subject, cursor).forEach((place, i) => {
    const prefixed = before.length > 0 && place.naming.prefixes.includes((before[0] as Word).text);
    if (place.naming.lines === undefined) offers.push(...keywordOffers(subject, cursor.statement?.parent ?? cursor.owner, place, before.slice(prefixed ? 1 : 0), prefixed ? (before[0] as Word).text : undefined, from, i * 2));
    if (before.length > 0 || place.naming.lines !== undefined) offers.push(...argumentOffers(subject, cursor, place, before, typed, from));
  });
  return distinct(offers);
}

/** Names of variables, when a `$` was typed before the cursor; undefined when none was. */
function variableOffers(subject: Subject, cursor: Cursor): Offer[] | undefined {
  const { variableKind } = subject.editing;
  const { source } = subject.model.tree;
  const dollar = variableKind === undefined ? undefined : /\$\{?(\w*)$/.exec(source.slice(Math.max(0, cursor.offset - 200), cursor.offset));
  if (variableKind === undefined || !dollar || source[cursor.offset - dollar[0].length - 1] === '\\') return undefined;
  const names = new Set<string>();
  for (const one of [subject, ...subject.siblings()]) {
    for (const role of ['def', 'ref'] as const) for (const { mention, end } of namesOf(one).ofKind(role, variableKind, undefined)) if (one !== subject || end !== cursor.offset) names.add(mention.name);
  }
  return [...names].map((text) => ({ text, kind: 'name', detail: variableKind, from: cursor.offset - (dollar[1] as string).length, rank: 0 }));
}

/** Words that may begin a line anywhere. */
function directiveOffers(subject: Subject, from: number): Offer[] {
  const { knowledge, release } = subject.model;
  const { directiveSet } = subject.editing;
  if (directiveSet === undefined) return [];
  return [...knowledge.each(directiveSet)].filter((keyword) => keyword.releases & (1 << release)).map((keyword) => ({ text: keyword.name, kind: 'directive', keyword, from, rank: 5 }));
}

function distinct(offers: readonly Offer[]): Offer[] {
  const best = new Map<string, Offer>();
  for (const offer of offers) {
    const other = best.get(offer.text);
    if (!other || offer.rank < other.rank) best.set(offer.text, offer);
  }
  return [...best.values()];
}

/** Keywords of a place whose names begin with the words before the cursor; of names of several words both the next word and the whole. */
function keywordOffers(subject: Subject, owner: Statement | undefined, place: Place, before: readonly Word[], prefix: string | undefined, from: number, rank: number): Offer[] {
  const { naming, around } = place;
  const bit = 1 << around.release;
  const lead = before.map((word) => `${word.text} `).join('');
  const offers: Offer[] = [];
  const here = standing(subject, owner);
  for (const keyword of around.knowledge.each(naming.set)) {
    if (!keyword.name.startsWith(lead)) continue;
    if (!naming.sections.some((section) => (keyword.where.get(section) ?? keyword.where.get('*') ?? 0) & bit) || keyword.refused & bit) continue;
    if (prefix !== undefined && !takesPrefix(keyword, prefix)) continue;
    const rest = keyword.name.slice(lead.length);
    const blank = rest.indexOf(' ');
    const deprecated = isDeprecated(subject, keyword);
    if (blank > 0) offers.push({ text: rest.slice(0, blank), kind: 'keyword', from, rank });
    const late = deprecated ? 8 : (subject.editing.fits?.(subject.model, owner, keyword) ?? true) ? (!keyword.entry.repeat && here.has(keyword.name) ? 2 : blank > 0 ? 1 : 0) : 6;
    offers.push({ text: rest, kind: keyword.entry.opens !== undefined ? 'opener' : 'keyword', keyword, deprecated, from, rank: rank + late });
  }
  if (lead === '' && prefix === undefined && offers.length > 0) for (const word of naming.prefixes) offers.push({ text: word, kind: 'word', from, rank: rank + 3 });
  return offers;
}

/** Names of the keywords that stand in a section or block already. */
function standing(subject: Subject, owner: Statement | undefined): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of owner?.body ?? []) {
    const { keyword } = subject.model.binding(statement);
    if (keyword) names.add(keyword.name);
  }
  return names;
}

/** Where the data tell nothing about prefixes any keyword may have one. */
function takesPrefix(keyword: Keyword, prefix: string): boolean {
  const { prefix: taken } = keyword.entry;
  return taken === undefined || taken.some((one) => one === prefix || one.startsWith(`${prefix}{`));
}

/** What the grammar of the keyword before the cursor expects next. */
function argumentOffers(subject: Subject, cursor: Cursor, place: Place, before: readonly Word[], typed: string, from: number): Offer[] {
  const match = probe(place, before, typed);
  const offers = match.proposals.flatMap((proposal) => proposalOffers(subject, cursor, proposal, from));
  for (const expected of match.expected) offers.push(...nodeOffers(subject, cursor, match, expected, expected.node, typed, from));
  return offers;
}

function proposalOffers(subject: Subject, cursor: Cursor, proposal: Proposal, from: number): Offer[] {
  const { text, keyword, detail, names } = proposal;
  const start = from + (proposal.from ?? 0);
  if (names !== undefined) return nameOffers(subject, cursor, names, start).map((offer) => ({ ...offer, text: text + offer.text }));
  const deprecated = keyword !== undefined && isDeprecated(subject, keyword);
  return [{ text, kind: keyword ? 'parameter' : 'value', ...(keyword ? { keyword } : {}), ...(detail === undefined ? {} : { detail }), deprecated, from: start, rank: deprecated ? 8 : keyword ? 1 : 0 }];
}

function nodeOffers(subject: Subject, cursor: Cursor, match: Match, expected: Expected, node: Node, typed: string, from: number): Offer[] {
  const { around } = match;
  const bit = 1 << around.release;
  if (!(node.releases & bit)) return [];
  switch (node.kind) {
    case 'literal':
      return [{ text: node.word, kind: 'word', deprecated: (node.deprecated & bit) !== 0, from, rank: node.deprecated & bit ? 8 : 0 }];
    case 'argument': {
      if (node.type === 'ref') return nameOffers(subject, cursor, node.params[0] ?? '', from);
      const type = around.types[node.type];
      if (type?.file) return pathOffers(subject, typed, from);
      return [...(type?.propose?.(match, typed, node.params) ?? []).flatMap((proposal) => proposalOffers(subject, cursor, proposal, from)), ...(type?.seen === undefined ? [] : seenOffers(subject, cursor, type.seen, typed, from))];
    }
    case 'params':
      return parameterOffers(subject, match, node, from);
    case 'list': {
      const comma = typed.lastIndexOf(',') + 1;
      const used = new Set(typed.slice(0, comma).split(','));
      return nodeOffers(subject, cursor, match, expected, node.item, typed.slice(comma), from + comma).filter((offer) => !used.has(offer.text));
    }
    case 'sequence':
      return node.items[0] ? nodeOffers(subject, cursor, match, expected, node.items[0], typed, from) : [];
    case 'choice':
    case 'bag':
      return node.options.flatMap((option) => nodeOffers(subject, cursor, match, expected, option, typed, from));
    case 'repeat':
      return nodeOffers(subject, cursor, match, expected, node.item, typed, from);
  }
}

/** Keywords of a set that fit here, those that stand on the line already left out unless they may be repeated. */
function parameterOffers(subject: Subject, match: Match, { set, single, place }: Params, from: number): Offer[] {
  const { knowledge, release } = match.around;
  const section = place ?? match.around.section;
  const bit = 1 << release;
  const used = new Set<string>();
  if (!single) for (const slot of match.slots) if (slot.node.kind === 'params' && slot.keyword && !slot.keyword.entry.repeat) used.add(slot.keyword.name);
  const offers: Offer[] = [];
  for (const keyword of knowledge.each(set)) {
    if (!((keyword.where.get(section) ?? keyword.where.get('*') ?? 0) & bit) || keyword.refused & bit || used.has(keyword.name)) continue;
    const deprecated = isDeprecated(subject, keyword);
    offers.push({ text: keyword.name, kind: 'parameter', keyword, deprecated, from, rank: deprecated ? 8 : 1 });
  }
  return offers;
}

/** Files and folders that the path which is being typed may name. */
function pathOffers(subject: Subject, typed: string, from: number): Offer[] {
  const plain = typed.replace(/^["']/, '');
  const start = from + typed.length - plain.length + plain.lastIndexOf('/') + 1;
  return subject.paths(plain).map((path) => ({ text: path, kind: path.endsWith('/') ? 'folder' : 'file', from: start, rank: 0 }));
}

/** Values that stand elsewhere. */
function seenOffers(subject: Subject, cursor: Cursor, kind: string, typed: string, from: number): Offer[] {
  const { values, cut } = seenAround(subject, kind, cursor.offset, typed);
  return [...values].map((text) => ({ text, kind: 'value', from, rank: 2, cut }));
}

/** Most names that are proposed at once. */
const mostNames = 500;

/** Names of a kind that are known at the cursor. Where they are many, only those with the letters that are typed. */
function nameOffers(subject: Subject, cursor: Cursor, kind: string, from: number): Offer[] {
  const known = namesOf(subject).ofKind('def', kind, cursor.statement ?? cursor.owner);
  const others = subject.siblings().map((other) => ({ other, places: namesOf(other).ofKind('def', kind, undefined) }));
  const many = others.reduce((sum, { places }) => sum + places.length, known.length) > mostNames;
  const typed = subject.model.tree.source.slice(from, cursor.offset);
  const seen = new Map<string, Offer>();
  const add = (place: NamePlace, detail: string | undefined, rank: number) => {
    const { name: text } = place.mention;
    if (place.statement === cursor.statement || seen.has(text) || (many && !matches(typed, text))) return;
    if (seen.size < mostNames) seen.set(text, { text, kind: 'name', ...(detail === undefined ? {} : { detail }), from, rank, cut: many });
  };
  for (const place of known) add(place, place.statement.words[0]?.text, 0);
  for (const { other, places } of others) for (const place of places) add(place, other.uri.slice(other.uri.lastIndexOf('/') + 1), 1);
  return [...seen.values()];
}
