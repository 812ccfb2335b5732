// Headers come and go: what sections start from is then the same as in the text read anew.
import { expect, test } from 'vitest';
import { lintModel } from '../../../server/src/core/lint';
import { releaseIndex } from '../../../server/src/core/release';
import { languages } from '../../../server/src/languages';
import { randomOf } from '../../support/random';

const headers = [
  'backend a',
  'backend b',
  'frontend f',
  'listen l',
  'ruleset r',
  'peers p',
  'backend a from d',
  'frontend f from d',
  'backend c from e',
  'defaults',
  'defaults d',
  'defaults e',
  'defaults e from d',
  'defaults from d',
  '.if defined(X)',
  '.endif',
  'backend x extra',
];
const lines = ['    mode http', '    http-request deny', '    tcp-request connection reject', '    timeout connect 5s', '    default_backend b', '    disabled', '    http-response deny'];
const language = languages.haproxy;

test('sections stand where a fresh reading sees them', () => {
  for (let seed = 1; seed <= 25; seed++) {
    const random = randomOf(seed);
    const release = releaseIndex(language.knowledge.line, random.pick(['2.3', '2.4', '2.6', '2.9', '3.4'])) as number;
    const some = () => (random.number(3) === 0 ? random.pick(lines) : random.pick(headers));
    const text = Array.from({ length: 4 + random.number(20) }, some);
    const read = () => `${text.join('\n')}\n`;
    let model = language.model(read(), release, {});
    lintModel(language, model);
    for (let step = 0; step < 25; step++) {
      const at = random.number(text.length);
      if (random.number(2) === 0) text.splice(at, 0, some());
      else if (text.length > 1) text.splice(at, 1);
      model = language.model(read(), release, {}, model);
      if (random.number(5) === 0) continue;
      expect(lintModel(language, model), `seed ${seed}, step ${step}\n${read()}`).toEqual(lintModel(language, language.model(read(), release, {})));
    }
  }
});
