// Texts to try features on: the examples, the pages of the rules, and the shared corpus where it lies beside the project.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LanguageId } from './check';
import { fences, parseFixture } from './fixture';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface NamedText {
  readonly name: string;
  readonly language: LanguageId;
  readonly text: string;
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((name) => /\.(cfg|conf|md)$/.test(name))
    .sort();
}

/** The language of a file by its name; undefined for others. */
function languageOf(name: string): LanguageId | undefined {
  return name.endsWith('.cfg') ? 'haproxy' : name.endsWith('.conf') ? 'keepalived' : undefined;
}

/** All texts of the project itself. */
export function ownTexts(): NamedText[] {
  const texts: NamedText[] = [];
  for (const file of [...filesIn(`${root}examples`), ...filesIn(`${root}test/corpus`)]) {
    const language = languageOf(file);
    if (language) texts.push({ name: path.relative(root, file), language, text: readFileSync(file, 'utf8') });
  }
  for (const page of filesIn(`${root}server/src/rules`)) {
    for (const fence of fences(readFileSync(page, 'utf8'))) {
      if (fence.language !== 'haproxy' && fence.language !== 'keepalived') continue;
      for (const file of parseFixture(fence.text)) texts.push({ name: `${path.basename(page)}:${fence.line} ${file.path}`, language: fence.language, text: file.text });
    }
  }
  return texts;
}

/** Real files of others; none where the project stands alone. */
export function sharedTexts(): NamedText[] {
  return filesIn(path.join(root, '../shared/corpus')).flatMap((file) => {
    const language = languageOf(file);
    return language && /corpus[\\/](haproxy|keepalived)[\\/]/.test(file) ? [{ name: path.basename(file), language, text: readFileSync(file, 'utf8') }] : [];
  });
}

/** Numbers from 0 to 1 that are the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
