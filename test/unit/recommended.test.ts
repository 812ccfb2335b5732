// The recommended file: nothing to say from 2.4 on; 1.8 refuses exactly the lines that came later.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { markOf, problemsOf } from '../support/check';

const text = readFileSync(new URL('../e2e/workspace/target/haproxy/recommended.cfg', import.meta.url), 'utf8');

test.each(['2.4', '2.5', '2.6', '2.7', '2.8', '2.9', '3.0', '3.1', '3.2', '3.3', '3.4'])('nothing to say for %s', (version) => {
  expect(problemsOf('haproxy', text, { version })).toEqual([]);
});

test('1.8 refuses three lines', () => {
  const marks = problemsOf('haproxy', text, { version: '1.8' }).map((problem) => markOf(text, problem));
  expect(marks.map(({ line, severity }) => `${line + 1} ${severity}`)).toEqual(['2 error', '29 error', '30 error']);
});
