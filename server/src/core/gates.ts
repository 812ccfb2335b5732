// Tells which rules have something to look at in a part: by release, by kind of part, by what the part and the file hold. Knows no keyword.
import type { Language } from './language';
import { addMarks, type Marks, marksOf, meet, sameMarks } from './marks';
import type { Model } from './model';
import type { Part } from './part';
import { parseReleases } from './release';
import type { Gate, Rule } from './rule';

/** A gate made ready. */
export interface OpenGate {
  readonly kinds: ReadonlySet<string> | undefined;
  readonly holds: Marks | undefined;
}

/** Makes a gate ready: its marks count from now on. */
export function openGate({ kinds, holds }: Gate): OpenGate {
  return { kinds: kinds && new Set(kinds), holds: holds && marksOf(holds) };
}

/** Whether a part has what a gate asks for. */
export function passes(gate: OpenGate, model: Model, part: Part): boolean {
  return (gate.kinds === undefined || gate.kinds.has(part.kind)) && (gate.holds === undefined || model.marks === undefined || meet(gate.holds, model.marks(part)));
}

interface Gated<M extends Model> extends OpenGate {
  readonly rule: Rule<M>;
  readonly anywhere: Marks | undefined;
}

/** The rules of a language that check parts, for one release. */
interface Gates<M extends Model> {
  readonly rules: readonly Gated<M>[];
  /** Rules by kind of part and what part and file hold. */
  readonly byContents: Map<string, readonly Rule<M>[]>;
  /** All marks that rules want anywhere in a file. */
  readonly anywhere: Marks;
}

const known = new WeakMap<Language<never>, Map<number, Gates<never>>>();

function gatesOf<M extends Model>(language: Language<M>, release: number): Gates<M> {
  let releases = known.get(language as Language<never>) as Map<number, Gates<M>> | undefined;
  if (!releases) known.set(language as Language<never>, (releases = new Map()) as Map<number, Gates<never>>);
  let gates = releases.get(release);
  if (gates) return gates;
  const { line } = language.knowledge;
  const anywhere: number[] = [];
  const rules: Gated<M>[] = [];
  for (const rule of language.rules) {
    if (!rule.checkPart || (rule.releases && !(parseReleases(line, rule.releases) & (1 << release)))) continue;
    const marks = rule.anywhere && marksOf(rule.anywhere);
    if (marks) addMarks(anywhere, marks);
    rules.push({ rule, ...openGate(rule), anywhere: marks });
  }
  gates = { rules, byContents: new Map(), anywhere };
  releases.set(release, gates);
  return gates;
}

/** Parts between two pauses. */
const stride = 64;

/** Gathers what all parts hold, in steps. When that changes for rules that want it anywhere, all parts have to be checked anew. */
export function* gatherMarks<M extends Model>(language: Language<M>, model: M): Generator<void> {
  if (!model.marks) return;
  const { anywhere } = gatesOf(language, model.release);
  const all: number[] = [];
  for (const [i, part] of model.parts.entries()) {
    addMarks(all, model.marks(part));
    if (i % stride === stride - 1) yield;
  }
  const marks = anywhere.map((wanted, i) => wanted & (all[i] ?? 0));
  const { records } = model;
  if (records.marks && !sameMarks(records.marks, marks)) records.forgetAll();
  records.marks = marks;
}

/** Contents of parts for which the rules are remembered. */
const mostContents = 2000;

/** The rules that have something to look at in a part, in their order. */
export function rulesFor<M extends Model>(language: Language<M>, model: M, part: Part): readonly Rule<M>[] {
  const { rules, byContents } = gatesOf(language, model.release);
  const own = model.marks?.(part);
  const all = model.records.marks;
  const { fragment = false } = model.options;
  const key = `${part.kind} ${own?.join() ?? ''} ${all?.join() ?? ''} ${fragment}`;
  let found = byContents.get(key);
  if (found) return found;
  const passing = rules.filter(({ rule, kinds, holds, anywhere }) => !(rule.whole && fragment) && (!kinds || kinds.has(part.kind)) && (!own || !holds || meet(holds, own)) && (!all || !anywhere || meet(anywhere, all)));
  found = passing.map(({ rule }) => rule);
  if (byContents.size >= mostContents) byContents.clear();
  byContents.set(key, found);
  return found;
}
