// Ends of lines that were read before are taken over only where they came to the same.
import { expect, it } from 'vitest';
import { check } from '../../../server/src/index';

const base = 'defaults\n    mode http\n    timeout connect 5s\n    timeout client 5s\n    timeout server 5s\n';
const told = (text: string, target: string) => check(base + text, { language: 'haproxy', target }).map(({ line, rule }) => `${line - 5} ${rule}`);

it('a wrong end is told of each line', () => {
  expect(told('backend a\n    server s1 192.0.2.1:80 check inter soon\n    server s2 192.0.2.2:80 check inter soon\n', '2.6')).toEqual(['2 wrong-argument', '3 wrong-argument']);
});

it('what a release lacks is told though another one has it', () => {
  const text = 'backend a\n    server s1 192.0.2.1:80 check ws auto\n    server s2 192.0.2.2:80 check ws auto\n';
  for (let i = 0; i < 2; i++) {
    expect(told(text, '2.6')).toEqual([]);
    expect(told(text, '2.2')).toEqual(['2 unknown-argument', '3 unknown-argument'].map((one) => expect.stringMatching(new RegExp(`^${one[0]} `))));
  }
});

it('names and values in an end are those of each line', () => {
  const text = 'backend a\n    server s1 192.0.2.1:80 track b/x\n    server s2 192.0.2.2:80 track b/x\n';
  const lines = told(text, '2.6');
  expect(lines.map((one) => one.slice(2))).toEqual([lines[0], lines[0]].map((one) => one?.slice(2)));
  expect(lines.map((one) => one[0])).toEqual(['2', '3']);
});
