// Users, groups, name servers and kinds of checks that a section names twice.
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { HaproxyModel } from '../../haproxy/model';
import { bothRead, isTaken } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

/** Keywords whose first argument is a name that must not come again: what the second one is, the release that began to look. `any`: there is one at most. */
const unique: Readonly<Record<string, readonly [severity: 'error' | 'warning', since: string, section: string, any?: true]>> = {
  user: ['warning', '1.5', 'userlist'],
  group: ['warning', '1.5', 'userlist'],
  nameserver: ['error', '1.7', 'resolvers'],
  type: ['error', '3.4', 'healthcheck', true],
};

function ruleOf(model: HaproxyModel, kind: string, line: Statement): (typeof unique)[string] | undefined {
  const name = isTaken(model, line) ? model.binding(line).keyword?.name : undefined;
  const found = name !== undefined && Object.hasOwn(unique, name) ? unique[name] : undefined;
  return found?.[2] === kind && since(model, found[1]) ? found : undefined;
}

export const duplicateEntry: HaproxyRule = {
  id: 'duplicate-entry',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A user, group or name server stands twice in its section.',
  kinds: Object.values(unique).map(([, , kind]) => kind),
  checkPart(model, section, report) {
    const seen = new Map<string, Statement>();
    for (const line of section.body) {
      const found = ruleOf(model, section.kind, line);
      const name = line.words[1];
      if (!found || !name || name.opaque) continue;
      const key = found[3] ? (line.words[0]?.text ?? '') : `${line.words[0]?.text ?? ''} ${name.text}`;
      const first = seen.get(key);
      if (!first) seen.set(key, line);
      else if (bothRead(first, line)) {
        const message = found[0] === 'error' ? text('`{0}` is on line {1} already', key, first.line + 1) : text('`{0}` is on line {1} already: this one is ignored', key, first.line + 1);
        report(line, 1, message, { severity: found[0], notes: [{ start: first.start, end: first.start + first.length, message: text('the first one') }] });
      }
    }
  },
};
