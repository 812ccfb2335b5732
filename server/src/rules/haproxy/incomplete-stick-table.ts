// A stick table needs a type and a size that is not 0, and a proxy has one table only.
import { partIndex } from '../../core/part-index';
import { text } from '../../core/text';
import { hasUnknownWord, type Statement } from '../../core/tree';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { bothRead, isTaken, statementsIn } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';
import { sectionsNamed } from '../../haproxy/section-names';
import { since } from '../../haproxy/since';
import { sizeOf } from '../../haproxy/values/numbers';

/** Whether a line makes a table as far as its words go. */
function makesTable(model: HaproxyModel, line: Statement): boolean {
  return isTaken(model, line) && !model.binding(line).problems.some((problem) => problem.severity === 'error') && !(hasUnknownWord(line) && line.words.some((word) => word.spread));
}

/** Why a table cannot be made, and at which word; undefined when it can. */
function faultOf(model: HaproxyModel, line: Statement): { readonly at: number; readonly message: string } | undefined {
  let at = 0;
  let typed = false;
  for (const { node, word } of model.binding(line).slots) {
    if (node.kind === 'argument' && node.name === 'entries') at = word;
    else if (node.kind === 'literal' && node.word === 'type') typed = true;
  }
  const size = line.words[at];
  if (at === 0) return { at, message: text('the size of the table is missing: `size <entries>`') };
  if (size && !size.opaque && !/^[1-9]/.test(size.text) && sizeOf(size.text, model, 32) === 0n) return { at, message: text('a table of size `{0}` cannot hold anything', size.text) };
  return typed ? undefined : { at: 0, message: text('the type of the key is missing: `type ip`, `type string` ...') };
}

const tables = partIndex((model: HaproxyModel, section: Section) => statementsIn(model, section, 'stick-table').flatMap((line) => (section.kind !== '' && makesTable(model, line) ? [[section.name, line] as const] : [])), {
  holds: ['stick-table'],
});

/** Whether only a section itself can make tables of its name. */
function isAlone(model: HaproxyModel, section: Section): boolean {
  return !section.nameless && sectionsNamed(model, section.name).length === 1;
}

export const incompleteStickTable: HaproxyRule = {
  id: 'incomplete-stick-table',
  severity: 'error',
  origin: 'daemon',
  summary: 'A `stick-table` line lacks its type or size, or its proxy has another one.',
  holds: ['stick-table', 'table'],
  checkPart(model, section, report) {
    const own = section.kind === 'peers';
    let seen: Map<string, Statement> | undefined;
    let first: Statement | undefined;
    for (const line of statementsIn(model, section, own ? 'table' : 'stick-table')) {
      if (!makesTable(model, line)) continue;
      first ??= line;
      const fault = faultOf(model, line);
      if (fault) report(line, fault.at, fault.message);
      const name = line.words[1]?.text ?? '';
      if (own && since(model, '2.9') && !seen?.has(name)) (seen ??= new Map()).set(name, line);
      const before = own ? seen?.get(name) : section.kind !== '' && since(model, '1.6') ? (isAlone(model, section) ? first : tables.get(model, section.name)[0]) : undefined;
      if (before && before !== line && bothRead(before, line)) report(line, 0, text('there is a table `{0}` already, on line {1}', own ? name : section.name, before.line + 1));
    }
  },
};
