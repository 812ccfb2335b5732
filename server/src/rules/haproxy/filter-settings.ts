// What filters need and what they exclude: settings of bandwidth limits, the SPOE file, one compression filter a proxy.

import type { Report } from '../../core/rule';
import { text } from '../../core/text';
import { hasUnknownWord, type Statement } from '../../core/tree';
import type { HaproxyModel } from '../../haproxy/model';
import { bothRead, isRefused, isTaken, statementsIn } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';

/** Settings of a limit that all streams with the same key share, and of one that each stream has for itself; upstream: parse_bwlim_flt(). */
const shared = ['key', 'table', 'limit'];
const own = ['default-limit', 'default-period'];

/** Word indexes of the parameters of a filter line, in order. */
function parametersOf(model: HaproxyModel, line: Statement): { readonly name: string; readonly word: number }[] {
  return model.binding(line).slots.flatMap(({ node, word }) => (node.kind === 'literal' ? [{ name: node.word, word }] : []));
}

function checkBandwidth(model: HaproxyModel, line: Statement, report: Report): void {
  let side: readonly string[] | undefined;
  const names = new Set<string>();
  for (const { name, word } of parametersOf(model, line)) {
    const its = shared.includes(name) ? shared : own.includes(name) ? own : undefined;
    if (its && side && its !== side) {
      report(line, word, text("`{0}` cannot stand beside `{1}`: a limit is shared or each stream's own", name, [...names].find((one) => side?.includes(one)) ?? ''));
      return;
    }
    side ??= its;
    // 0 counts as not given.
    if (!/^0+(us|ms|[smhdk])?$/i.test(line.words[word + 1]?.text ?? '')) names.add(name);
  }
  const missing = side === shared ? ['key', 'limit'].find((name) => !names.has(name)) : ['default-period', 'default-limit'].find((name) => !names.has(name));
  if (missing) report(line, 1, text('`{0}` is missing', missing));
}

export const filterSettings: HaproxyRule = {
  id: 'filter-settings',
  severity: 'error',
  origin: 'daemon',
  summary: 'A filter lacks a setting, or stands twice.',
  holds: ['filter'],
  checkPart(model, section, report) {
    const seen = new Map<string, Statement>();
    for (const line of statementsIn(model, section, 'filter')) {
      const kind = line.words[1]?.text;
      if (kind === undefined || !isTaken(model, line) || isRefused(model, line) || hasUnknownWord(line)) continue;
      const parameters = parametersOf(model, line);
      if (kind === 'bwlim-in' || kind === 'bwlim-out') checkBandwidth(model, line, report);
      else if (kind === 'spoe' && !parameters.some(({ name }) => name === 'config')) report(line, 1, text('`config <file>` is missing'));
      // One compression filter a proxy; limits and caches have names of their own.
      const what =
        kind === 'compression' || kind === 'comp-req' || kind === 'comp-res' ? kind : kind === 'bwlim-in' || kind === 'bwlim-out' ? `bwlim ${line.words[2]?.text ?? ''}` : kind === 'cache' ? `cache ${line.words[2]?.text ?? ''}` : undefined;
      const section = model.section(line);
      if (what === undefined || !section) continue;
      const key = `${section.header.start} ${what}`;
      const before =
        seen.get(key) ?? (what === 'compression' ? (seen.get(`${section.header.start} comp-req`) ?? seen.get(`${section.header.start} comp-res`)) : what.startsWith('comp-') ? seen.get(`${section.header.start} compression`) : undefined);
      if (before && bothRead(before, line)) report(line, 1, text('the filter stands on line {0} already', before.line + 1));
      else if (!before) seen.set(key, line);
    }
  },
};
