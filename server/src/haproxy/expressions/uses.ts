// What the ACLs of a section ask for: the sources that each test of a name reads.
import type { HaproxyModel, Section } from '../model';
import type { Condition, ConditionTerm } from './condition';
import { keptInSection } from './kept';
import { predefinedAcls } from './predefined';
import { signatureOf } from './signature';

/** Sources of the tests of each ACL that a section declares. */
export type Declared = ReadonlyMap<string, readonly (readonly string[])[]>;

/** The ACLs that a section declares. */
export function declaredIn(model: HaproxyModel, section: Section): Declared {
  const declared = new Map<string, (readonly string[])[]>();
  for (const { statement, value } of keptInSection(model, section, 'acl')) {
    const name = statement.words[1]?.text ?? '';
    declared.set(name, [...(declared.get(name) ?? []), value.use ?? []]);
  }
  return declared;
}

/** The sources that a term of a condition reads, test by test. */
export function usesOf(model: HaproxyModel, term: ConditionTerm, declared: Declared): readonly (readonly string[])[] {
  if (term.name === undefined) return term.expression?.use ? [term.expression.use] : [];
  const known = declared.get(term.name);
  if (known) return known;
  const acl = Object.hasOwn(predefinedAcls, term.name) ? predefinedAcls[term.name] : undefined;
  const keyword = acl && model.knowledge.find('sample', acl.fetch, '*', model.release).keyword;
  return keyword ? [signatureOf(keyword).use] : [];
}

/** The first term of a condition of which a test reads sources that match. */
export function termThatReads(model: HaproxyModel, condition: Condition, declared: Declared, matches: (use: readonly string[]) => boolean): ConditionTerm | undefined {
  return condition.alternatives.flat().find((term) => usesOf(model, term, declared).some(matches));
}
