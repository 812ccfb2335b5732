// haconf and Debian's haproxy read the same texts: the project's own files, and thousands of spoiled ones. Every difference must be known and have a reason.
import os from 'node:os';
import { describe, expect, test } from 'vitest';
import { languages } from '../../server/src/languages';
import { type CorpusFile, corpusOf } from '../support/corpus';
import { haproxyPath, releaseOf } from '../support/daemons';
import { type Disagreement, disagreements, knownOf } from './support/disagreement';
import { haconfSays, haproxyRelease, haproxySays } from './support/haproxy';
import { mutate, type Pool } from './support/mutate';
import { randomOf } from './support/random';

/** HACONF_MUTANTS: how many in all; HACONF_SEED: other ones; HACONF_ONLY: only files whose name holds this. */
const wanted = Number(process.env.HACONF_MUTANTS ?? 3000);
const seed = process.env.HACONF_SEED ?? '';
const installed = releaseOf(haproxyPath);
const there = installed?.startsWith(`${haproxyRelease}.`) === true;
if (!there) console.warn(`haproxy ${haproxyRelease} is not installed${installed === undefined ? '' : ` but ${installed}`}: haconf is not compared with it`);

const corpus = corpusOf('haproxy').filter(({ name }) => name.includes(process.env.HACONF_ONLY ?? ''));
const isKnown = knownOf('haproxy');

function poolOf(files: readonly CorpusFile[]): Pool {
  const lines = [...new Set(files.flatMap(({ text }) => text.split('\n')))].filter((line) => /^\s+[^#\s]/.test(line) && !/\s\//.test(line));
  const names = [...new Set([...languages.haproxy.knowledge.each('statement')].flatMap(({ name }) => name.split(' ')))];
  return { words: [...new Set([...names, ...lines.flatMap((line) => line.trim().split(/\s+/))])], lines };
}

/** Compares texts, as many at a time as there are cores. Returns a report of the unknown differences. */
async function compare(texts: readonly { readonly what: string; readonly text: string }[]): Promise<string[]> {
  const found: string[] = [];
  const waiting = [...texts];
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const daemon = await haproxySays(next.text);
      for (const one of disagreements(next.text, daemon, haconfSays(next.text))) if (!isKnown(one)) found.push(told(next.what, one));
    }
  };
  await Promise.all(os.cpus().map(work));
  return found.sort();
}

function told(what: string, { kind, line, source, message }: Disagreement): string {
  return `${kind}: ${message}\n    line ${line}: ${source}\n    ${what}`;
}

describe.skipIf(!there)(`haproxy ${haproxyRelease}`, () => {
  test('the same verdict on every file of the project', async () => {
    expect(corpus.length).toBeGreaterThan(0);
    expect((await compare(corpus.map(({ name, text }) => ({ what: name, text })))).join('\n')).toBe('');
  }, 120_000);

  test(`the same verdict on ${wanted} spoiled files`, async () => {
    const pool = poolOf(corpus);
    // Each file has its own random numbers, so that a new file does not change what the others become.
    const texts = corpus.flatMap(({ name, text }) => {
      const random = randomOf(seed + text);
      return Array.from({ length: Math.ceil(wanted / corpus.length) }, () => {
        const mutant = mutate(text, random, pool);
        return { what: `${name}, ${mutant.what}`, text: mutant.text };
      });
    });
    const found = await compare(texts);
    console.log(`${texts.length} spoiled files compared with haproxy ${installed}: ${found.length} unknown differences`);
    expect(found.join('\n')).toBe('');
  }, 600_000);
});
