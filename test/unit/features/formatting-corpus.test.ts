// Formatting on all texts of the project: no word, comment or quote changes, and formatting again changes nothing.
import { describe, expect, it } from 'vitest';
import { walk } from '../../../server/src/core/tree';
import { type FormatOptions, format } from '../../../server/src/features/formatting';
import { languages } from '../../../server/src/languages';
import { createLanguageService } from '../../../server/src/service';
import { haproxyPath, haproxyVerdict, keepalivedPath, keepalivedVerdict } from '../../support/daemons';
import { edited } from '../../support/features';
import { randomOf } from '../../support/random';
import { type NamedText, ownTexts, sharedTexts } from '../../support/texts';

const styles: readonly FormatOptions[] = [
  { tabSize: 4, insertSpaces: true, gaps: 'keep' },
  { tabSize: 8, insertSpaces: false, gaps: 'single' },
  { tabSize: 2, insertSpaces: true, gaps: 'columns' },
];

function subjectOf({ language }: NamedText, text: string) {
  const subject = createLanguageService(languages[language], undefined)
    .open(text, undefined, { target: language === 'haproxy' ? '2.4' : '2.2.8' })
    .subject('file:///x');
  if (!subject) throw new Error('no features');
  return subject;
}

/** The words of each statement as they are written, and the comments; lines in order. */
function tokens(named: NamedText, text: string): string[] {
  const { tree } = subjectOf(named, text).model;
  const words = [...walk(tree.statements)].map((statement) => statement.words.map((word) => tree.source.slice(statement.start + word.start, statement.start + word.end)).join(' ␣ '));
  return [...words, ...tree.comments.map((comment) => tree.source.slice(comment.start, comment.end).trimEnd())];
}

function formatted(named: NamedText, text: string, options: FormatOptions): string {
  const subject = subjectOf(named, text);
  return edited(subject, format(subject, options));
}

const texts = ownTexts();

describe('formatting', () => {
  it('is tried on many texts of both languages', () => {
    for (const language of ['haproxy', 'keepalived'] as const) expect(texts.filter((text) => text.language === language).length).toBeGreaterThan(20);
  });

  if (sharedTexts().length === 0) console.warn('no shared corpus: formatting is only tried on the project’s own texts');
  it.each(styles)('changes no word and comment, and nothing the second time: %j', { timeout: 120_000 }, (options) => {
    for (const named of [...texts, ...sharedTexts()]) {
      const after = formatted(named, named.text, options);
      expect(tokens(named, after), named.name).toEqual(tokens(named, named.text));
      expect(formatted(named, after, options), named.name).toBe(after);
      // What is no blank stays, to the letter.
      expect(after.replace(/\s+/g, ''), named.name).toBe(named.text.replace(/\s+/g, ''));
    }
  });

  it.each(styles)('formats the lines of a range as they are formatted among all: %j', { timeout: 120_000 }, (options) => {
    const random = randomOf(9);
    for (const named of [...texts, ...sharedTexts().slice(0, 200)]) {
      const subject = subjectOf(named, named.text);
      const count = subject.model.tree.lines.length;
      const whole = format(subject, options);
      for (let i = 0; i < 5; i++) {
        const start = random.number(count);
        const end = Math.min(count - 1, start + random.number(random.number(2) === 0 ? 3 : 60));
        const within = whole.filter(({ range }) => range.start.line >= start && range.start.line <= end && range.start.line + 1 < count);
        const own = format(subject, options, { start: { line: start, character: 0 }, end: { line: end, character: 1 } });
        expect(
          own.filter(({ range }) => range.start.line + 1 < count),
          named.name,
        ).toEqual(within);
      }
    }
  });

  const real = texts.filter((text) => /^(examples|test\/corpus)/.test(text.name));
  if (!haproxyPath) console.warn('no haproxy: verdicts of formatted files are not compared');
  it.skipIf(!haproxyPath)('changes no verdict of the real haproxy', { timeout: 120_000 }, () => {
    for (const named of real.filter((text) => text.language === 'haproxy')) {
      const before = haproxyVerdict(named.text);
      for (const options of styles) {
        const after = haproxyVerdict(formatted(named, named.text, options));
        expect([after.status, after.complaints.length], named.name).toEqual([before.status, before.complaints.length]);
      }
    }
  });

  if (!keepalivedPath) console.warn('no keepalived: verdicts of formatted files are not compared');
  it.skipIf(!keepalivedPath)('changes no verdict of the real keepalived', { timeout: 240_000 }, () => {
    for (const named of real.filter((text) => text.language === 'keepalived')) {
      const before = keepalivedVerdict(named.text);
      for (const options of styles.slice(1)) {
        const after = keepalivedVerdict(formatted(named, named.text, options));
        expect([after.status, after.complaints.length], named.name).toEqual([before.status, before.complaints.length]);
      }
    }
  });
});
