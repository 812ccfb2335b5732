// Lines keep their places while some of them are exchanged.
import { expect, test } from 'vitest';
import { GatheredStarts, LineStarts } from '../../server/src/core/line-starts';
import { lineStarts, placeAt } from '../../server/src/core/span';
import { randomOf } from '../support/random';

test('lines that are exchanged stand where those of the same text do', () => {
  const random = randomOf(5);
  let text = 'one line\n'.repeat(3000);
  const lines = new LineStarts(new GatheredStarts(lineStarts(text)));
  for (let step = 0; step < 300; step++) {
    const starts = lineStarts(text);
    const from = random.number(starts.length);
    const to = Math.min(starts.length, from + random.number(random.number(20) === 0 ? 2500 : 4));
    const now = Array.from({ length: random.number(random.number(20) === 0 ? 3000 : 4) }, (_, i) => `${'x'.repeat(i % 7)}\n`).join('');
    const start = starts[from] as number;
    const end = to < starts.length ? (starts[to] as number) : text.length;
    // The last line is never ended: it is exchanged for one that is not either.
    const last = to === starts.length ? 'end' : '';
    text = text.slice(0, start) + now + last + text.slice(end);
    const added = lineStarts(now + last).map((offset) => start + offset);
    lines.exchange(from, to, new GatheredStarts(to === starts.length ? added : added.slice(0, -1)), now.length + last.length - (end - start));
    const wanted = lineStarts(text);
    expect(Array.from({ length: lines.length }, (_, line) => lines.at(line)).join()).toBe(wanted.join());
    for (let i = 0; i < 5; i++) {
      const offset = random.number(text.length + 1);
      expect(lines.placeAt(offset)).toEqual(placeAt(wanted, offset));
    }
  }
  expect(lines.at(-1)).toBeUndefined();
  expect(lines.at(lines.length)).toBeUndefined();
});
