// All names of a text: where each is defined and used, found by the mentions that grammars record. The base of every feature about names.
import type { Editing } from '../core/editing';
import type { Mention } from '../core/grammar/match';
import type { Model } from '../core/model';
import { inChunks, type Part, partAt } from '../core/part';
import { type PartIndex, partFactInSteps, partIndex } from '../core/part-index';
import { lastStartingAt } from '../core/search';
import type { Statement } from '../core/tree';
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
  /** The mentions in the section or block at the top of the file that holds an offset, in order of the text. */
  around(offset: number): readonly NamePlace[];
  /** The mention at an offset: the shortest one that holds it. */
  at(offset: number): NamePlace | undefined;
  /** All mentions of what a mention means, in order of the text: its definitions and their uses. */
  same(place: NamePlace): readonly NamePlace[];
  /** Mentions of a name under one of some kinds that are known everywhere, or within a statement. */
  named(role: Mention['role'], kinds: Iterable<string>, name: string, scope?: Statement): readonly NamePlace[];
  /** Mentions of a kind that are known at a statement. */
  ofKind(role: Mention['role'], kind: string, at: Statement | undefined): readonly NamePlace[];
  /** Whether anything is used under a kind. */
  uses(kind: string): boolean;
}

/** What is kept of the names of a language's texts, part by part, so that an edit only costs the parts that it touches. Names that are known within a part only are looked for there. */
interface Shelves {
  readonly places: (model: Model, part: Part) => readonly NamePlace[];
  /** By role, kind and name. */
  readonly byKey: PartIndex<Model, NamePlace>;
  /** By role and kind. */
  readonly byKind: PartIndex<Model, NamePlace>;
}

const shelves = new WeakMap<Editing<Model>, Shelves>();

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

/** Statements of a part between two pauses. */
const stride = 2000;

function* placesIn(editing: Editing<Model>, model: Model, part: Part): Generator<void, readonly NamePlace[]> {
  const places: NamePlace[] = [];
  let ordered = true;
  const add = (statement: Statement, mention: Mention) => {
    if (mention.name === '' || mention.kind === editing.fileKind) return;
    const place = new Place(statement, mention, editing.scopeOf(model, mention.kind, statement, mention), editing.kindsOf?.(model, statement, mention) ?? [mention.kind]);
    const last = places[places.length - 1];
    if (last && inOrder(last, place) > 0) ordered = false;
    places.push(place);
  };
  for (const statements of inChunks(part, stride)) {
    const inside = editing.mentionsIn && (editing.mentionSign?.test(textOf(model, statements)) ?? true) ? editing.mentionsIn : undefined;
    for (const statement of statements) {
      for (const mention of model.binding(statement).mentions) add(statement, mention);
      if (inside) for (const mention of inside(model, statement)) add(statement, mention);
    }
    if (statements.length === stride) yield;
  }
  return ordered ? places : places.sort(inOrder);
}

/** Whether two places are one: statements that overlap, as in a torn text, both tell of a name between them. */
function isSame(place: NamePlace, other: NamePlace | undefined): boolean {
  if (!other || inOrder(place, other) !== 0) return false;
  const { role, kind, name } = place.mention;
  return role === other.mention.role && kind === other.mention.kind && name === other.mention.name;
}

function inOrder(a: NamePlace, b: NamePlace): number {
  return a.start - b.start || a.end - b.end;
}

function textOf(model: Model, statements: readonly Statement[]): string {
  const last = statements[statements.length - 1] as Statement;
  return model.tree.source.slice(statements[0]?.start, last.start + last.length);
}

function shelvesOf(editing: Editing<Model>): Shelves {
  let known = shelves.get(editing);
  if (!known) {
    const places = partFactInSteps((model: Model, part: Part) => placesIn(editing, model, part));
    const shelved = (keysOf: (place: NamePlace, kind: string) => string) =>
      partIndex((model: Model, part: Part) => {
        const entries: (readonly [string, NamePlace])[] = [];
        for (const place of places(model, part)) if (place.scope === undefined) for (const kind of place.kinds) entries.push([keysOf(place, kind), place]);
        return entries;
      });
    shelves.set(editing, (known = { places, byKey: shelved(({ mention }, kind) => `${mention.role} ${kind} ${mention.name}`), byKind: shelved(({ mention }, kind) => `${mention.role} ${kind}`) }));
  }
  return known;
}

/** The names of a subject's model; gathered when first asked for. */
export function namesOf({ model, editing }: Subject): NameIndex {
  const { places, byKey, byKind } = shelvesOf(editing);
  const around = (offset: number) => {
    const part = partAt(model.parts, offset);
    return part ? places(model, part) : [];
  };
  const within = (scope: Statement, role: Mention['role'], kind: string) => around(scope.start).filter((place) => place.scope === scope && place.mention.role === role && place.kinds.includes(kind));
  const found = (role: Mention['role'], kind: string, name: string, scope: Statement | undefined) =>
    scope === undefined ? byKey.get(model, `${role} ${kind} ${name}`) : within(scope, role, kind).filter((place) => place.mention.name === name);
  return {
    around,
    at: (offset) => shortestAt(around(offset), offset),
    same(place) {
      const { mention, scope } = place;
      const all = new Set<NamePlace>([place]);
      const meant = mention.role === 'def' ? [place] : place.kinds.flatMap((kind) => found('def', kind, mention.name, scope));
      for (const kind of meant.length > 0 ? meant.flatMap((one) => one.kinds) : place.kinds) {
        for (const use of found('ref', kind, mention.name, scope)) all.add(use);
        for (const definition of found('def', kind, mention.name, scope)) if (meant.some((one) => one.kinds.join() === definition.kinds.join())) all.add(definition);
      }
      return [...all].sort(inOrder).filter((one, i, sorted) => !isSame(one, sorted[i - 1]));
    },
    named: (role, kinds, name, scope) => [...new Set([...kinds].flatMap((kind) => found(role, kind, name, scope)))],
    ofKind(role, kind, at) {
      const known = byKind.get(model, `${role} ${kind}`);
      const local = at ? around(at.start).filter((place) => place.scope !== undefined && place.mention.role === role && place.kinds.includes(kind) && place.scope === editing.scopeOf(model, kind, at, place.mention)) : [];
      return local.length > 0 ? [...known, ...local] : known;
    },
    uses: (kind) => byKind.has(model, `ref ${kind}`),
  };
}

/** The shortest of some places that holds an offset. */
function shortestAt(places: readonly NamePlace[], offset: number): NamePlace | undefined {
  const last = lastStartingAt(places, offset);
  let best: NamePlace | undefined;
  for (let i = last; i >= 0 && i > last - 32; i--) {
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
    const names = namesOf(other);
    const defined = names.named('def', kinds, place.mention.name);
    if (definitions.length > 0 && defined.length > 0) continue;
    const theirs = [...defined, ...names.named('ref', kinds, place.mention.name)].sort((a, b) => a.start - b.start);
    found.push(...theirs.map((one) => ({ subject: other, place: one })));
  }
  return found;
}

/** The lines of a definition for a preview: the statement, and the first lines of its body. */
export function preview(subject: Subject, place: NamePlace, most = 12): string {
  const { source, lines } = subject.model.tree;
  const { statement } = place;
  const start = lines.at(statement.line) ?? statement.start;
  const end = statement.start + Math.max(statement.bodyEnd ?? 0, statement.length);
  const shown = source.slice(start, Math.min(end, start + 4000)).split(/\r?\n/);
  const indent = Math.min(...shown.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length));
  const cut = shown.slice(0, most).map((line) => line.slice(Number.isFinite(indent) ? indent : 0));
  return shown.length > most ? [...cut, '...'].join('\n') : cut.join('\n');
}
