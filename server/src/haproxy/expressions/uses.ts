// What the ACLs of a section ask for: the sources that each test of a name reads.
import type { Binding } from '../../core/grammar/match';
import { fineMark } from '../../core/marks';
import type { HaproxyModel, Section } from '../model';
import { since } from '../since';
import type { AclExpression } from './acl';
import { placesOf, readsBuffers, usualPlaces } from './checkpoints';
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
  const standard = predefinedTest(model, term.name);
  return standard?.use ? [standard.use] : [];
}

/** What an ACL tests: the name of the criterion, the sources that it reads and the places in which it works. */
interface Test {
  readonly criterion: string;
  readonly use: readonly string[] | undefined;
  readonly places: number;
}

/** What a predefined ACL asks; undefined for other names. */
export function predefinedTest(model: HaproxyModel, name: string): Test | undefined {
  // Their names begin with capitals, those of others seldom.
  const first = name.charCodeAt(0);
  return first >= 65 && first <= 90 && Object.hasOwn(predefinedAcls, name) ? testOf(model, predefinedAcls[name]?.fetch ?? '') : undefined;
}

function testOf(model: HaproxyModel, fetch: string): Test {
  const { keyword } = model.knowledge.find('sample', fetch, '*', model.release);
  const use = keyword && signatureOf(keyword).use;
  return { criterion: fetch, use, places: use ? placesOf(use, model.release, (release) => since(model, release)) : everywhere };
}

const everywhere = ~0;

/** Whether an ACL that a line declares, or a term of a condition in it, passes a test. Names of other ACLs do not: their own lines tell. */
function someTest(model: HaproxyModel, { values }: Binding, passes: (test: Test) => boolean): boolean {
  for (const { kind, value } of values) {
    if (kind === 'acl' && passes(value as AclExpression)) return true;
    if (kind !== 'condition') continue;
    for (const terms of (value as Condition).alternatives) {
      for (const { name, expression } of terms) {
        const test = expression ?? predefinedTest(model, name ?? '');
        if (test && passes(test)) return true;
      }
    }
  }
  return false;
}

const hasBuffers = ({ use }: Test) => use !== undefined && readsBuffers(use);
const isOdd = ({ places }: Test) => (places & usualPlaces) !== usualPlaces;

/** Mark of lines with an ACL that reads raw buffers. */
export const readingBuffers = fineMark('reading-buffers', ['~acl', '~condition'], (model: HaproxyModel, _line, binding) => someTest(model, binding, hasBuffers));

/** Mark of lines with a condition that is evaluated where not all ACLs work, or with an ACL that does not work in all of the usual places. Without any, all ACLs of a section work in all of its conditions. */
export const oddPlace = fineMark('odd-place', ['~acl', '~condition'], (model: HaproxyModel, _line, binding) => {
  for (const { kind, value } of binding.values) if (kind === 'condition' && (value as Condition).place !== 0 && ((value as Condition).place & usualPlaces) === 0) return true;
  return someTest(model, binding, isOdd);
});

/** The first term of a condition of which a test reads sources that match. */
export function termThatReads(model: HaproxyModel, condition: Condition, declared: Declared, matches: (use: readonly string[]) => boolean): ConditionTerm | undefined {
  return condition.alternatives.flat().find((term) => usesOf(model, term, declared).some(matches));
}
