// Names in conditions: an `acl` line above in the same section, or one that HAProxy predefines.

import { nearest } from '../../core/near';
import { text } from '../../core/text';
import { countOf, itemOf } from '../../core/tight';
import type { Statement } from '../../core/tree';
import { predefinedAcls } from '../../haproxy/expressions/predefined';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { definitionsIn, isRefused, isTaken, type Naming, usesIn } from '../../haproxy/names';
import { patternFileFaults } from '../../haproxy/pattern-files';
import type { HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

/** Names of ACLs that are looked through: more are put into a set. */
const most = 20;

/** Whether each name that a line uses is declared above it, or predefined: what is so nearly always. */
function allDeclared(model: HaproxyModel, section: Section, faults: ReadonlyMap<Statement, unknown>): boolean {
  const few: string[] = [];
  let many: Set<string> | undefined;
  for (const line of section.body) {
    const { keptMentions } = model.binding(line);
    const count = countOf(keptMentions);
    for (let i = 0; i < count; i++) {
      const { kind, role, name } = itemOf(keptMentions, i);
      if (kind !== 'acl' || !isTaken(model, line)) continue;
      if (role === 'ref') {
        if (!(many ? many.has(name) : few.includes(name)) && !isPredefined(model, name)) return false;
      } else if (!isRefused(model, line) && !faults.has(line)) {
        few.push(name);
        if (few.length > most) many = (many ?? new Set(few)).add(name);
      }
    }
  }
  return true;
}

/** The release that began to have a predefined ACL. */
const beginOf = (name: string) => (Object.hasOwn(predefinedAcls, name) ? predefinedAcls[name]?.since : undefined);

function isPredefined(model: HaproxyModel, name: string): boolean {
  const release = beginOf(name);
  return release !== undefined && since(model, release);
}

export const undefinedAcl: HaproxyRule = {
  id: 'undefined-acl',
  severity: 'error',
  origin: 'daemon',
  summary: 'A condition names an ACL that its section does not declare above.',
  holds: ['@acl'],
  checkPart(model, section, report) {
    const faults = patternFileFaults(model, section);
    if (allDeclared(model, section, faults)) return;
    const uses = usesIn(model, section, 'acl');
    const definitions = new Map<string, Naming[]>();
    for (const one of definitionsIn(model, section, 'acl')) definitions.set(one.mention.name, [...(definitions.get(one.mention.name) ?? []), one]);
    for (const use of uses) {
      const { mention, statement } = use;
      if (isPredefined(model, mention.name)) continue;
      const own = definitions.get(mention.name) ?? [];
      const above = mention.detail === 'fetch' ? own : own.filter((one) => one.statement.start < statement.start);
      if (above.some((one) => !isRefused(model, one.statement) && !faults.has(one.statement))) continue;
      report(statement, mention, explain(use, beginOf(mention.name), above[0], own[0], definitions.keys()));
    }
  },
};

function explain({ mention }: Naming, release: string | undefined, refused: Naming | undefined, later: Naming | undefined, known: Iterable<string>): string {
  const { name } = mention;
  if (release) return text('the predefined ACL `{0}` exists since {1}', name, release);
  if (refused) return text('no ACL `{0}`: its declaration on line {1} is refused', name, refused.statement.line + 1);
  if (later) return text('no ACL `{0}` yet: it is declared below, on line {1}', name, later.statement.line + 1);
  const near = nearest(name, [...known, ...Object.keys(predefinedAcls)]);
  return near ? text('no ACL `{0}` in this section: did you mean `{1}`?', name, near) : text('no ACL `{0}` in this section', name);
}
