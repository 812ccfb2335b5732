// Spoiled versions of the project's own files, the same ones in every run; and how differences are told.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LanguageId } from '../../../server/src/targets';
import { type CorpusFile, corpusOf } from '../../support/corpus';
import type { Disagreement } from './disagreement';
import { mutate, type Pool } from './mutate';
import { randomOf } from './random';

const data = fileURLToPath(new URL('../../../server/data/', import.meta.url));

/** A text and where it comes from. */
export interface Sample {
  readonly what: string;
  readonly text: string;
}

/** HACONF_MUTANTS: how many in all; HACONF_SEED: other ones; HACONF_ONLY: only files whose name holds this. */
const seed = process.env.HACONF_SEED ?? '';

/** How many spoiled files are wanted. */
export function wanted(usual: number): number {
  return Number(process.env.HACONF_MUTANTS ?? usual);
}

/** The project's files of a language. */
export function ownFiles(language: LanguageId): CorpusFile[] {
  return corpusOf(language).filter(({ name }) => name.includes(process.env.HACONF_ONLY ?? ''));
}

function poolOf(language: LanguageId, files: readonly CorpusFile[]): Pool {
  const lines = [...new Set(files.flatMap(({ text }) => text.split('\n')))].filter((line) => /^\s+[^#!\s]/.test(line) && !/\s"?\//.test(line));
  const names = readdirSync(`${data}${language}`)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => (JSON.parse(readFileSync(`${data}${language}/${name}`, 'utf8')) as { entries?: { name: string }[] }).entries ?? [])
    .flatMap(({ name }) => name.split(' '));
  return { words: [...new Set([...names, ...lines.flatMap((line) => line.trim().split(/\s+/))])], lines };
}

/** Spoils each file so often that there are about as many as wanted. Each has its own random numbers, so that a new file does not change what the others become. */
export function spoiled(language: LanguageId, files: readonly CorpusFile[], count: number): Sample[] {
  const pool = poolOf(language, files);
  return files.flatMap(({ name, text }) => {
    const random = randomOf(seed + text);
    return Array.from({ length: Math.ceil(count / files.length) }, () => {
      const mutant = mutate(text, random, pool);
      return { what: `${name}, ${mutant.what}`, text: mutant.text };
    });
  });
}

/** A difference in words. */
export function told(what: string, { kind, line, source, message }: Disagreement): string {
  return `${kind}: ${message}\n    line ${line}: ${source}\n    ${what}`;
}
