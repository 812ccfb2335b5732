import { describe, expect, it, vi } from 'vitest';
import type { Language } from '../../../server/src/core/language';
import type { Model } from '../../../server/src/core/model';
import { languages } from '../../../server/src/languages';
import { practice } from '../../../server/src/lsp/practice';
import { createLanguageService } from '../../../server/src/service';

const source = `${Array.from({ length: 200 }, (_, i) => `backend b${i}\n  server s 192.0.2.1:80 check\n`).join('')}`;
const settings = { target: '2.6' };
const fast = { quiet: 0, step: 20, rest: 0, all: 60_000 };
/** Waits until it is so, then whether it stays so. */
const settled = async (isSo: () => boolean) => {
  await vi.waitFor(() => expect(isSo()).toBe(true), { timeout: 20_000 });
  await new Promise((resolve) => setTimeout(resolve, 100));
};

/** HAProxy, with a count of the texts that are read. */
function counted(fail = false): { language: Language<Model>; texts: string[] } {
  const texts: string[] = [];
  const language: Language<Model> = {
    ...(languages.haproxy as unknown as Language<Model>),
    steps: undefined as never,
    model(text, release, options, before) {
      texts.push(text);
      if (fail) throw new Error('out of practice');
      expect(options.readFile).toBeUndefined();
      return (languages.haproxy as unknown as Language<Model>).model(text, release, options, before);
    },
  };
  return { language, texts };
}

describe('practice', () => {
  it('checks a text and an edit of it until enough lines were checked, once for each language', { timeout: 30_000 }, async () => {
    const { language, texts } = counted();
    const file = createLanguageService(language, undefined).open(source, undefined, settings);
    const practising = practice(() => undefined, fast);
    practising.on(language, file, settings);
    practising.on(language, file, settings);
    const wanted = 2 * Math.ceil(20_000 / source.split('\n').length);
    await settled(() => texts.length >= wanted);
    expect(texts.length).toBe(wanted);
    expect(new Set(texts.map((text) => text.length - source.length))).toEqual(new Set([0, 1]));
  });

  it('waits while somebody asks', async () => {
    const { language, texts } = counted();
    const practising = practice(() => undefined, { ...fast, quiet: 200 });
    practising.on(language, createLanguageService(language, undefined).open(source, undefined, settings), settings);
    for (let i = 0; i < 10; i++) {
      practising.busy();
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    expect(texts).toEqual([]);
    await settled(() => texts.length > 0);
  });

  it('leaves texts alone that were practice enough', async () => {
    const { language, texts } = counted();
    const practising = practice(() => undefined, fast);
    practising.on(language, createLanguageService(language, undefined).open('#'.repeat(1_000_001), undefined, settings), settings);
    await settled(() => true);
    expect(texts).toEqual([]);
  });

  it('ends when it has worked for long enough', async () => {
    const { language, texts } = counted();
    const practising = practice(() => undefined, { ...fast, step: 1, all: 1 });
    practising.on(language, createLanguageService(language, undefined).open(source, undefined, settings), settings);
    await settled(() => texts.length > 0);
    expect(texts.length).toBeLessThan(20);
  });

  it('ends at a fault, which is told', async () => {
    const { language, texts } = counted(true);
    const told: string[] = [];
    const practising = practice((what) => told.push(what), fast);
    practising.on(language, createLanguageService(language, undefined).open(source, undefined, settings), settings);
    await settled(() => told.length > 0);
    expect({ told, count: texts.length }).toEqual({ told: ['practice'], count: 1 });
  });
});
