// Stick tables that `stick` and `track-sc` rules and bandwidth filters use: they must exist, and the key must fit their type; upstream: resolve_stick_rule(), check_trk_action(), bwlim_check().

import { fineMark } from '../../core/marks';
import { nearest } from '../../core/near';
import type { Report } from '../../core/rule';
import { text } from '../../core/text';
import { hasUnknownWord, type Statement } from '../../core/tree';
import { linesThatKeep } from '../../haproxy/contents';
import { casts } from '../../haproxy/expressions/casts';
import { keptWithWord } from '../../haproxy/expressions/kept';
import { typeName } from '../../haproxy/expressions/sample';
import type { SampleType } from '../../haproxy/expressions/signature';
import type { HaproxyModel } from '../../haproxy/model';
import { isTaken, statementsIn } from '../../haproxy/names';
import { checkedRules, type Proxy } from '../../haproxy/proxies';
import { type HaproxyRule, proxyKinds } from '../../haproxy/rule';
import { hasVariableName } from '../../haproxy/section-names';
import { since } from '../../haproxy/since';
import { tableLines, tableOf } from '../../haproxy/tables';

/** Whether a line uses a table. */
function uses(line: Statement, keyword: string): boolean {
  if (keyword.startsWith('stick ') || (keyword === 'filter' && line.words[1]?.text.startsWith('bwlim-'))) return true;
  for (const word of line.words) if (word.text.startsWith('track-sc')) return true;
  return false;
}

/** Mark of tables that write to another one. */
const writing = fineMark('writing-table', ['stick-table'], (_model, line) => line.words.some((word) => word.text === 'write-to'));

export const unusableTable: HaproxyRule = {
  id: 'unusable-table',
  severity: 'error',
  origin: 'daemon',
  summary: 'A rule uses a stick table that does not exist or has keys of another type.',
  kinds: proxyKinds,
  holds: [writing, 'stick *', 'filter', 'track-sc', 'track-sc0', 'track-sc1', 'track-sc2', 'track-sc3'],
  whole: true,
  checkPart(model, section, report) {
    const proxy = checkedRules(model, section);
    if (!proxy) return;
    for (const line of statementsIn(model, section, 'stick-table')) if (isTaken(model, line)) copies(model, proxy, line, report);
    for (const line of linesThatKeep(model, section, 'sample')) {
      const binding = model.binding(line);
      if (!uses(line, binding.keyword?.name ?? '') || line.uncertain || binding.problems.some(({ severity }) => severity === 'error')) continue;
      const key = keptWithWord(model, line, 'sample')[0];
      if (!key || (proxy.kind === 'frontend' && binding.keyword?.name.startsWith('stick '))) continue;
      const named = binding.mentions.find((mention) => mention.kind === 'table' && mention.detail === undefined);
      const wrong = fault(model, proxy, named?.name, key.value.out);
      if (wrong) report(line, named?.word ?? key.word, wrong);
    }
  },
};

/** From 2.9 on a table may write what it learns to another one. */
function copies(model: HaproxyModel, proxy: Proxy, line: Statement, report: Report): void {
  const at = since(model, '2.9') && !line.uncertain ? line.words.findIndex((word) => word.text === 'write-to') + 1 : 0;
  const name = at > 0 ? line.words[at] : undefined;
  if (!name || hasUnknownWord(line) || tableLines.get(model, name.text).length > 0) return;
  const wrong = fault(model, proxy, name.text, undefined);
  if (wrong) report(line, at, wrong);
}

function fault(model: HaproxyModel, proxy: Proxy, named: string | undefined, key: SampleType | undefined): string | undefined {
  const name = named ?? proxy.name;
  const table = named === undefined ? tableOf(model, proxy) : tableLines.get(model, named).at(-1);
  if (!table) {
    if (hasVariableName(model, false)) return undefined;
    if (named === undefined) return text('{0} `{1}` has no stick table', proxy.kind, name);
    const near = nearest(name, tableLines.names(model));
    return near ? text('there is no table `{0}`: did you mean `{1}`?', name, near) : text('there is no table `{0}`', name);
  }
  const { type } = table;
  return casts(key, type, (release) => since(model, release)) ? undefined : text('the key is {0}, but table `{1}` holds {2}', typeName(key), name, typeName(type));
}
