// Experimental keywords need `expose-experimental-directives` above them, and from 3.3 on that line wants to be needed.
import type { Keyword } from '../../core/knowledge';
import { marksOf, meet } from '../../core/marks';
import { partIndex } from '../../core/part-index';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import { marksIn } from '../../haproxy/contents';
import { hasMark } from '../../haproxy/marks';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { isTaken, statementsIn } from '../../haproxy/names';
import { addressed, oddAddress } from '../../haproxy/odd-addresses';
import type { HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

/** Addresses and values that are experimental, by how they begin, and the release that began to say so. */
const addresses: readonly (readonly [RegExp, string, string])[] = [
  [/^rht/, '2.9', ''],
  [/^quic[46]?@/, '3.3', 'server'],
];

/** What is experimental: the statement, the index of its word, and what it is. */
interface Experimental {
  readonly statement: Statement;
  readonly word: number;
  readonly name: string;
}

/** The words of a statement that are experimental by their keywords. */
function byKeyword(model: HaproxyModel, statement: Statement): Experimental[] {
  const { keyword, slots } = model.binding(statement);
  const found: Experimental[] = [];
  const test = (one: Keyword | undefined, word: number) => {
    if (one && hasMark(one, 'experimental', model)) found.push({ statement, word, name: one.name });
  };
  test(keyword, 0);
  for (const slot of slots) if (slot.node.kind === 'params') test(slot.keyword, slot.word);
  return found;
}

/** The addresses of a section that are experimental. */
function byAddress(model: HaproxyModel, section: Section): Experimental[] {
  return Object.entries(addressed).flatMap(([keyword, at]) =>
    statementsIn(model, section, keyword).flatMap((statement) => {
      const word = isTaken(model, statement) ? statement.words[at] : undefined;
      const known = word && (word.text[0] === 'r' || word.text[0] === 'q') && addresses.some(([shape, from, only]) => shape.test(word.text) && since(model, from) && keyword.startsWith(only));
      return known ? [{ statement, word: at, name: word.text }] : [];
    }),
  );
}

const byWord = marksOf(['+experimental']);
const odd = marksOf([oddAddress]);

/** All that is experimental in a section. */
function experimentalIn(model: HaproxyModel, section: Section): Experimental[] {
  if (section.kind === '') return [];
  const marks = marksIn(model, section);
  const found = meet(odd, marks) ? byAddress(model, section) : [];
  if (!meet(byWord, marks)) return found;
  for (const statement of [section.header, ...section.body]) if (isTaken(model, statement)) found.push(...byKeyword(model, statement));
  return found;
}

const allowingKeyword = 'expose-experimental-directives';

/** Sections that use something experimental, and those in which it may hide in what cannot be told apart here: unknown variables, values of later protocols. */
const used = partIndex((model: HaproxyModel, section: Section) => {
  const found: (readonly [string, true])[] = [];
  if (section.kind === '') return found;
  if (experimentalIn(model, section).length > 0) found.push(['experimental', true]);
  if (section.body.some((line) => !isDescribed(model, line) || line.words.some((word) => word.opaque || /^(nocc|qmux|ech)\b/.test(word.text) || /(^|,)h3(,|$)/.test(word.text)))) found.push(['unknown', true]);
  return found;
});

export const experimentalKeyword: HaproxyRule = {
  id: 'experimental-keyword',
  severity: 'error',
  origin: 'daemon',
  summary: 'An experimental keyword is used without `expose-experimental-directives`.',
  releases: '2.4+',
  holds: ['+experimental', allowingKeyword, oddAddress],
  whole: true,
  checkPart(model, section, report) {
    const allowing = model.statements(allowingKeyword);
    const [line] = allowing;
    for (const { statement, word, name } of experimentalIn(model, section)) {
      if (!line || statement.start < line.start) report(statement, word, text('`{0}` is experimental: put `expose-experimental-directives` into the global section above', name));
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
