// Ids of ACLs (`-u`), which must be unique in the file.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { AclExpression } from '../../haproxy/expressions/acl';
import { keptIn } from '../../haproxy/expressions/kept';
import type { HaproxyModel } from '../../haproxy/model';
import { isTaken } from '../../haproxy/names';

/** The ACLs of a line, anonymous ones included. */
function aclsOf(model: HaproxyModel, line: Statement): AclExpression[] {
  const anonymous = keptIn(model, line, 'condition').flatMap((condition) => condition.alternatives.flat().flatMap((term) => term.expression ?? []));
  return [...keptIn(model, line, 'acl'), ...anonymous];
}

export const duplicateAclId: Rule<HaproxyModel> = {
  id: 'duplicate-acl-id',
  severity: 'error',
  origin: 'daemon',
  summary: 'Two ACLs have the same id.',
  check(model, report) {
    const first = new Map<number, Statement>();
    for (const section of model.sections) {
      for (const line of section.body) {
        if (!isTaken(model, line)) continue;
        for (const { id } of aclsOf(model, line)) {
          const value = id === undefined ? Number.NaN : Number(id.value);
          if (!id || Number.isNaN(value) || value < 0) continue;
          const other = first.get(value);
          if (!other) first.set(value, line);
          else if (!other.uncertain && !line.uncertain) report(line, id.word, text('an ACL on line {0} has the id {1} already', other.line + 1, value));
        }
      }
    }
  },
};
