// The library in a program: a large text has the engine work differently only as long as it is checked.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { forAWhile } from '../../server/src/for-a-while';
import { check } from '../../server/src/index';

const told: string[] = [];
vi.spyOn(process, 'getBuiltinModule').mockImplementation(((name: string) => (name === 'node:v8' ? { setFlagsFromString: (flag: string) => told.push(flag) } : undefined)) as typeof process.getBuiltinModule);

const large = `defaults\n    mode http\n${'    timeout client 5s\n'.repeat(5000)}`;
const names = (flags: readonly string[]) => flags.map((flag) => flag.replace(/^--no-|^--|=.*/g, ''));

beforeEach(() => {
  told.length = 0;
});

describe('the engine', () => {
  test('is given back as it was', () => {
    check(large, { language: 'haproxy', target: '2.6' });
    expect(told.length).toBeGreaterThan(0);
    const half = told.length / 2;
    expect(names(told.slice(0, half))).toEqual(names(told.slice(half)));
  });

  test('is given back when the work throws', () => {
    const work = () => {
      throw new Error('broken');
    };
    expect(() => forAWhile(1_000_000, work)).toThrow('broken');
    expect(told.at(-1)).toBe('--incremental-marking');
  });

  test('is left alone for small texts', () => {
    expect(check('frontend f\n    bind :80\n    bogus\n', { language: 'haproxy', target: '2.6' })).not.toHaveLength(0);
    expect(told).toEqual([]);
  });
});
