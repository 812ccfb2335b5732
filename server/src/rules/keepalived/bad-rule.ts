// Routing rules that the daemon drops or completes. Upstream: alloc_rule() of vrrp_iprule.c.
import type { Report, Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { KeepalivedModel } from '../../keepalived/model';
import { entriesOf, innerBlocks, isTaken } from '../../keepalived/reading';
import type { Address } from '../../keepalived/values/addresses';

const actions = new Set(['table', 'lookup', 'goto', 'nop', 'blackhole', 'unreachable', 'prohibit', 'l3mdev']);
const priorities = new Set(['preference', 'order', 'priority']);

function checkLine(model: KeepalivedModel, line: Statement, report: Report): void {
  if (!isTaken(model, line) || line.words.some((word) => word.opaque)) return;
  const { slots, values } = model.binding(line);
  const literals = slots.flatMap(({ node, word }) => (node.kind === 'literal' ? [{ name: node.word, word }] : []));
  const found = literals.filter(({ name }) => actions.has(name));
  const [first, second] = found;
  const families = new Set(values.flatMap(({ kind, value }) => (kind === 'address' ? [(value as Address).family] : [])));
  const preference = literals.find(({ name }) => priorities.has(name));
  if (families.size > 1) report(line, 0, text('IPv4 and IPv6 in one rule: it is dropped'));
  else if (!first) report(line, 0, text('this rule does nothing: it needs a table or an action'));
  else if (second) report(line, second.word, text('a rule has one of table, goto, nop, blackhole, unreachable and prohibit'));
  else if (/^(table|lookup)$/.test(first.name) && /^(0|unspec)$/.test(line.words[first.word + 1]?.text ?? '')) report(line, first.word + 1, text('there is no table 0'));
  else if (first.name === 'goto' && !preference) report(line, first.word, text('`goto` needs a preference'));
  else if (first.name === 'goto' && preference && Number(line.words[preference.word + 1]?.text) >= Number(line.words[first.word + 1]?.text)) report(line, first.word, text('`goto` only goes to a higher preference'));
  else if (!/^(table|lookup|l3mdev)$/.test(first.name) && literals.some(({ name }) => /^(suppress_|sup_|realms)/.test(name))) report(line, first.word, text('suppressors and realms need a table: the rule is dropped'));
  else if (!preference) report(line, 0, text('this rule has no `priority`: keepalived takes one of its own'), { severity: 'warning' });
}

export const badRule: Rule<KeepalivedModel> = {
  id: 'bad-rule',
  severity: 'error',
  origin: 'daemon',
  summary: 'A routing rule is dropped or completed.',
  check(model, report) {
    for (const line of entriesOf(model.file, 'static_rules')) checkLine(model, line, report);
    for (const block of innerBlocks(model.file, 'vrrp_instance')) for (const line of entriesOf(block, 'vrrp_instance/virtual_rules')) checkLine(model, line, report);
  },
};
