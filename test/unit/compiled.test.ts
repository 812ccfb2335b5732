// What the engine compiled is kept where that is asked for, used where it fits, and done without in every other case.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'haconf-compiled-'));
const bundles = path.join(folder, 'dist');
const main = path.join(bundles, 'cli-main.cjs');
const kept = path.join(folder, 'kept');
const file = path.join(kept, 'cli-main.compiled');
const text = path.join(folder, 'haproxy.cfg');
let sound: Buffer;

function run(...args: string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--disallow-code-generation-from-strings', path.join(bundles, 'cli.cjs'), ...args], { encoding: 'utf8' });
  expect({ stderr, status }).toEqual({ stderr: '', status: 1 });
  return stdout;
}
const keeping = () => run(`--compiled=${kept}`, 'check', text);

beforeAll(async () => {
  const common = { bundle: true, platform: 'node', format: 'cjs', logLevel: 'silent' } as const;
  await esbuild.build({ ...common, entryPoints: [`${root}server/src/node/cli.ts`], outfile: path.join(bundles, 'cli.cjs') });
  await esbuild.build({ ...common, entryPoints: [`${root}server/src/cli/main.ts`], outfile: main });
  writeFileSync(main, `// 0123456789abcdef\n${readFileSync(main, 'utf8')}`);
  writeFileSync(text, 'defaults\n    mdoe http\n');
  keeping();
  sound = readFileSync(file);
});
beforeEach(() => writeFileSync(file, sound));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what was compiled', () => {
  it('is used as it is when it fits', () => {
    const before = statSync(file).mtimeMs;
    expect(keeping()).toContain('mdoe');
    expect(statSync(file).mtimeMs).toBe(before);
    expect(readdirSync(kept)).toEqual(['cli-main.compiled']);
  });

  it.each([
    ['empty', () => Buffer.alloc(0)],
    ['cut off', () => sound.subarray(0, sound.length / 2)],
    ['of another bundle', () => Buffer.from(sound.toString('latin1').replace('0123456789abcdef', 'fedcba9876543210'), 'latin1')],
    ['of another engine', () => Buffer.from(sound.toString('latin1').replace(` ${process.versions.v8} `, ' 1.2.3 '), 'latin1')],
  ])('is made anew when it is %s', (_, made) => {
    writeFileSync(file, made());
    expect(keeping()).toContain('mdoe');
    expect(readFileSync(file, 'latin1').slice(0, 19)).toBe('// 0123456789abcdef');
    expect(statSync(file).size).toBeGreaterThan(sound.length / 2);
  });

  it('is not used for a bundle that changed', () => {
    const before = readFileSync(main, 'utf8');
    writeFileSync(main, before.replace('0123456789abcdef', '123456789abcdef0').replaceAll('did you mean', 'did YOU mean'));
    expect(keeping()).toContain('did YOU mean');
    writeFileSync(main, before);
  });

  it('is not kept of a bundle without a number, nor where nobody asks for it', () => {
    const bare = path.join(folder, 'bare');
    cpSync(bundles, bare, { recursive: true });
    writeFileSync(path.join(bare, 'cli-main.cjs'), readFileSync(main, 'utf8').replace('// 0123456789abcdef\n', ''));
    const start = (...args: string[]) => spawnSync(process.execPath, [path.join(bare, 'cli.cjs'), ...args, 'check', text], { encoding: 'utf8' }).stdout;
    expect(start(`--compiled=${bare}`)).toContain('mdoe');
    expect(existsSync(path.join(bare, 'cli-main.compiled'))).toBe(false);
    expect(run('check', text)).toContain('mdoe');
    expect(existsSync(path.join(bundles, 'cli-main.compiled'))).toBe(false);
  });

  it('is done without where the folder cannot be written', () => {
    expect(run(`--compiled=${text}`, 'check', text)).toContain('mdoe');
  });
});
