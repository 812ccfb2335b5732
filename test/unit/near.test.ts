// The nearest word is found as a plain table of all distances would find it.
import { expect, test } from 'vitest';
import { distance, nearest, nearestOf } from '../../server/src/core/near';
import { randomOf } from '../support/random';

function plainDistance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)));
  const at = (i: number, j: number) => table[i]?.[j] as number;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const turned = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY;
      (table[i] as number[])[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1), turned);
    }
  }
  return at(a.length, b.length);
}

test('distances are those of the whole table', () => {
  const random = randomOf(3);
  const word = () => Array.from({ length: random.number(9) }, () => 'abc-1'[random.number(5)]).join('');
  for (let i = 0; i < 20_000; i++) {
    const [a, b, most] = [word(), word(), random.number(5)];
    const wanted = plainDistance(a, b);
    if (distance(a, b, most) !== (wanted <= most ? wanted : Number.POSITIVE_INFINITY)) expect.fail(`${a} ${b} ${most}`);
  }
});

test('of equally near words the first is taken: as they stand, or in the alphabet', () => {
  expect(nearest('pool-x', ['pool-2', 'pool-1'])).toBe('pool-2');
  expect(nearestOf('pool-x', ['pool-2', 'pool-3'], ['pool-1', 'pool-x'])).toBe('pool-1');
  expect(nearestOf('pool-x', ['something', 'else'])).toBeUndefined();
});
