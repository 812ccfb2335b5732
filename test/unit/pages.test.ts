// Every rule's page is its test: the marks in its fences are the findings, a `fixed` fence is what the fixes make of the one above.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { findingIds } from '../../server/src/core/finding-ids';
import { languages } from '../../server/src/languages';
import { expectMarks, fixAll, type LanguageId, type Setting } from '../support/check';
import { type Fence, type FixtureFile, fences, parseFixture } from '../support/fixture';

const rulesFolder = fileURLToPath(new URL('../../server/src/rules/', import.meta.url));
const pages = readdirSync(rulesFolder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md') && path.basename(name) !== 'README.md')
  .sort();
const isLanguage = (name: string): name is LanguageId => name === 'haproxy' || name === 'keepalived';
const isConfig = (file: FixtureFile) => file.path === '' || /\.(cfg|conf)$/.test(file.path);

function settingOf(fence: Fence, files: readonly FixtureFile[], file: FixtureFile): Setting {
  const { version, localPeer, configId, ...environment } = fence.options;
  const readFile = (name: string) => files.find((other) => other.path === name || path.posix.normalize(other.path) === path.posix.normalize(name))?.text;
  const fileExists = (name: string) => {
    const wanted = path.posix.join(path.posix.dirname(file.path), name);
    const folders = new Set(files.map((other) => path.posix.dirname(other.path)));
    return name.startsWith('/') || !folders.has(path.posix.dirname(wanted)) ? undefined : files.some((other) => other.path === wanted);
  };
  return {
    ...(version === undefined ? {} : { version }),
    ...(localPeer === undefined ? {} : { localPeer }),
    ...(configId === undefined ? {} : { configId }),
    ...(Object.keys(environment).length === 0 ? {} : { environment }),
    ...(file.path === '' ? {} : { path: file.path }),
    ...(files.length > 1 ? { readFile, fileExists } : {}),
  };
}

describe('pages', () => {
  for (const page of pages) {
    const rule = path.basename(page, '.md');
    const text = readFileSync(rulesFolder + page, 'utf8');
    describe(rule, () => {
      test('is headed by its name and says in a sentence what it is about', () => {
        expect(text.startsWith(`# ${rule}\n\n`)).toBe(true);
        expect(text.split('\n')[2]).toMatch(/\S/);
      });
      const blocks = fences(text).filter((fence) => isLanguage(fence.language));
      test('has an example', () => expect(blocks.length).toBeGreaterThan(0));
      blocks.forEach((fence, i) => {
        const language = fence.language as LanguageId;
        const fixed = fence.flags.has('fixed');
        const before = blocks[i - 1];
        const from = fixed && before && Object.keys(fence.options).length === 0 ? { ...fence, options: before.options } : fence;
        const files = parseFixture(fence.text);
        test(`line ${fence.line}: ${fixed ? 'what is left of' : 'the findings in'} the example`, () => {
          for (const file of files.filter(isConfig)) expectMarks(language, file, { ...settingOf(from, files, file), rule });
        });
        if (!fixed) return;
        test(`line ${fence.line}: the fixes make this of the example above`, () => {
          if (!before || before.language !== fence.language) throw new Error('a `fixed` fence needs an example above it');
          const old = parseFixture(before.text);
          for (const file of old.filter(isConfig)) {
            const setting = { ...settingOf(before, old, file), rule };
            const result = fixAll(language, file.text, setting);
            expect(result).toBe(files.find((other) => other.path === file.path)?.text ?? file.text);
            expect(fixAll(language, result, setting)).toBe(result);
          }
        });
      });
    });
  }
});

const ruleIds = (['haproxy', 'keepalived'] as const).flatMap((language) => languages[language].rules.map((rule) => rule.id));
const hasPage = (id: string, folders: readonly string[]) => folders.some((folder) => existsSync(`${rulesFolder}${folder}/${id}.md`));

describe('rules', () => {
  for (const language of ['haproxy', 'keepalived'] as const) {
    for (const rule of languages[language].rules) {
      test(`${language}: ${rule.id} has a page`, () => {
        expect(hasPage(rule.id, [language, 'shared', 'ha'])).toBe(true);
        expect(rule.summary).toMatch(/^\S.*\.$/);
      });
    }
  }
  // All others that can be found: the type of their ids is made of this list.
  test.each(findingIds)('%s has a page', (id) => expect(hasPage(id, ['haproxy', 'keepalived', 'shared'])).toBe(true));
  test.each(pages)('%s belongs to a rule or finding', (page) => expect([...ruleIds, ...findingIds]).toContain(path.basename(page, '.md')));
});
