// Gates by marks let through all that finds something: rules and indexes that look at all sections of their kinds find no more.
import { expect, test } from 'vitest';
import type { Language } from '../../server/src/core/language';
import { lint } from '../../server/src/core/lint';
import { countCommon, marksOf, meet } from '../../server/src/core/marks';
import type { HaproxyModel } from '../../server/src/haproxy/model';
import { languages } from '../../server/src/languages';
import { randomOf } from '../support/random';
import { ownTexts } from '../support/texts';

const fail = (what: string, error: unknown) => {
  throw new Error(`${what}: ${error instanceof Error ? error.stack : error}`);
};

/** The language without marks, by which gates go. */
function ungated(language: Language<HaproxyModel>): Language<HaproxyModel> {
  return {
    ...language,
    model(...args) {
      return Object.create(language.model(...args), { marks: { value: undefined } }) as HaproxyModel;
    },
  };
}

/** No file is there, so that whatever names one is told. */
const options = { fileExists: () => false };

test('what gates keep out finds nothing', () => {
  const language = languages.haproxy as unknown as Language<HaproxyModel>;
  const open = ungated(language);
  const random = randomOf(7);
  const { line } = language.knowledge;
  let missing = 0;
  for (const { language: id, text } of ownTexts()) {
    if (id !== 'haproxy') continue;
    for (const release of [random.number(line.names.length), line.names.length - 1]) {
      const wanted = lint(open, text, release, options, fail);
      expect(lint(language, text, release, options, fail)).toEqual(wanted);
      missing += wanted.filter(({ rule }) => rule === 'missing-file').length;
    }
  }
  expect(missing).toBeGreaterThan(0);
});

test('sets of marks', () => {
  const some = marksOf(['one', 'two', 'three']);
  expect(meet(some, marksOf(['two', 'four']))).toBe(true);
  expect(meet(some, marksOf(['four']))).toBe(false);
  expect(countCommon(some, marksOf(['three', 'four', 'one']))).toBe(2);
});
