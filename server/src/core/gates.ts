// Tells which rules have something to look at in a part: by release, by kind of part, by what the part and the file hold. Knows no keyword.
import type { Language } from './language';
import { addMarks, countCommon, countOfMarks, type Marks, marksOf, meet, sameMarks } from './marks';
import type { Model } from './model';
import { long, type Part } from './part';
import { parseReleases } from './release';
import type { Gate, Rule } from './rule';
import type { Statement } from './tree';

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
  const { kinds, holds } = gate;
  if (kinds !== undefined && !kinds.has(part.kind)) return false;
  return holds === undefined || model.marks === undefined || meet(holds, model.marks(part));
}

/** Whether no part of a file has what a gate asks for, as far as that is known. */
export function passesNone({ holds }: OpenGate, { records }: Model): boolean {
  return holds !== undefined && records.counted === countOfMarks() && !meet(holds, records.tally.all());
}

/** A rule as it is asked about parts: all of one shape, which the engine looks through faster than through the rules themselves. */
export interface Asked<M extends Model> {
  readonly rule: Rule<M>;
  readonly check: NonNullable<Rule<M>['checkPart']>;
}

interface Gated<M extends Model> extends OpenGate {
  readonly asked: Asked<M>;
  readonly anywhere: Marks | undefined;
  readonly inherits: Marks | undefined;
  readonly effective: Marks | undefined;
}

/** The rules of a language that check parts, for one release. */
interface Gates<M extends Model> {
  readonly rules: readonly Gated<M>[];
  /** Rules by kind of part and what part and file hold. */
  readonly byContents: Map<string, readonly Asked<M>[]>;
  /** The same by sets of marks, each with what else they were found for: equal parts share such sets. */
  readonly byMarks: WeakMap<Marks, { readonly kind: string; readonly file: FileMarks | undefined; readonly fragment: boolean; readonly rules: readonly Asked<M>[] }>;
  /** All marks that rules want anywhere in a file, and those that they want of what parts start from. */
  readonly anywhere: Marks;
  readonly lent: Marks;
}

type FileMarks = NonNullable<Model['records']['marks']>;

const known = new WeakMap<Language<never>, Map<number, Gates<never>>>();

function gatesOf<M extends Model>(language: Language<M>, release: number): Gates<M> {
  let releases = known.get(language as Language<never>) as Map<number, Gates<M>> | undefined;
  if (!releases) {
    // Marks of all rules count from now on, also of those for other releases: what was gathered while there were fewer would be gathered anew.
    for (const { holds, anywhere, inherits, effective } of language.rules) for (const names of [holds, anywhere, inherits, effective]) marksOf(names ?? []);
    known.set(language as Language<never>, (releases = new Map()) as Map<number, Gates<never>>);
  }
  let gates = releases.get(release);
  if (gates) return gates;
  const { line } = language.knowledge;
  const anywhere: number[] = [];
  const lent: number[] = [];
  const rules: Gated<M>[] = [];
  const ready = (names: readonly string[] | undefined, all: number[]): Marks | undefined => {
    const marks = names && marksOf(names);
    if (marks) addMarks(all, marks);
    return marks;
  };
  for (const rule of language.rules) {
    if (!rule.checkPart || (rule.releases && !(parseReleases(line, rule.releases) & (1 << release)))) continue;
    rules.push({ asked: { rule, check: rule.checkPart }, ...openGate(rule), anywhere: ready(rule.anywhere, anywhere), inherits: ready(rule.inherits, lent), effective: ready(rule.effective, lent) });
  }
  gates = { rules, byContents: new Map(), byMarks: new WeakMap(), anywhere, lent };
  releases.set(release, gates);
  return gates;
}

/** Parts between two pauses. */
const stride = 16;

/** Binds the statements of a part of very many, in steps. */
function* bindInSteps(model: Model, { body }: Part): Generator<void> {
  for (let i = 0; i < body.length; i++) {
    model.binding(body[i] as Statement);
    if (i % long === long - 1) yield;
  }
}

/** Gathers what all parts hold, in steps: those that are to be checked are counted anew. When that changes for rules that want it anywhere, parts that are asked about by other rules then have to be checked. */
export function* gatherMarks<M extends Model>(language: Language<M>, model: M): Generator<void> {
  const { records } = model;
  if (!model.marks) return;
  const gates = gatesOf(language, model.release);
  let count = 0;
  for (const check of records.due.all()) {
    if (check.own.body.length > long) yield* bindInSteps(model, check.own);
    const marks = model.marks(check.own);
    records.count(check, marks, model.lends?.(check.own) ? marks : undefined);
    if (++count % stride === 0) yield;
  }
  records.counted = countOfMarks();
  const now: FileMarks = { anywhere: common(gates.anywhere, records.tally.all()), lent: common(gates.lent, records.lentTally.all()) };
  const before = records.marks;
  if (before && sameMarks(before.anywhere, now.anywhere) && sameMarks(before.lent, now.lent)) return;
  records.marks = now;
  if (before) askOthers(gates, model, before, now);
}

/** Has parts checked anew for which other rules are open now that the file holds something else. */
function askOthers<M extends Model>(gates: Gates<M>, model: M, before: FileMarks, now: FileMarks): void {
  const fragment = model.options.fragment === true;
  const others = new Map<Marks | undefined, boolean>();
  for (const check of model.records.checks.values()) {
    const { own, marks } = check;
    let other = others.get(marks);
    if (other === undefined) others.set(marks, (other = !sameRules(rulesBy(gates, own.kind, marks, before, fragment), rulesBy(gates, own.kind, marks, now, fragment))));
    if (other) check.outdated();
  }
}

function sameRules<M extends Model>(a: readonly Asked<M>[], b: readonly Asked<M>[]): boolean {
  return a.length === b.length && a.every((asked, i) => asked === b[i]);
}

function common(wanted: Marks, marks: Marks): Marks {
  return wanted.map((bits, i) => bits & (marks[i] ?? 0));
}

/** Contents of parts for which the rules are remembered. */
const mostContents = 2000;

/** The rules that have something to look at in a part, in their order. */
export function rulesFor<M extends Model>(language: Language<M>, model: M, part: Part): readonly Asked<M>[] {
  const gates = gatesOf(language, model.release);
  const { kind } = part;
  const own = model.marks?.(part);
  const file = model.records.marks;
  const fragment = model.options.fragment === true;
  const last = own && gates.byMarks.get(own);
  if (last && last.kind === kind && last.file === file && last.fragment === fragment) return last.rules;
  const rules = rulesBy(gates, kind, own, file, fragment);
  if (own) gates.byMarks.set(own, { kind, file, fragment, rules });
  return rules;
}

/** The same by what part and file hold. */
function rulesBy<M extends Model>(gates: Gates<M>, kind: string, own: Marks | undefined, file: FileMarks | undefined, fragment: boolean): readonly Asked<M>[] {
  const { byContents } = gates;
  const key = `${kind} ${own?.join() ?? ''} ${file?.anywhere.join() ?? ''} ${file?.lent.join() ?? ''} ${fragment}`;
  let rules = byContents.get(key);
  if (!rules) {
    rules = gates.rules.filter((gated) => !(gated.asked.rule.whole && fragment) && (!gated.kinds || gated.kinds.has(kind)) && isOpen(gated, own, file)).map(({ asked }) => asked);
    if (byContents.size >= mostContents) byContents.clear();
    byContents.set(key, rules);
  }
  return rules;
}

/** Whether part and file hold what a rule asks for; what nobody gathered does not matter. */
function isOpen({ asked: { rule }, holds, anywhere, inherits, effective }: Gated<never>, own: Marks | undefined, file: FileMarks | undefined): boolean {
  if (own && holds && !(rule.least ? countCommon(holds, own) >= rule.least : meet(holds, own))) return false;
  if (file && ((anywhere && !meet(anywhere, file.anywhere)) || (inherits && !meet(inherits, file.lent)))) return false;
  return !own || !file || !effective || meet(effective, own) || meet(effective, file.lent);
}
