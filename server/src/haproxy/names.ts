// What a file names and where the names are used: definitions and uses by kind.
import type { Mention } from '../core/grammar/match';
import { type PartIndex, partIndex } from '../core/part-index';
import type { Statement } from '../core/tree';
import { dialectOf } from './dialect';
import type { HaproxyModel, Section } from './model';

/** One definition or use of a name. */
export interface Naming {
  readonly statement: Statement;
  readonly mention: Mention;
  /** The section in which it stands (of a section header: that section). */
  readonly section: Section;
}

/** Whether the daemon takes in a statement: it is read, and no fault of its words makes the release drop it. */
export function isTaken(model: HaproxyModel, statement: Statement): boolean {
  if (statement.active === false || statement.words.length === 0) return false;
  return statement.problems.length === 0 || !dialectOf(model.release).strict || !statement.problems.some((problem) => problem.severity === 'error');
}

/** Whether the daemon refuses a line by what stands in it, so that what it defines does not exist. */
export function isRefused(model: HaproxyModel, statement: Statement): boolean {
  return statement.problems.some((problem) => problem.severity === 'error') || model.binding(statement).problems.some((problem) => problem.severity === 'error');
}

interface SectionNames {
  readonly definitions: ReadonlyMap<string, readonly Naming[]>;
  readonly uses: ReadonlyMap<string, readonly Naming[]>;
}

const nobody: readonly Naming[] = [];
const memo = {};

function gather(model: HaproxyModel, section: Section): SectionNames {
  const definitions = new Map<string, Naming[]>();
  const uses = new Map<string, Naming[]>();
  const take = (statement: Statement) => {
    if (!isTaken(model, statement)) return;
    for (const mention of model.binding(statement).mentions) {
      const byKind = mention.role === 'ref' ? uses : definitions;
      const naming = { statement, mention, section };
      const list = byKind.get(mention.kind);
      if (list) list.push(naming);
      else byKind.set(mention.kind, [naming]);
    }
  };
  take(section.header);
  for (const line of section.body) take(line);
  return { definitions, uses };
}

/** The definitions of a kind in one section, in order. Lines that the daemon does not read are left out, here and below. */
export function definitionsIn(model: HaproxyModel, section: Section, kind: string): readonly Naming[] {
  return section.remember(memo, () => gather(model, section)).definitions.get(kind) ?? nobody;
}

/** The uses of names of a kind in one section, in order. */
export function usesIn(model: HaproxyModel, section: Section, kind: string): readonly Naming[] {
  return section.remember(memo, () => gather(model, section)).uses.get(kind) ?? nobody;
}

const keywordMemo = {};

/** The statements of a section by the full name of their keyword, in order, also those that are not read. */
export function statementsIn(model: HaproxyModel, section: Section, keyword: string): readonly Statement[] {
  const map = section.remember(keywordMemo, () => {
    const byKeyword = new Map<string, Statement[]>();
    for (const statement of [section.header, ...section.body]) {
      const name = model.binding(statement).keyword?.name;
      if (name === undefined) continue;
      const list = byKeyword.get(name);
      if (list) list.push(statement);
      else byKeyword.set(name, [statement]);
    }
    return byKeyword;
  });
  return map.get(keyword) ?? nothing;
}

const nothing: readonly Statement[] = [];

type NameIndex = PartIndex<HaproxyModel, Naming>;
const definitionIndexes = new Map<string, NameIndex>();
const useIndexes = new Map<string, NameIndex>();

function indexOf(indexes: Map<string, NameIndex>, kind: string, list: typeof usesIn): NameIndex {
  let index = indexes.get(kind);
  if (!index) indexes.set(kind, (index = partIndex((model: HaproxyModel, section: Section) => list(model, section, kind).map((naming) => [naming.mention.name, naming] as const))));
  return index;
}

/** The definitions of a kind in the whole file by name. */
export function definitionsOf(kind: string): NameIndex {
  return indexOf(definitionIndexes, kind, definitionsIn);
}

/** The uses of names of a kind in the whole file by name. */
export function usesOf(kind: string): NameIndex {
  return indexOf(useIndexes, kind, usesIn);
}

/** Whether two statements may both be read: not so when a conditional block decides about either. */
export function bothRead(a: Statement, b: Statement): boolean {
  return !a.uncertain && !b.uncertain;
}
