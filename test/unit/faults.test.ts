import { expect, it } from 'vitest';
import { lint } from '../../server/src/core/lint';
import { releaseIndex } from '../../server/src/core/release';
import { languages } from '../../server/src/languages';

it('a fault in what weighs problems costs no problem', () => {
  const { haproxy } = languages;
  const told: string[] = [];
  const language = {
    ...haproxy,
    temper: () => {
      throw new Error('a fault');
    },
  };
  const release = releaseIndex(haproxy.knowledge.line, '2.6') as number;
  expect(lint(language, 'global\n    frobnicate\n', release, {}, (what) => told.push(what)).map(({ rule }) => rule)).toEqual(['unknown-keyword']);
  expect(told).toEqual(['temper']);
});
