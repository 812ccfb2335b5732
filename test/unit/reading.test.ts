// Who looked at what: sources with many visitors, most of which are over.
import { describe, expect, it } from 'vitest';
import { changed, look, type Reader, reading, type Source } from '../../server/src/core/reading';

const readerOf = (told: string[], name: string): Reader => ({ own: undefined, visit: undefined, outdated: () => told.push(name) });

describe('visits', () => {
  it.each([1, 2, 3, 4, 5, 63, 64, 65, 128, 300])('tell %i readers', (count) => {
    const source: Source = { visits: undefined };
    const told: string[] = [];
    const names = Array.from({ length: count }, (_, i) => String(i));
    for (const name of names) reading(readerOf(told, name), () => look(source));
    changed(source);
    expect(told).toEqual(names);
  });

  it('of readers that work again and again are told once', () => {
    for (const others of [0, 1, 2, 3]) {
      const source: Source = { visits: undefined };
      const told: string[] = [];
      const again = readerOf(told, 'again');
      for (let i = 0; i < 500; i++) reading(again, () => look(source));
      for (let i = 0; i < others; i++) reading(readerOf(told, `other ${i}`), () => look(source));
      changed(source);
      expect(told).toHaveLength(1 + others);
    }
  });
});
