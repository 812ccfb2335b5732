// Lines of the same form share their slots.
import { describe, expect, it } from 'vitest';
import type { Literal } from '../../../server/src/core/grammar/notation';
import { Form, slotSpan } from '../../../server/src/core/grammar/slots';

const node = (word: string): Literal => ({ kind: 'literal', word, releases: 1, deprecated: 0 });
const [a, b] = [node('a'), node('b')];

describe('forms', () => {
  it('are the same for the same slots, in whatever order they come', () => {
    const first = Form.empty.with(a, 1, undefined, 0, -1).with(b, 2, undefined, 0, -1);
    const other = Form.empty.with(b, 1, undefined, 0, -1);
    expect(Form.empty.with(a, 1, undefined, 0, -1).with(b, 2, undefined, 0, -1)).toBe(first);
    expect(Form.empty.with(b, 1, undefined, 0, -1)).toBe(other);
    expect(first.slots.map(({ word, part }) => [word, part])).toEqual([
      [1, undefined],
      [2, undefined],
    ]);
    expect(first.slots).toBe(first.slots);
  });

  it('differ by the part of a word', () => {
    const whole = Form.empty.with(a, 1, undefined, 0, -1);
    const part = Form.empty.with(a, 1, undefined, 2, 3);
    expect(part).not.toBe(whole);
    expect(Form.empty.with(a, 1, undefined, 2, 3)).toBe(part);
    const words = [0, 5].map((start) => ({ start, end: start + 4, text: 'text', quoted: false, opaque: false }));
    expect(slotSpan(words, part.slots[0] as (typeof part.slots)[0])).toEqual({ start: 7, end: 8 });
    expect(slotSpan(words, whole.slots[0] as (typeof part.slots)[0])).toEqual({ start: 5, end: 9 });
  });

  it('stay quick and right however many there are', () => {
    const start = performance.now();
    for (let i = 0; i < 50_000; i++) expect(Form.empty.with(a, 1, undefined, i, i + 1).slots[0]?.part?.start).toBe(i);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
