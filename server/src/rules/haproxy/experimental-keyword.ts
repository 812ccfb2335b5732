// Experimental keywords need `expose-experimental-directives` above them, and from 3.3 on that line wants to be needed.
import { partIndex } from '../../core/part-index';
import { parseReleases } from '../../core/release';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { isTaken } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';
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

const allowingKeyword = 'expose-experimental-directives';

/** Sections that use something experimental, and those in which it may hide in what cannot be told apart here: unknown variables, values of later protocols. */
const used = partIndex((model: HaproxyModel, section: Section) => {
  const found: (readonly [string, true])[] = [];
  if (section.kind === '') return found;
  if ([section.header, ...section.body].some((statement) => isTaken(model, statement) && experimental(model, statement).length > 0)) found.push(['experimental', true]);
  if (section.body.some((line) => !isDescribed(model, line) || line.words.some((word) => word.opaque || /^(nocc|qmux|ech)\b/.test(word.text) || /(^|,)h3(,|$)/.test(word.text)))) found.push(['unknown', true]);
  return found;
});

export const experimentalKeyword: HaproxyRule = {
  id: 'experimental-keyword',
  severity: 'error',
  origin: 'daemon',
  summary: 'An experimental keyword is used without `expose-experimental-directives`.',
  checkPart(model, section, report) {
    if (!since(model, '2.4')) return;
    const allowing = model.statements(allowingKeyword);
    const [line] = allowing;
    for (const statement of [section.header, ...section.body]) {
      if (section.kind === '' || !isTaken(model, statement)) continue;
      for (const { word, name } of experimental(model, statement)) if (!line || statement.start < line.start) report(statement, word, text('`{0}` is experimental: put `expose-experimental-directives` into the global section above', name));
    }
    if (!line || model.section(line) !== section || !since(model, '3.3') || used.has(model, 'experimental') || used.has(model, 'unknown') || model.host.extended) return;
    report(line, 0, text('nothing experimental is used: remove `expose-experimental-directives`'), { severity: 'warning' });
  },
};

/** Whether all words of a line are bound to a grammar. */
function isDescribed(model: HaproxyModel, line: Statement): boolean {
  const keyword = model.binding(line).keyword;
  return keyword === undefined || keyword.entry.syntax !== undefined;
}
