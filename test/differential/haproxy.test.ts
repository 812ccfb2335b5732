// haconf and Debian's haproxy read the same texts: the project's own files, and thousands of spoiled ones. Every difference must be known and have a reason.
import os from 'node:os';
import { describe, expect, test } from 'vitest';
import { haproxyPath, releaseOf } from '../support/daemons';
import { disagreements, knownOf } from './support/disagreement';
import { haconfSays, haproxyRelease, haproxySays } from './support/haproxy';
import { ownFiles, type Sample, spoiled, told, wanted } from './support/spoiled';

const installed = releaseOf(haproxyPath);
const there = installed?.startsWith(`${haproxyRelease}.`) === true;
if (!there) console.warn(`haproxy ${haproxyRelease} is not installed${installed === undefined ? '' : ` but ${installed}`}: haconf is not compared with it`);

const files = ownFiles('haproxy');
const isKnown = knownOf('haproxy');

/** Compares texts, as many at a time as there are cores. Returns the unknown differences. */
async function compare(samples: readonly Sample[]): Promise<string[]> {
  const found: string[] = [];
  const waiting = [...samples];
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const daemon = await haproxySays(next.text);
      for (const one of disagreements(next.text, daemon, haconfSays(next.text))) if (!isKnown(one)) found.push(told(next.what, one));
    }
  };
  await Promise.all(os.cpus().map(work));
  return found.sort();
}

describe.skipIf(!there)(`haproxy ${haproxyRelease}`, () => {
  test('the same verdict on every file of the project', async () => {
    expect((await compare(files.map(({ name, text }) => ({ what: name, text })))).join('\n')).toBe('');
  }, 300_000);

  test('the same verdict on spoiled files', async () => {
    const samples = spoiled('haproxy', files, wanted(3000));
    const found = await compare(samples);
    console.log(`${samples.length} spoiled files compared with haproxy ${installed}: ${found.length} unknown differences`);
    expect(found.join('\n')).toBe('');
  }, 900_000);
});
