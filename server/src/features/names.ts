// All names of a text: where each is defined and used, found by the mentions that grammars record. The base of every feature about names.
import type { Editing } from '../core/editing';
import type { Mention } from '../core/grammar/match';
import type { Model } from '../core/model';
import { type Part, partAt } from '../core/part';
import { type PartIndex, partFact, partIndex } from '../core/part-index';
import { type Statement, walk } from '../core/tree';
import type { Subject } from './subject';

/** One mention of a name, with its offsets in the text. */
export interface NamePlace {
  readonly statement: Statement;
  readonly mention: Mention;
  readonly start: number;
  readonly end: number;
  /** The statement within which the name is known; undefined: the whole text. */
  readonly scope: Statement | undefined;
  /** Kinds of uses that mean this definition; of a use: the kinds that it may mean. */
  readonly kinds: readonly string[];
}

export interface NameIndex {
  /** All mentions in order of the text. */
  readonly places: readonly NamePlace[];
  /** The mention at an offset: the shortest one that holds it. */
  at(offset: number): NamePlace | undefined;
  /** All mentions of what a mention means, in order of the text: its definitions and their uses. */
  same(place: NamePlace): readonly NamePlace[];
  /** Definitions of a kind that are known at a statement. */
  definitions(kind: string, at: Statement | undefined): readonly NamePlace[];
}

/** What is kept of the names of a language's texts, part by part, so that an edit only costs the parts that it touches. */
interface Shelves {
  readonly places: (model: Model, part: Part) => readonly NamePlace[];
  /** By role, scope, kind and name. */
  readonly byKey: PartIndex<Model, NamePlace>;
  /** Definitions by kind. */
  readonly byKind: PartIndex<Model, NamePlace>;
}

const shelves = new WeakMap<Editing<Model>, Shelves>();
const numbers = new WeakMap<Statement, number>();
let lastNumber = 0;

function keyOf(role: 'def' | 'ref', scope: Statement | undefined, kind: string, name: string): string {
  let number = scope && numbers.get(scope);
  if (scope && number === undefined) numbers.set(scope, (number = ++lastNumber));
  return `${role} ${number ?? ''} ${kind} ${name}`;
}

/** A place whose offsets follow its statement. */
class Place implements NamePlace {
  constructor(
    readonly statement: Statement,
    readonly mention: Mention,
    readonly scope: Statement | undefined,
    readonly kinds: readonly string[],
  ) {}

  get start(): number {
    return this.statement.start + this.mention.start;
  }

  get end(): number {
    return this.statement.start + this.mention.end;
  }
}

function placesIn(editing: Editing<Model>, model: Model, part: Part): readonly NamePlace[] {
  const places: NamePlace[] = [];
  const take = (statement: Statement) => {
    const inside = editing.mentionsIn?.(model, statement) ?? [];
    for (const mention of inside.length > 0 ? [...model.binding(statement).mentions, ...inside] : model.binding(statement).mentions) {
      if (mention.name === '' || mention.kind === editing.fileKind) continue;
      places.push(new Place(statement, mention, editing.scopeOf(model, mention.kind, statement, mention), editing.kindsOf?.(model, statement, mention) ?? [mention.kind]));
    }
  };
  for (const statement of walk([part.header])) take(statement);
  if (part.header.body !== part.body) for (const statement of walk(part.body)) take(statement);
  return places.sort((a, b) => a.start - b.start || a.end - b.end);
}

function shelvesOf(editing: Editing<Model>): Shelves {
  let known = shelves.get(editing);
  if (!known) {
    const places = partFact((model: Model, part: Part) => placesIn(editing, model, part));
    const byKey = partIndex((model: Model, part: Part) => places(model, part).flatMap((place) => place.kinds.map((kind) => [keyOf(place.mention.role, place.scope, kind, place.mention.name), place] as const)));
    const byKind = partIndex((model: Model, part: Part) => places(model, part).flatMap((place) => (place.mention.role === 'def' ? place.kinds.map((kind) => [kind, place] as const) : [])));
    shelves.set(editing, (known = { places, byKey, byKind }));
  }
  return known;
}

/** The names of a subject's model; gathered when first asked for. */
export function namesOf({ model, editing }: Subject): NameIndex {
  const { places, byKey, byKind } = shelvesOf(editing);
  const found = (role: 'def' | 'ref', place: NamePlace, kind: string) => byKey.get(model, keyOf(role, place.scope, kind, place.mention.name));
  return {
    get places() {
      return model.parts.flatMap((part) => places(model, part));
    },
    at(offset) {
      const part = partAt(model.parts, offset);
      return part && shortestAt(places(model, part), offset);
    },
    same(place) {
      const all = new Set<NamePlace>([place]);
      const meant = place.mention.role === 'def' ? [place] : [...new Set(place.kinds)].flatMap((kind) => found('def', place, kind));
      const groups = new Set(meant.map((one) => one.kinds.join()));
      for (const kind of new Set(meant.length > 0 ? meant.flatMap((one) => one.kinds) : place.kinds)) {
        for (const use of found('ref', place, kind)) all.add(use);
        for (const definition of found('def', place, kind)) if (groups.has(definition.kinds.join())) all.add(definition);
      }
      return [...all].sort((a, b) => a.start - b.start);
    },
    definitions: (kind, at) => byKind.get(model, kind).filter((place) => place.scope === undefined || (at !== undefined && place.scope === editing.scopeOf(model, kind, at, place.mention))),
  };
}

/** The shortest of some places that holds an offset. */
function shortestAt(places: readonly NamePlace[], offset: number): NamePlace | undefined {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] as NamePlace).start <= offset) low = middle + 1;
    else high = middle;
  }
  let best: NamePlace | undefined;
  for (let i = low - 1; i >= 0 && i >= low - 32; i--) {
    const place = places[i] as NamePlace;
    if (offset <= place.end && (!best || place.end - place.start < best.end - best.start)) best = place;
  }
  return best;
}

/** A mention in one of several texts. */
export interface Found {
  readonly subject: Subject;
  readonly place: NamePlace;
}

/**
 * All mentions of what a mention means, in its text and in those that are read together with it. A name that two texts define is each text's own.
 */
export function everywhere(subject: Subject, place: NamePlace): Found[] {
  const own = namesOf(subject).same(place);
  const found: Found[] = own.map((one) => ({ subject, place: one }));
  if (place.scope !== undefined) return found;
  const definitions = own.filter((one) => one.mention.role === 'def');
  const kinds = new Set((definitions.length > 0 ? definitions : [place]).flatMap((one) => one.kinds));
  for (const other of subject.siblings()) {
    const theirs = namesOf(other).places.filter((one) => one.scope === undefined && one.mention.name === place.mention.name && one.kinds.some((kind) => kinds.has(kind)));
    const defines = theirs.some((one) => one.mention.role === 'def');
    if (definitions.length === 0 || !defines) found.push(...theirs.map((one) => ({ subject: other, place: one })));
  }
  return found;
}

/** The lines of a definition for a preview: the statement, and the first lines of its body. */
export function preview(subject: Subject, place: NamePlace, most = 12): string {
  const { source, lines } = subject.model.tree;
  const { statement } = place;
  const start = lines[statement.line] ?? statement.start;
  const end = statement.start + Math.max(statement.bodyEnd ?? 0, statement.length);
  const shown = source.slice(start, Math.min(end, start + 4000)).split(/\r?\n/);
  const indent = Math.min(...shown.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length));
  const cut = shown.slice(0, most).map((line) => line.slice(Number.isFinite(indent) ? indent : 0));
  return shown.length > most ? [...cut, '...'].join('\n') : cut.join('\n');
}
