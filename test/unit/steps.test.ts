// Work in slices finds what work at one stretch finds, and work that an edit abandons leaves nothing behind.
import { afterEach, expect, test } from 'vitest';
import { lintModel } from '../../server/src/core/lint';
import { partIndex, setSlice } from '../../server/src/core/part-index';
import { attempt } from '../../server/src/core/patience';
import { releaseIndex } from '../../server/src/core/release';
import type { HaproxyModel, Section } from '../../server/src/haproxy/model';
import { languages } from '../../server/src/languages';
import { createLanguageService, type OpenFile } from '../../server/src/service';
import type { LanguageId } from '../support/check';
import { edited, randomOf } from '../support/random';
import { ownTexts } from '../support/texts';

const normal = 500;
afterEach(() => setSlice(normal));
const pool = (id: LanguageId) => ownTexts().flatMap(({ language, text }) => (language === id ? [text] : []));
const fail = (what: string, error: unknown) => {
  throw new Error(`${what}: ${error instanceof Error ? error.stack : error}`);
};

test.each([
  ['haproxy', ['1.5', '2.2', '2.6', '3.2']],
  ['keepalived', ['2.0.20', '2.2.8']],
] as const)('slices of any size: %s', (id, releases) => {
  const language = languages[id];
  const texts = pool(id);
  const random = randomOf(11);
  for (let i = 0; i < 40; i++) {
    const text = Array.from({ length: 1 + random.number(12) }, () => random.pick(texts)).join('\n');
    const release = releaseIndex(language.knowledge.line, random.pick(releases)) as number;
    setSlice(Number.POSITIVE_INFINITY);
    const wanted = lintModel(language, language.model(text, release, {}), fail);
    for (const slice of [0, 1, 3]) {
      setSlice(slice);
      expect(lintModel(language, language.model(text, release, {}), fail)).toEqual(wanted);
    }
  }
});

test('edits in the midst of the work', () => {
  const texts = pool('haproxy');
  const service = createLanguageService(languages.haproxy, undefined, fail);
  setSlice(5);
  for (let seed = 1; seed <= 8; seed++) {
    const random = randomOf(seed);
    const settings = { target: random.pick(['1.8', '2.4', '2.9', '3.2']) };
    const big = `backend long\n${'    server a 192.0.2.1:80\n    http-request deny if { path /x }\n'.repeat(1050)}`;
    let text = [...Array.from({ length: 30 }, () => random.pick(texts)), big, random.pick(texts)].join('\n');
    let file: OpenFile | undefined;
    for (let edit = 0; edit < 10; edit++) {
      file = service.open(text, '/x', settings, file);
      let steps = random.number(120);
      for (const work = file.prepare(); steps > 0 && !work.next().done; ) steps--;
      text = edited(random, text, texts, 'haproxy');
    }
    file = service.open(text, '/x', settings, file);
    expect(file.problems()).toEqual(service.open(text, '/x', settings).problems());
  }
});

test('work on indexes that was only begun is given up by an edit', () => {
  const service = createLanguageService(languages.haproxy, undefined, fail);
  const settings = { target: '2.6' };
  const parts = Array.from({ length: 12 }, (_, i) => `frontend f${i}\n    mode http\n    bind :${i + 80}\n    timeout client 5s\n    default_backend b\n`);
  const head = 'backend b\n    mode http\n    timeout server 5s\n    timeout connect 5s\n';
  setSlice(2);
  for (let steps = 1; steps < 80; steps++) {
    const first = service.open(head + parts.join('') + parts.join(''), '/x', settings);
    const work = first.prepare();
    for (let i = 0; i < steps && !work.next().done; i++);
    const text = head + parts.join('');
    const next = service.open(text, '/x', settings, first);
    expect(next.problems()).toEqual(service.open(text, '/x', settings).problems());
  }
});

test('an index that was only begun forgets parts that are gone', () => {
  const names = partIndex((_model: HaproxyModel, section: Section) => [['all', section.name] as const]);
  const text = (count: number) => Array.from({ length: count }, (_, i) => `backend b${i}\n    mode http\n`).join('');
  const language = languages.haproxy;
  const release = releaseIndex(language.knowledge.line, '2.6') as number;
  const first = language.model(text(9), release, {}) as HaproxyModel;
  setSlice(2);
  const steps = attempt(() => names.get(first, 'all'))?.steps();
  for (let i = 0; i < 3; i++) steps?.next();
  const next = language.model(text(2), release, {}, first) as HaproxyModel;
  names.get(next, 'all');
  expect(names.get(next, 'all')).toEqual(['', 'b0', 'b1']);
});
