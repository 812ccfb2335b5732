// The library as programs of Node load it: a large text has the engine work differently only as long as it is checked.
import { beforeEach, describe, expect, test, vi } from 'vitest';

const told: string[] = [];
vi.mock('node:v8', () => ({ setFlagsFromString: (flag: string) => told.push(flag) }));
const { check } = await import('../../server/src/node/library');

const large = `defaults\n    mode http\n${'    timeout client 5s\n'.repeat(5000)}`;
const names = (flags: readonly string[]) => flags.map((flag) => flag.replace(/^--no-|^--|=.*/g, ''));

beforeEach(() => {
  told.length = 0;
});

describe('the engine', () => {
  test('is given back as it was, also when the check throws', () => {
    check(large, { language: 'haproxy', target: '2.6' });
    expect(told.length).toBeGreaterThan(0);
    const half = told.length / 2;
    expect(names(told.slice(0, half))).toEqual(names(told.slice(half)));
    told.length = 0;
    expect(() => check(large, { language: 'haproxy', target: '0.1' })).toThrow('not a release');
    expect(told).toHaveLength(2 * half);
  });

  test('is left alone for small texts', () => {
    expect(check('frontend f\n    bind :80\n    bogus\n', { language: 'haproxy', target: '2.6' })).not.toHaveLength(0);
    expect(told).toEqual([]);
  });
});
