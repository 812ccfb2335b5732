// Names in conditions: an `acl` line above in the same section, or one that HAProxy predefines.
import { nearest } from '../../core/near';
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import { predefinedAcls } from '../../haproxy/expressions/predefined';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { isRefused, type Naming, namesOf } from '../../haproxy/names';
import { since } from '../../haproxy/since';

export const undefinedAcl: Rule<HaproxyModel> = {
  id: 'undefined-acl',
  severity: 'error',
  origin: 'daemon',
  summary: 'A condition names an ACL that its section does not declare above.',
  check(model, report) {
    const names = namesOf(model);
    const definitions = names.definitions('acl');
    const bySection = new Map<Section | undefined, Set<string>>();
    const known = (section: Section | undefined): Set<string> => {
      let set = bySection.get(section);
      if (!set) {
        set = new Set();
        for (const [name, list] of definitions) if (list.some((one) => one.section === section)) set.add(name);
        bySection.set(section, set);
      }
      return set;
    };
    for (const use of names.uses('acl')) {
      const { mention, statement, section } = use;
      const release = Object.hasOwn(predefinedAcls, mention.name) ? predefinedAcls[mention.name]?.since : undefined;
      if (release && since(model, release)) continue;
      const own = (definitions.get(mention.name) ?? []).filter((one) => one.section === section);
      const above = mention.detail === 'fetch' ? own : own.filter((one) => one.statement.start < statement.start);
      if (above.some((one) => !isRefused(model, one.statement))) continue;
      report(statement, mention, explain(use, release, above[0], own[0], known(section)));
    }
  },
};

function explain({ mention }: Naming, release: string | undefined, refused: Naming | undefined, later: Naming | undefined, known: Set<string>): string {
  const { name } = mention;
  if (release) return text('the predefined ACL `{0}` exists since {1}', name, release);
  if (refused) return text('no ACL `{0}`: its declaration on line {1} is refused', name, refused.statement.line + 1);
  if (later) return text('no ACL `{0}` yet: it is declared below, on line {1}', name, later.statement.line + 1);
  const near = nearest(name, [...known, ...Object.keys(predefinedAcls)]);
  return near ? text('no ACL `{0}` in this section: did you mean `{1}`?', name, near) : text('no ACL `{0}` in this section', name);
}
