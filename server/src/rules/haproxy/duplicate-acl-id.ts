// Ids of ACLs (`-u`), which must be unique in the file.
import { partIndex } from '../../core/part-index';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { AclExpression } from '../../haproxy/expressions/acl';
import { keptIn } from '../../haproxy/expressions/kept';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { isTaken } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';

/** The ACLs of a line, anonymous ones included. */
function aclsOf(model: HaproxyModel, line: Statement): AclExpression[] {
  const anonymous = keptIn(model, line, 'condition').flatMap((condition) => condition.alternatives.flat().flatMap((term) => term.expression ?? []));
  return [...keptIn(model, line, 'acl'), ...anonymous];
}

/** The id of an ACL as a number; undefined when there is none or it is none. */
function valueOf({ id }: AclExpression): number | undefined {
  const value = id === undefined ? Number.NaN : Number(id.value);
  return Number.isNaN(value) || value < 0 ? undefined : value;
}

/** The lines with ACLs of an id. */
const byId = partIndex((model: HaproxyModel, section: Section) =>
  section.body.flatMap((line) =>
    isTaken(model, line)
      ? aclsOf(model, line).flatMap((acl) => {
          const value = valueOf(acl);
          return value === undefined ? [] : [[String(value), line] as const];
        })
      : [],
  ),
);

export const duplicateAclId: HaproxyRule = {
  id: 'duplicate-acl-id',
  severity: 'error',
  origin: 'daemon',
  summary: 'Two ACLs have the same id.',
  checkPart(model, section, report) {
    for (const line of section.body) {
      if (!isTaken(model, line)) continue;
      const told = new Set<number>();
      for (const acl of aclsOf(model, line)) {
        const value = valueOf(acl);
        if (!acl.id || value === undefined) continue;
        const other = byId.get(model, String(value))[0];
        const again = told.size === told.add(value).size;
        if (other && (other !== line || again) && !other.uncertain && !line.uncertain) report(line, acl.id.word, text('an ACL on line {0} has the id {1} already', other.line + 1, value));
      }
    }
  },
};
