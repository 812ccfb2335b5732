// Groups that ACLs on `http_auth_group` compare with; upstream: acl_find_targets().

import { nearest } from '../../core/near';
import type { Report } from '../../core/rule';
import { text } from '../../core/text';
import { hasUnknownWord, type Statement } from '../../core/tree';
import type { AclExpression } from '../../haproxy/expressions/acl';
import { keptInSection } from '../../haproxy/expressions/kept';
import type { HaproxyModel } from '../../haproxy/model';
import { checkedProxy, linesOf } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';
import { sectionsNamed } from '../../haproxy/section-names';

const criterion = 'http_auth_group';

/** The groups of a user list; undefined when the list does not exist or cannot be told. */
function groupsOf(model: HaproxyModel, name: string | undefined): Set<string> | undefined {
  const section = sectionsNamed(model, name ?? '').find(({ kind }) => kind === 'userlist');
  if (!section || section.header.uncertain) return undefined;
  const lines = linesOf(model, section, 'group');
  return lines.some((line) => line.words[1]?.opaque) ? undefined : new Set(lines.map((line) => line.words[1]?.text ?? ''));
}

export const undefinedGroup: HaproxyRule = {
  id: 'undefined-group',
  severity: 'error',
  origin: 'daemon',
  summary: 'An ACL compares with a group that its user list does not have.',
  kinds: checkedKinds,
  anywhere: ['section/userlist'],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy) return;
    for (const { statement, value } of keptInSection(model, section, 'acl')) if (!statement.uncertain) checkGroups(model, statement, value, report);
    for (const { statement, value } of keptInSection(model, section, 'condition')) {
      if (statement.uncertain) continue;
      for (const term of value.alternatives.flat()) if (term.expression) checkGroups(model, statement, term.expression, report);
    }
  },
};

function checkGroups(model: HaproxyModel, line: Statement, acl: AclExpression, report: Report): void {
  if (!acl.ok || acl.criterion !== criterion) return;
  const list = acl.fetch?.args[0]?.text;
  const groups = groupsOf(model, list);
  if (!groups || hasUnknownWord(line)) return;
  if (acl.values.length === 0 && !line.words.some((word) => word.text === '-f')) report(line, acl.word, text('`{0}` is compared with no group', criterion));
  for (const at of acl.values) {
    const name = line.words[at]?.text ?? '';
    if (groups.has(name)) continue;
    const near = nearest(name, groups);
    report(line, at, near ? text('userlist `{0}` has no group `{1}`: did you mean `{2}`?', list ?? '', name, near) : text('userlist `{0}` has no group `{1}`', list ?? '', name));
  }
}
