// The same for Debian's keepalived: it needs root for a network namespace with the interfaces that the files name.
import os from 'node:os';
import { describe, expect, test } from 'vitest';
import { keepalivedPath, releaseOf } from '../support/daemons';
import { disagreements, knownOf } from './support/disagreement';
import { haconfSays, keepalivedRelease, keepalivedSays, withoutNamespace } from './support/keepalived';
import { ownFiles, type Sample, spoiled, told, wanted } from './support/spoiled';

const installed = releaseOf(keepalivedPath);
const obstacle = installed === keepalivedRelease ? withoutNamespace() : `keepalived ${keepalivedRelease} is not installed${installed === undefined ? '' : ` but ${installed}`}`;
if (obstacle !== undefined) console.warn(`haconf is not compared with keepalived: ${obstacle}`);

const files = ownFiles('keepalived');
const isKnown = knownOf('keepalived');

/** Compares texts, in as many namespaces as there are cores. Returns the unknown differences. */
async function compare(samples: readonly Sample[]): Promise<string[]> {
  const cores = os.cpus().length;
  const shares = Array.from({ length: cores }, (_, core) => samples.filter((_, i) => i % cores === core));
  const found = await Promise.all(
    shares.map(async (share) => {
      const verdicts = await keepalivedSays(share.map(({ text }) => text));
      return share.flatMap(({ what, text }, i) => {
        const daemon = verdicts[i];
        return daemon ? disagreements(text, daemon, haconfSays(text)).flatMap((one) => (isKnown(one) ? [] : [told(what, one)])) : [];
      });
    }),
  );
  return found.flat().sort();
}

describe.skipIf(obstacle !== undefined)(`keepalived ${keepalivedRelease}`, () => {
  test('the same verdict on every file of the project', async () => {
    expect((await compare(files.map(({ name, text }) => ({ what: name, text })))).join('\n')).toBe('');
  }, 300_000);

  test('the same verdict on spoiled files', async () => {
    const samples = spoiled('keepalived', files, wanted(1500));
    const found = await compare(samples);
    console.log(`${samples.length} spoiled files compared with keepalived ${installed}: ${found.length} unknown differences`);
    expect(found.join('\n')).toBe('');
  }, 900_000);
});
