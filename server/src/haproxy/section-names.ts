// The sections of a file by their names.
import { partIndex } from '../core/part-index';
import type { HaproxyModel, Section } from './model';
import { isTaken } from './names';

/** Stands for the names that are variables. */
const variable = ' ';

const byName = partIndex((_model: HaproxyModel, section: Section) => (section.kind === '' ? [] : [[section.nameless ? variable : section.name, section] as const]));

/** The sections of a name, of whatever kind, in order of the text. */
export function sectionsNamed(model: HaproxyModel, name: string): readonly Section[] {
  return name === variable ? [] : byName.get(model, name);
}

/** The sections whose names are variables, so that no name can be said to be missing. */
export function sectionsNamedByVariable(model: HaproxyModel): readonly Section[] {
  return byName.get(model, variable);
}

/** The names of sections by their kinds. Whoever proposes a name looks at this only, not at each name. */
const byKind = partIndex((_model: HaproxyModel, section: Section) => (section.kind === '' || section.nameless ? [] : [[section.kind, section.name] as const]));

/** The names of all sections of some kinds, kind by kind. */
export function namesOfSections(model: HaproxyModel, ...kinds: string[]): readonly (readonly string[])[] {
  return kinds.map((kind) => byKind.get(model, kind));
}

/** Whether the name of a section is a variable. `taken`: only sections count that the daemon takes in. */
export function hasVariableName(model: HaproxyModel, taken: boolean): boolean {
  const sections = sectionsNamedByVariable(model);
  return taken ? sections.some(({ header }) => isTaken(model, header)) : sections.length > 0;
}
