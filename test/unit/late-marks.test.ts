// No mark is asked for late: where one is, all sections of an open file are looked through again, in the middle of an edit.
import { expect, test } from 'vitest';
import { countOfMarks } from '../../server/src/core/marks';
import { languages } from '../../server/src/languages';
import { createLanguageService } from '../../server/src/service';
import { everything } from '../fuzz/steps';
import { randomOf } from '../support/random';
import { ownTexts } from '../support/texts';

test('all marks count from the first check on', () => {
  const service = createLanguageService(languages.haproxy, undefined);
  service.open('global\n', '/x', {}).problems();
  const first = countOfMarks();
  const random = randomOf(3);
  for (const { language, text, name } of ownTexts()) {
    if (language !== 'haproxy') continue;
    const settings = { target: random.pick(['1.5', '2.0', '2.4', '2.9', '3.1', '3.4']) };
    const file = service.open(text, '/x', settings);
    if (random.number(10) === 0) everything(random, file, service, settings, (_what, work) => work());
    else file.problems();
    expect(countOfMarks(), `a mark that server/src/haproxy/late-marks.ts lacks came with ${name}`).toBe(first);
  }
});
