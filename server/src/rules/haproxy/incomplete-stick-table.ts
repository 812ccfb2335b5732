// A stick table needs a type and a size that is not 0, and a proxy has one table only.
import { partIndex } from '../../core/part-index';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { bothRead, isTaken, statementsIn } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';
import { sizeOf } from '../../haproxy/values/numbers';

/** Whether a line makes a table as far as its words go. */
function makesTable(model: HaproxyModel, line: Statement): boolean {
  return isTaken(model, line) && !model.binding(line).problems.some((problem) => problem.severity === 'error') && !line.words.some((word) => word.spread);
}

const tables = partIndex((model: HaproxyModel, section: Section) => statementsIn(model, section, 'stick-table').flatMap((line) => (section.kind !== '' && makesTable(model, line) ? [[section.name, line] as const] : [])), {
  holds: ['stick-table'],
});

export const incompleteStickTable: HaproxyRule = {
  id: 'incomplete-stick-table',
  severity: 'error',
  origin: 'daemon',
  summary: 'A `stick-table` line lacks its type or size, or its proxy has another one.',
  holds: ['stick-table', 'table'],
  checkPart(model, section, report) {
    const own = section.kind === 'peers';
    const seen = new Map<string, Statement>();
    for (const line of statementsIn(model, section, own ? 'table' : 'stick-table')) {
      if (!makesTable(model, line)) continue;
      const { slots } = model.binding(line);
      const at = [...slots].reverse().find(({ node }) => node.kind === 'argument' && node.name === 'entries')?.word ?? 0;
      const size = line.words[at];
      if (at === 0) report(line, 0, text('the size of the table is missing: `size <entries>`'));
      else if (size && !size.opaque && sizeOf(size.text, model, 32) === 0n) report(line, at, text('a table of size `{0}` cannot hold anything', size.text));
      else if (!slots.some(({ node }) => node.kind === 'literal' && node.word === 'type')) report(line, 0, text('the type of the key is missing: `type ip`, `type string` ...'));
      const name = line.words[1]?.text ?? '';
      if (own && since(model, '2.9') && !seen.has(name)) seen.set(name, line);
      const before = own ? seen.get(name) : section.kind !== '' && since(model, '1.6') ? tables.get(model, section.name)[0] : undefined;
      if (before && before !== line && bothRead(before, line)) report(line, 0, text('there is a table `{0}` already, on line {1}', own ? name : section.name, before.line + 1));
    }
  },
};
