// What a file names and where the names are used: definitions and uses by kind, gathered once per model.
import type { Mention } from '../core/grammar/match';
import type { Statement } from '../core/tree';
import { dialectOf } from './dialect';
import type { HaproxyModel, Section } from './model';

/** One definition or use of a name. */
export interface Naming {
  readonly statement: Statement;
  readonly mention: Mention;
  /** The section in which it stands (of a section header: that section). */
  readonly section: Section | undefined;
}

export interface Names {
  /** Definitions of a kind by name, in order of the text. */
  definitions(kind: string): ReadonlyMap<string, readonly Naming[]>;
  /** Uses of a kind in order of the text. */
  uses(kind: string): readonly Naming[];
}

const cache = new WeakMap<HaproxyModel, Names>();
const nobody: ReadonlyMap<string, readonly Naming[]> = new Map();

/** Whether the daemon takes in a statement: it is read, and no fault of its words makes the release drop it. */
export function isTaken(model: HaproxyModel, statement: Statement): boolean {
  if (statement.active === false || statement.words.length === 0) return false;
  return statement.problems.length === 0 || !dialectOf(model.release).strict || !statement.problems.some((problem) => problem.severity === 'error');
}

/** Whether the daemon refuses a line by what stands in it, so that what it defines does not exist. */
export function isRefused(model: HaproxyModel, statement: Statement): boolean {
  return statement.problems.some((problem) => problem.severity === 'error') || model.binding(statement).problems.some((problem) => problem.severity === 'error');
}

/** The names of a model. Lines that the daemon does not read are left out. */
export function namesOf(model: HaproxyModel): Names {
  const known = cache.get(model);
  if (known) return known;
  const definitions = new Map<string, Map<string, Naming[]>>();
  const uses = new Map<string, Naming[]>();
  const take = (statement: Statement, section: Section | undefined) => {
    if (!isTaken(model, statement)) return;
    for (const mention of model.binding(statement).mentions) {
      const naming = { statement, mention, section };
      if (mention.role === 'ref') {
        const list = uses.get(mention.kind);
        if (list) list.push(naming);
        else uses.set(mention.kind, [naming]);
        continue;
      }
      let byName = definitions.get(mention.kind);
      if (!byName) definitions.set(mention.kind, (byName = new Map()));
      const list = byName.get(mention.name);
      if (list) list.push(naming);
      else byName.set(mention.name, [naming]);
    }
  };
  for (const section of model.sections) {
    take(section.header, section);
    for (const line of section.body) take(line, section);
  }
  const names: Names = { definitions: (kind) => definitions.get(kind) ?? nobody, uses: (kind) => uses.get(kind) ?? [] };
  cache.set(model, names);
  return names;
}

/** Whether two statements may both be read: not so when a conditional block decides about either. */
export function bothRead(a: Statement, b: Statement): boolean {
  return !a.uncertain && !b.uncertain;
}
