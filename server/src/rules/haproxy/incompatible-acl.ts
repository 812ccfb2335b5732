// Conditions with ACLs that ask for something which does not exist where the line is evaluated.

import { text } from '../../core/text';
import type { AclExpression } from '../../haproxy/expressions/acl';
import { placeName } from '../../haproxy/expressions/checkpoints';
import type { ConditionTerm } from '../../haproxy/expressions/condition';
import { keptIn } from '../../haproxy/expressions/kept';
import { oddPlace, predefinedTest } from '../../haproxy/expressions/uses';
import type { HaproxyModel } from '../../haproxy/model';
import { isTaken } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';

/** One test of an ACL: what it asks and where that exists. */
interface Test {
  readonly criterion: string;
  readonly places: number;
}

export const incompatibleAcl: HaproxyRule = {
  id: 'incompatible-acl',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A condition asks for something that does not exist where the line is evaluated.',
  holds: [oddPlace],
  checkPart(model, section, report) {
    const declared = new Map<string, Test[]>();
    for (const line of section.body) {
      if (!isTaken(model, line)) continue;
      for (const acl of keptIn(model, line, 'acl')) declare(declared, line.words[1]?.text ?? '', acl);
      for (const condition of keptIn(model, line, 'condition')) {
        if (!condition.ok || condition.place === 0 || line.uncertain) continue;
        const wrong = firstConflict(model, condition.alternatives, declared, condition.place);
        if (!wrong) continue;
        const { term, test, never } = wrong;
        const where = placeName(condition.place);
        const span = term.word;
        const what = term.name === undefined ? text('`{0}` is not available in {1}', test.criterion, where) : text('`{0}` asks `{1}`, which is not available in {2}', term.name, test.criterion, where);
        report(line, span, never ? text('{0}: it never matches', what) : what);
      }
    }
  },
};

function declare(declared: Map<string, Test[]>, name: string, acl: AclExpression): void {
  if (!acl.ok) return;
  const tests = declared.get(name);
  const test: Test = { criterion: acl.criterion, places: acl.places };
  if (tests) tests.push(test);
  else declared.set(name, [test]);
}

/** The first term of which no test works at a place, else the first of which one does not (acl_cond_conflicts(), acl_cond_kw_conflicts()). */
function firstConflict(
  model: HaproxyModel,
  alternatives: readonly (readonly ConditionTerm[])[],
  declared: ReadonlyMap<string, readonly Test[]>,
  place: number,
): { readonly term: ConditionTerm; readonly test: Test; readonly never: boolean } | undefined {
  let partly: { readonly term: ConditionTerm; readonly test: Test; readonly never: boolean } | undefined;
  for (const terms of alternatives) {
    for (const term of terms) {
      const own = term.expression ? [{ criterion: term.expression.criterion, places: term.expression.places }] : declared.get(term.name ?? '');
      const standard = own ? undefined : predefinedTest(model, term.name ?? '');
      const tests = own ?? (standard ? [standard] : []);
      const test = tests.find((one) => !(one.places & place));
      if (!test) continue;
      if (tests.every((one) => !(one.places & place))) return { term, test, never: true };
      partly ??= { term, test, never: false };
    }
  }
  return partly;
}
