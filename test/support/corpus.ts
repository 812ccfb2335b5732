// The project's own configuration files: examples, the corpus of tests, examples of rule pages.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LanguageId } from '../../server/src/targets';
import { fences, parseFixture } from './fixture';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface CorpusFile {
  /** Where it stands, with the line of the fence in a page. */
  readonly name: string;
  readonly text: string;
  /** The release for which an example of a page is written. */
  readonly version?: string;
}

function* filesBelow(folder: string, ending: string): Generator<string> {
  if (!existsSync(root + folder)) return;
  for (const name of readdirSync(root + folder, { recursive: true, encoding: 'utf8' }).sort()) if (name.endsWith(ending)) yield path.posix.join(folder, name);
}

/** All files of a language. Examples of several files, or of environment variables, are left out. */
export function corpusOf(language: LanguageId): CorpusFile[] {
  const ending = language === 'haproxy' ? '.cfg' : '.conf';
  const found: CorpusFile[] = [];
  for (const folder of ['examples', `test/corpus/${language}`]) for (const name of filesBelow(folder, ending)) found.push({ name, text: readFileSync(root + name, 'utf8') });
  for (const name of filesBelow('server/src/rules', '.md')) {
    for (const fence of fences(readFileSync(root + name, 'utf8'))) {
      const files = parseFixture(fence.text);
      const others = Object.keys(fence.options).filter((option) => option !== 'version');
      if (fence.language === language && files.length === 1 && others.length === 0)
        found.push({ name: `${name}:${fence.line}`, text: files[0]?.text ?? '', ...(fence.options.version === undefined ? {} : { version: fence.options.version }) });
    }
  }
  return found.filter((file, i) => found.findIndex((other) => other.text === file.text) === i);
}
