// All names of a text: where each is defined and used, found by the mentions that grammars record. The base of every feature about names.
import type { Mention } from '../core/grammar/match';
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

const cache = new WeakMap<Subject['model'], NameIndex>();

/** The names of a subject's model; gathered when first asked for. */
export function namesOf(subject: Subject): NameIndex {
  let index = cache.get(subject.model);
  if (!index) cache.set(subject.model, (index = gather(subject)));
  return index;
}

function keyOf(scope: Statement | undefined, kind: string, name: string): string {
  return `${scope?.start ?? ''} ${kind} ${name}`;
}

function gather(subject: Subject): NameIndex {
  const { model, editing } = subject;
  const places: NamePlace[] = [];
  const definitions = new Map<string, NamePlace[]>();
  const uses = new Map<string, NamePlace[]>();
  const byKind = new Map<string, NamePlace[]>();
  for (const statement of walk(model.tree.statements)) {
    const inside = editing.mentionsIn?.(model, statement) ?? [];
    for (const mention of inside.length > 0 ? [...model.binding(statement).mentions, ...inside] : model.binding(statement).mentions) {
      if (mention.name === '' || mention.kind === editing.fileKind) continue;
      const scope = editing.scopeOf(model, mention.kind, statement, mention);
      const kinds = editing.kindsOf?.(model, statement, mention) ?? [mention.kind];
      const place: NamePlace = { statement, mention, start: statement.start + mention.start, end: statement.start + mention.end, scope, kinds };
      places.push(place);
      for (const kind of kinds) {
        append(mention.role === 'def' ? definitions : uses, keyOf(scope, kind, mention.name), place);
        if (mention.role === 'def') append(byKind, kind, place);
      }
    }
  }
  places.sort((a, b) => a.start - b.start || a.end - b.end);
  return {
    places,
    at(offset) {
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
    },
    same(place) {
      const { name } = place.mention;
      const found = new Set<NamePlace>([place]);
      const meant = place.mention.role === 'def' ? [place] : place.kinds.flatMap((kind) => definitions.get(keyOf(place.scope, kind, name)) ?? []);
      for (const kind of meant.length > 0 ? meant.flatMap((one) => one.kinds) : place.kinds) {
        const key = keyOf(place.scope, kind, name);
        for (const use of uses.get(key) ?? []) found.add(use);
        for (const definition of definitions.get(key) ?? []) if (meant.some((one) => one.kinds.join() === definition.kinds.join())) found.add(definition);
      }
      return [...found].sort((a, b) => a.start - b.start);
    },
    definitions: (kind, at) => (byKind.get(kind) ?? []).filter((place) => place.scope === undefined || (at !== undefined && place.scope === editing.scopeOf(model, kind, at, place.mention))),
  };
}

function append(map: Map<string, NamePlace[]>, key: string, place: NamePlace): void {
  const list = map.get(key);
  if (list) list.push(place);
  else map.set(key, [place]);
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
