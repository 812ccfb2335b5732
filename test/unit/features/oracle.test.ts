// Completion proposes what stands in accepted files, and no keyword that the release refuses at that place.
import { describe, expect, it } from 'vitest';
import { type Statement, walk } from '../../../server/src/core/tree';
import { completion } from '../../../server/src/features/completion';
import type { Subject } from '../../../server/src/features/subject';
import { languages } from '../../../server/src/languages';
import { createLanguageService, type OpenFile } from '../../../server/src/service';
import type { LanguageId } from '../../../server/src/targets';
import { type NamedText, ownTexts, seeded, sharedTexts } from '../../support/texts';

const target: Readonly<Record<LanguageId, string>> = { haproxy: '2.6', keepalived: '2.2.8' };

function openText({ language, text }: NamedText): { file: OpenFile; subject: Subject } | undefined {
  const file = createLanguageService(languages[language], undefined).open(text, undefined, { target: target[language] });
  const subject = file.subject('file:///x');
  return subject && { file, subject };
}

interface Position {
  readonly subject: Subject;
  readonly statement: Statement;
  readonly word: number;
  readonly text: string;
  readonly from: string;
}

/** Types that take one of a few words. */
const enumerations: ReadonlySet<string> = new Set(['one-of', 'boolean', 'scheduler', 'protocol', 'scope', 'any-case', 'switch', 'redirect-code', 'error-code']);

/** Words that are keywords, parameters or words of a grammar, on lines without an error. */
function positionsOf(named: NamedText): Position[] {
  const opened = openText(named);
  if (!opened) return [];
  const { subject, file } = opened;
  const faulty = new Set(
    file
      .problems()
      .filter((problem) => problem.severity === 'error')
      .map((problem) => subject.position(problem.start).line),
  );
  const positions: Position[] = [];
  for (const statement of walk(subject.model.tree.statements)) {
    const binding = subject.model.binding(statement);
    if (faulty.has(statement.line) || (!binding.keyword && binding.slots.length === 0)) continue;
    const places = new Set(binding.slots.filter(({ node }) => node.kind !== 'argument' || enumerations.has(node.type)).map((slot) => slot.word));
    const name = binding.keyword?.name.split(' ') ?? [];
    for (let i = 0; i < name.length; i++) places.add(i + (statement.words[0]?.text === 'no' && name[0] !== 'no' ? 1 : 0));
    for (const word of places) {
      const found = statement.words[word];
      if (found && !found.quoted && !found.opaque) positions.push({ subject, statement, word, text: found.text, from: named.name });
    }
  }
  return positions;
}

function pick<T>(items: readonly T[], count: number, seed: number): T[] {
  const random = seeded(seed);
  const rest = [...items];
  const chosen: T[] = [];
  while (chosen.length < count && rest.length > 0) chosen.push(...rest.splice(Math.floor(random() * rest.length), 1));
  return chosen;
}

describe.each(['haproxy', 'keepalived'] as const)('completion in %s', (language) => {
  const texts = [...ownTexts(), ...sharedTexts()].filter((text) => text.language === language);
  if (!languages[language].editing) return it.skip('has no editing features', () => undefined);
  if (sharedTexts().length === 0) console.warn('no shared corpus: completion is only compared with the project’s own texts');
  // Not more of one file than of others: large ones say the same again and again.
  const positions = pick(
    texts.filter((one) => one.text.length < 40_000).flatMap((one) => pick(positionsOf(one), 60, 1)),
    1000,
    1,
  );

  it('proposes the words of accepted lines when they are cut before them', () => {
    const missed: string[] = [];
    for (const { subject, statement, word, text, from } of positions) {
      const offset = statement.start + (statement.words[word]?.start ?? 0);
      const source = subject.model.tree.source;
      const end = source.indexOf('\n', offset);
      const cut = openText({ name: from, language, text: source.slice(0, offset) + (end < 0 ? '' : source.slice(end)) });
      const labels = cut ? completion(cut.subject, offset).items.map((item) => item.label) : [];
      if (!labels.includes(text) && !labels.includes(text.replace(/[(,].*$/s, ''))) missed.push(`${from}: ${source.slice(statement.start, offset)}█${text}`);
    }
    console.info(`${language}: ${(100 - (missed.length * 100) / positions.length).toFixed(1)} % of ${positions.length} words proposed`);
    if (missed.length > 0) console.warn(`${missed.length} of ${positions.length} not proposed:\n${missed.slice(0, 10).join('\n')}`);
    expect(missed.length).toBeLessThanOrEqual(positions.length * 0.02);
  });

  it('proposes no keyword that is refused there', () => {
    const wrong = new Set<string>();
    const headers = new Map<string, string>();
    for (const { subject, statement } of positions) {
      const lines: string[] = [];
      for (let at = statement.parent; at; at = at.parent) lines.unshift(subject.model.tree.source.slice(at.start, at.start + at.length));
      const kind = `${statement.parent?.words[0]?.text} ${(statement.parent?.words.length ?? 0) > 1}`;
      if (!headers.has(kind)) headers.set(kind, lines.map((line) => `${line}\n`).join(''));
    }
    expect(headers.size).toBeGreaterThan(5);
    for (const header of headers.values()) {
      const cut = openText({ name: '', language, text: header });
      for (const item of cut ? completion(cut.subject, header.length).items : []) {
        if (item.kind !== 14 && item.kind !== 15) continue;
        const tried = openText({ name: '', language, text: `${header}${item.label}\n` });
        const refused = tried?.file.problems().find((problem) => problem.start >= header.length && /^(unknown-keyword|misplaced-keyword|not-yet-available|removed-keyword)$/.test(problem.rule));
        if (refused && !refused.message.includes('needs one of')) wrong.add(`${item.label} in ${header}: ${refused.message}`);
      }
    }
    expect([...wrong]).toEqual([]);
  });

  it('proposes words that the check accepts in that place', () => {
    const refused: string[] = [];
    let tried = 0;
    for (const { subject, statement, word, from } of pick(
      positions.filter((one) => one.word > 0),
      60,
      2,
    )) {
      const span = statement.words[word];
      const source = subject.model.tree.source;
      if (!span) continue;
      const start = statement.start + span.start;
      const end = statement.start + span.end;
      for (const item of pick(
        completion(subject, start).items.filter((one) => one.kind === 20 || one.kind === 10 || one.kind === 12),
        6,
        tried,
      )) {
        tried++;
        const changed = openText({ name: from, language, text: source.slice(0, start) + item.label + source.slice(end) });
        // What stands behind the word may no longer fit: only what is said of the word itself counts.
        const fault = changed?.file
          .problems()
          .find(
            (problem) =>
              problem.severity === 'error' &&
              problem.start >= start &&
              problem.end <= start + item.label.length &&
              /^(wrong-argument|unknown-argument|unexpected-argument|not-yet-available|removed-keyword|misplaced-keyword)$/.test(problem.rule),
          );
        if (fault) refused.push(`${from}: ${source.slice(statement.start, start)}█${item.label}: ${fault.message}`);
      }
    }
    if (refused.length > 0) console.warn(`${refused.length} of ${tried} refused:\n${refused.slice(0, 20).join('\n')}`);
    expect(tried).toBeGreaterThan(60);
    expect(refused.length).toBeLessThanOrEqual(tried * 0.05);
  });
});
