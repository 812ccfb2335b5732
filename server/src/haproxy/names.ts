// What a file names and where the names are used: definitions and uses by kind.
import { type PartIndex, partIndex } from '../core/part-index';
import type { LineProblem, Statement } from '../core/tree';
import { linesWith, type Naming, namesIn } from './contents';
import type { HaproxyModel, Section } from './model';

export { isTaken, type Naming } from './contents';

/** Whether the daemon refuses a line by what stands in it, so that what it defines does not exist. */
export function isRefused(model: HaproxyModel, statement: Statement): boolean {
  return holdsError(statement.problems) || holdsError(model.binding(statement).problems);
}

function holdsError(problems: readonly LineProblem[]): boolean {
  for (const { severity } of problems) if (severity === 'error') return true;
  return false;
}

const nobody: readonly Naming[] = [];

/** The definitions of a kind in one section, in order. Lines that the daemon does not read are left out, here and below. */
export function definitionsIn(model: HaproxyModel, section: Section, kind: string): readonly Naming[] {
  return namesIn(model, section).definitions.get(kind) ?? nobody;
}

/** The uses of names of a kind in one section, in order. */
export function usesIn(model: HaproxyModel, section: Section, kind: string): readonly Naming[] {
  return namesIn(model, section).uses.get(kind) ?? nobody;
}

/** The statements of a section by the full name of their keyword, in order, also those that are not read. */
export function statementsIn(model: HaproxyModel, section: Section, keyword: string): readonly Statement[] {
  const lines = linesWith(model, section, keyword, false);
  return section.head && section.kind === keyword ? [section.head, ...lines] : lines;
}

type NameIndex = PartIndex<HaproxyModel, Naming>;
const definitionIndexes = new Map<string, NameIndex>();
const useIndexes = new Map<string, NameIndex>();

function indexOf(indexes: Map<string, NameIndex>, kind: string, list: typeof usesIn, sign: '=' | '@'): NameIndex {
  let index = indexes.get(kind);
  if (!index) indexes.set(kind, (index = partIndex((model: HaproxyModel, section: Section) => list(model, section, kind).map((naming) => [naming.mention.name, naming] as const), { holds: [sign + kind] })));
  return index;
}

/** The definitions of a kind in the whole file by name. */
export function definitionsOf(kind: string): NameIndex {
  return indexOf(definitionIndexes, kind, definitionsIn, '=');
}

/** The uses of names of a kind in the whole file by name. */
export function usesOf(kind: string): NameIndex {
  return indexOf(useIndexes, kind, usesIn, '@');
}

/** Whether two statements may both be read: not so when a conditional block decides about either. */
export function bothRead(a: Statement, b: Statement): boolean {
  return !a.uncertain && !b.uncertain;
}
