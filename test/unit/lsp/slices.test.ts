// Work in slices, and those who ask meanwhile.
import { describe, expect, test } from 'vitest';
import { inSlices } from '../../../server/src/lsp/slices';

/** Keeps the thread busy for longer than a slice may take. */
function busy(): void {
  for (const start = Date.now(); Date.now() - start < 20; );
}

/** What arrived is taken up in the next turn of the event loop, and handed on from turn to turn. */
function afterTurns(count: number, then: () => void): void {
  if (count === 0) then();
  else setImmediate(() => afterTurns(count - 1, then));
}

describe('inSlices', () => {
  test('lets a request that takes several turns be answered before it goes on', async () => {
    const order: string[] = [];
    function* steps(): Generator<void> {
      afterTurns(4, () => order.push('answer'));
      busy();
      yield;
      order.push('second step');
      busy();
      yield;
    }
    expect(await inSlices(steps(), () => true)).toBe(true);
    expect(order).toEqual(['answer', 'second step']);
  });

  test('is given up in a pause', async () => {
    let done = 0;
    function* steps(): Generator<void> {
      for (;;) {
        busy();
        done++;
        yield;
      }
    }
    expect(await inSlices(steps(), () => done < 2)).toBe(false);
    expect(done).toBe(2);
  });
});
