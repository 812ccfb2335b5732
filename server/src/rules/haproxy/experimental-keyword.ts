// Experimental keywords need `expose-experimental-directives` above them, and from 3.3 on that line wants to be needed.
import { parseReleases } from '../../core/release';
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { HaproxyModel } from '../../haproxy/model';
import { isTaken } from '../../haproxy/names';
import { since } from '../../haproxy/since';

/** Addresses and values that are experimental, by how they begin, and the release that began to say so. */
const addresses: readonly (readonly [RegExp, string, string])[] = [
  [/^rht/, '2.9', ''],
  [/^quic[46]?@/, '3.3', 'server'],
];

const marks = new Map<string, number>();

/** The experimental words of a statement: their index and what they are. */
function experimental(model: HaproxyModel, statement: Statement): { readonly word: number; readonly name: string }[] {
  const found: { word: number; name: string }[] = [];
  const bit = 1 << model.release;
  const test = (extra: Readonly<Record<string, unknown>> | undefined, word: number, name: string) => {
    const mark = extra?.experimental;
    if (typeof mark !== 'string') return;
    let set = marks.get(mark);
    if (set === undefined) marks.set(mark, (set = parseReleases(model.knowledge.line, mark)));
    if (set & bit) found.push({ word, name });
  };
  const { keyword, slots } = model.binding(statement);
  test(keyword?.entry.extra, 0, keyword?.name ?? '');
  for (const slot of slots) if (slot.node.kind === 'params') test(slot.keyword?.entry.extra, slot.word, slot.keyword?.name ?? '');
  const first = statement.words[0]?.text;
  if (first === 'server' || first === 'server-template' || first === 'bind') {
    const at = first === 'server' ? 2 : first === 'bind' ? 1 : 3;
    const word = statement.words[at];
    if (word) for (const [shape, from, only] of addresses) if (shape.test(word.text) && since(model, from) && (only === '' || first.startsWith(only))) found.push({ word: at, name: word.text });
  }
  return found;
}

export const experimentalKeyword: Rule<HaproxyModel> = {
  id: 'experimental-keyword',
  severity: 'error',
  origin: 'daemon',
  summary: 'An experimental keyword is used without `expose-experimental-directives`.',
  check(model, report) {
    if (!since(model, '2.4')) return;
    const allowing = model.statements('expose-experimental-directives');
    const allowed = allowing[0]?.start ?? Number.POSITIVE_INFINITY;
    let used = false;
    for (const section of model.sections) {
      for (const statement of [section.header, ...section.body]) {
        if (!isTaken(model, statement)) continue;
        for (const { word, name } of experimental(model, statement)) {
          used = true;
          if (statement.start < allowed) report(statement, word, text('`{0}` is experimental: put `expose-experimental-directives` into the global section above', name));
        }
      }
    }
    const [line] = allowing;
    if (line && !used && since(model, '3.3') && !mayBeNeeded(model)) report(line, 0, text('nothing experimental is used: remove `expose-experimental-directives`'), { severity: 'warning' });
  },
};

/** Whether something experimental may be hidden in what cannot be told apart here: unknown variables, names of modules, values of later protocols. */
function mayBeNeeded(model: HaproxyModel): boolean {
  if (model.host.extended) return true;
  return model.sections.some((section) => section.body.some((line) => !isDescribed(model, line) || line.words.some((word) => word.opaque || /^(nocc|qmux|ech)\b/.test(word.text) || /(^|,)h3(,|$)/.test(word.text))));
}

/** Whether all words of a line are bound to a grammar. */
function isDescribed(model: HaproxyModel, line: Statement): boolean {
  const keyword = model.binding(line).keyword;
  return keyword === undefined || keyword.entry.syntax !== undefined;
}
