// Each feature at marked positions of texts in `marks/`, in both languages. HACONF_MARKS=write fills in what stands behind a mark as `?`.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { answerAt, openMark, placeMarks } from '../../support/marks';

const folder = fileURLToPath(new URL('./marks/', import.meta.url));
const least = 15;
const counts = new Map<string, number>();

for (const name of readdirSync(folder).sort()) {
  const language = name.endsWith('.conf') ? 'keepalived' : 'haproxy';
  const fixture = readFileSync(folder + name, 'utf8');
  const { text, marks } = placeMarks(fixture);
  const lines = fixture.split('\n');
  describe(name, () => {
    for (const mark of marks) {
      counts.set(`${mark.feature} ${language}`, (counts.get(`${mark.feature} ${language}`) ?? 0) + 1);
      it(`line ${mark.at + 1}: ${mark.feature} ${mark.argument}`, () => {
        const { subject, offset } = openMark(text, mark, language);
        const answer = answerAt(subject, offset, mark);
        if (process.env.HACONF_MARKS === 'write' && mark.wanted === '?') lines[mark.at] = (lines[mark.at] as string).replace(/\?$/, answer);
        else expect(answer).toBe(mark.wanted);
      });
    }
    it('is written', () => {
      if (process.env.HACONF_MARKS === 'write') writeFileSync(folder + name, lines.join('\n'));
    });
  });
}

it('each feature is tried at enough positions of each language', () => {
  expect([...counts].filter(([, count]) => count < least)).toEqual([]);
  expect(counts.size).toBe(44);
});
