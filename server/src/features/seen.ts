// Values that stand in a text and may be wanted again in another place or file: interfaces, addresses. Kept part by part; what stands near goes first.
import type { Language } from '../core/language';
import type { Model } from '../core/model';
import { inChunks, type Part, partAt } from '../core/part';
import { partFactInSteps } from '../core/part-index';
import type { Statement } from '../core/tree';
import type { Subject } from './subject';

type Seen = ReadonlyMap<string, readonly string[]>;

const facts = new WeakMap<Language<Model>, (model: Model, part: Part) => Seen>();

/** Statements of a part between two pauses. */
const stride = 2000;

function* valuesOf(language: Language<Model>, model: Model, part: Part): Generator<void, Seen> {
  const found = new Map<string, string[]>();
  const take = (statement: Statement) => {
    for (const slot of model.binding(statement).slots) {
      const type = slot.node.kind === 'argument' ? language.types[slot.node.type] : undefined;
      const word = type?.seen === undefined ? undefined : statement.words[slot.word];
      if (type?.seen === undefined || !word || word.opaque) continue;
      const value = type.core?.(word.text) ?? word.text;
      if (value === '') continue;
      const values = found.get(type.seen);
      if (values) values.push(value);
      else found.set(type.seen, [value]);
    }
  };
  for (const statements of inChunks(part, stride)) {
    for (const statement of statements) take(statement);
    if (statements.length === stride) yield;
  }
  return found;
}

/** The values of a part of a text. */
export function seenInPart({ language, model }: Subject, part: Part): Seen {
  let fact = facts.get(language);
  if (!fact) facts.set(language, (fact = partFactInSteps((now: Model, of: Part) => valuesOf(language, now, of))));
  return fact(model, part);
}

/** The values of a text by their kind. */
export function seenIn(subject: Subject): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const part of subject.model.parts) {
    for (const [kind, values] of seenInPart(subject, part)) {
      const known = found.get(kind) ?? new Set();
      found.set(kind, known);
      for (const value of values) known.add(value);
    }
  }
  return found;
}

/** Most parts of a text that are looked through for proposals. */
const mostParts = 300;

/** Parts of a text, those next to an offset first. */
function* outwards(parts: readonly Part[], offset: number): Generator<Part> {
  const here = partAt(parts, offset);
  const middle = here ? parts.indexOf(here) : 0;
  for (let step = 0; step < mostParts / 2; step++) {
    const before = parts[middle - step];
    const after = parts[middle + step];
    if (before) yield before;
    if (after && step > 0) yield after;
    if (!before && !after) return;
  }
}

/** Most values that are proposed at once. */
const most = 200;

/** Values of a kind that begin as typed: of the text, nearest first, of the texts beside it, and of the workspace. `cut`: there are more. */
export function seenAround(subject: Subject, kind: string, offset: number, typed: string): { readonly values: ReadonlySet<string>; readonly cut: boolean } {
  const values = new Set<string>();
  const take = (found: Iterable<string>) => {
    for (const value of found) {
      if (!value.startsWith(typed)) continue;
      if (values.size >= most) return false;
      values.add(value);
    }
    return true;
  };
  for (const one of [subject, ...subject.siblings()]) {
    for (const part of outwards(one.model.parts, one === subject ? offset : 0)) if (!take(seenInPart(one, part).get(kind) ?? [])) return { values, cut: true };
  }
  return { values, cut: !take(subject.seen(kind)) };
}
