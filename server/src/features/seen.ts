// Values that stand in a text and may be wanted again in another place or file: interfaces, addresses.
import { walk } from '../core/tree';
import type { Subject } from './subject';

const cache = new WeakMap<Subject['model'], ReadonlyMap<string, ReadonlySet<string>>>();

/** The values of a text by their kind, as the types of the arguments tell it. */
export function seenIn(subject: Subject): ReadonlyMap<string, ReadonlySet<string>> {
  const known = cache.get(subject.model);
  if (known) return known;
  const { model, language } = subject;
  const found = new Map<string, Set<string>>();
  for (const statement of walk(model.tree.statements)) {
    for (const slot of model.binding(statement).slots) {
      const word = statement.words[slot.word];
      if (slot.node.kind !== 'argument' || !word || word.opaque) continue;
      const type = language.types[slot.node.type];
      if (type?.seen === undefined) continue;
      const value = type.core?.(word.text) ?? word.text;
      if (value === '') continue;
      const values = found.get(type.seen);
      if (values) values.add(value);
      else found.set(type.seen, new Set([value]));
    }
  }
  cache.set(model, found);
  return found;
}

/** Values of a kind around a text: its own, those of the texts beside it, and what the workspace holds. */
export function seenAround(subject: Subject, kind: string): ReadonlySet<string> {
  const values = new Set<string>();
  for (const one of [subject, ...subject.siblings()]) for (const value of seenIn(one).get(kind) ?? []) values.add(value);
  for (const value of subject.seen(kind)) values.add(value);
  return values;
}
