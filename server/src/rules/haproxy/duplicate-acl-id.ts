// Ids of ACLs (`-u`), which must be unique in the file.
import { partIndex } from '../../core/part-index';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { AclExpression } from '../../haproxy/expressions/acl';
import { keptInSection } from '../../haproxy/expressions/kept';
import type { HaproxyModel, Section } from '../../haproxy/model';
import type { HaproxyRule } from '../../haproxy/rule';

/** The id of an ACL as a number; undefined when there is none or it is none. */
function valueOf({ id }: AclExpression): number | undefined {
  const value = id === undefined ? Number.NaN : Number(id.value);
  return Number.isNaN(value) || value < 0 ? undefined : value;
}

/** The ACLs of a section that have an id, with their lines. */
function namedIn(model: HaproxyModel, section: Section): (readonly [number, Statement, AclExpression])[] {
  return [...keptInSection(model, section, 'acl-id')].flatMap(({ statement, value: acls }) =>
    acls.flatMap((acl) => {
      const value = valueOf(acl);
      return value === undefined ? [] : [[value, statement, acl] as const];
    }),
  );
}

/** The lines with ACLs of an id. */
const byId = partIndex((model: HaproxyModel, section: Section) => namedIn(model, section).map(([value, line]) => [String(value), line] as const), { holds: ['~acl-id'] });

export const duplicateAclId: HaproxyRule = {
  id: 'duplicate-acl-id',
  severity: 'error',
  origin: 'daemon',
  summary: 'Two ACLs have the same id.',
  holds: ['~acl-id'],
  checkPart(model, section, report) {
    const told = new Map<Statement, Set<number>>();
    for (const [value, line, { id }] of namedIn(model, section)) {
      const own = told.get(line) ?? new Set<number>();
      told.set(line, own);
      const other = byId.get(model, String(value))[0];
      const again = own.size === own.add(value).size;
      if (id && other && (other !== line || again) && !other.uncertain && !line.uncertain) report(line, id.word, text('an ACL on line {0} has the id {1} already', other.line + 1, value));
    }
  },
};
