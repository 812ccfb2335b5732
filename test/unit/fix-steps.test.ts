// Fixing step by step, each version handed over to the next as in the editor: the findings and their fixes are those of the text opened afresh.
import { describe, expect, test } from 'vitest';
import { applyEdits, firstFix } from '../../server/src/fixing';
import { languages } from '../../server/src/languages';
import { createLanguageService, type OpenFile } from '../../server/src/service';
import type { LanguageId } from '../../server/src/targets';
import { corpusOf } from '../support/corpus';

const target = { haproxy: '2.6', keepalived: '2.2.8' };
const found = (file: OpenFile) => file.problems().map(({ rule, message, start, end, fixes }) => ({ rule, message, start, end, fixes }));

/** Applies the first fix there is until none is left; returns the titles. */
function steps(language: LanguageId, text: string): string[] {
  const service = createLanguageService(languages[language], undefined);
  const settings = { target: target[language] };
  const titles: string[] = [];
  let file = service.open(text, undefined, settings);
  file.problems();
  for (let round = 0; round < 60; round++) {
    const fix = file
      .problems()
      .map((problem) => firstFix(problem))
      .find((one) => one !== undefined);
    const next = fix && applyEdits(file.source, fix.edits);
    if (!fix || next === undefined) return titles;
    titles.push(fix.title);
    file = service.open(next, undefined, settings, file);
    expect(found(file), `after "${titles.join('", "')}"`).toEqual(found(service.open(next, undefined, settings)));
  }
  throw new Error(`fixing does not end: ${titles.join('; ')}`);
}

describe.each(['haproxy', 'keepalived'] as const)('step by step: %s', (language) => {
  for (const { name, text } of corpusOf(language).filter(({ name }) => name.startsWith('examples/'))) {
    test(name, () => expect(steps(language, text)).toBeDefined());
  }
});
