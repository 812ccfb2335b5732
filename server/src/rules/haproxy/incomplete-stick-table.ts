// A stick table needs a type and a size that is not 0, and a proxy has one table only.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { HaproxyModel } from '../../haproxy/model';
import { bothRead, isTaken } from '../../haproxy/names';
import { since } from '../../haproxy/since';
import { sizeOf } from '../../haproxy/values/numbers';

export const incompleteStickTable: Rule<HaproxyModel> = {
  id: 'incomplete-stick-table',
  severity: 'error',
  origin: 'daemon',
  summary: 'A `stick-table` line lacks its type or size, or its proxy has another one.',
  check(model, report) {
    const first = new Map<string, Statement>();
    for (const line of model.statements('stick-table')) {
      const { slots, problems } = model.binding(line);
      if (!isTaken(model, line) || problems.some((problem) => problem.severity === 'error') || line.words.some((word) => word.spread)) continue;
      const at = [...slots].reverse().find(({ node }) => node.kind === 'argument' && node.name === 'entries')?.word ?? 0;
      const size = line.words[at];
      if (at === 0) report(line, 0, text('the size of the table is missing: `size <entries>`'));
      else if (size && !size.opaque && sizeOf(size.text, model, 32) === 0n) report(line, at, text('a table of size `{0}` cannot hold anything', size.text));
      else if (!slots.some(({ node }) => node.kind === 'literal' && node.word === 'type')) report(line, 0, text('the type of the key is missing: `type ip`, `type string` ...'));
      const section = model.section(line);
      if (!section || !since(model, '1.6')) continue;
      const before = first.get(section.name);
      if (before && bothRead(before, line)) report(line, 0, text('there is a table `{0}` already, on line {1}', section.name, before.line + 1));
      else if (!before) first.set(section.name, line);
    }
  },
};
