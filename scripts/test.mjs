// npm test: installs what it needs, builds, checks types and style, runs all tests. Says aloud what it skips; ends with `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const reports = path.join(root, 'out/reports');
const skipped = [];
const failed = [];
const total = { passed: 0, failed: 0 };
const started = Date.now();

const title = (text) => console.log(`\n== ${text} (${Math.round((Date.now() - started) / 1000)} s)`);
const has = (command) => spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore', env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` } }).status === 0;

/** Runs a program and counts it as one check. */
function check(name, command, args) {
  title(name);
  const ok = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;
  total[ok ? 'passed' : 'failed']++;
  if (!ok) failed.push(name);
  return ok;
}

/** Installs Debian packages where they are missing and this user may; else they are skipped aloud. */
function debianPackages() {
  const wanted = [
    ['haproxy', 'haproxy', 'comparisons with the real haproxy'],
    ['keepalived', 'keepalived', 'comparisons with the real keepalived'],
    ['iproute2', 'ip', 'comparisons with the real keepalived'],
    ['openssl', 'openssl', 'a run of haproxy against a TLS server'],
    ['chromium', 'chromium', 'tests in VS Code without a display'],
    ['g++', 'g++', 'building two modules of VS Code for the browser'],
    ['make', 'make', 'building two modules of VS Code for the browser'],
    ['python3', 'python3', 'building two modules of VS Code for the browser'],
  ].filter(([, command]) => !has(command));
  if (wanted.length === 0) return;
  const names = wanted.map(([name]) => name);
  if (process.getuid?.() === 0 && has('apt-get')) {
    title(`installing ${names.join(', ')}`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
    const fonts = names.includes('chromium') ? ['fonts-dejavu-core'] : [];
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names, ...fonts], { stdio: ['ignore', 'ignore', 'inherit'], env });
  }
  for (const [name, command, what] of wanted) if (!has(command)) skipped.push(`${what}: ${name} is not installed, and only root on Debian may install it`);
}

function npmPackages() {
  const lock = path.join(root, 'package-lock.json');
  const installed = path.join(root, 'node_modules/.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  // A tree that already has every package of the lock file, in its version, needs nothing either.
  if (existsSync(installed)) {
    const want = JSON.parse(readFileSync(lock, 'utf8')).packages;
    const have = JSON.parse(readFileSync(installed, 'utf8')).packages;
    if (Object.entries(want).every(([name, one]) => name === '' || one.optional || have[name]?.version === one.version)) return;
  }
  title('npm ci');
  if (spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status !== 0) {
    console.log('0 passed, 1 failed');
    process.exit(1);
  }
}

function vitest(name, ...options) {
  title(name);
  const report = path.join(reports, `${name.replaceAll(' ', '-')}.json`);
  rmSync(report, { force: true });
  const ok = spawnSync('npx', ['vitest', 'run', ...options, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;
  const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { numPassedTests: 0, numFailedTests: 0 };
  total.passed += result.numPassedTests;
  total.failed += result.numFailedTests;
  if (result.numPendingTests > 0) skipped.push(`${result.numPendingTests} ${name} (the lines above say why)`);
  if (!ok && result.numFailedTests === 0) total.failed++;
  if (!ok) failed.push(name);
}

function editorTests() {
  title('tests in VS Code');
  const desktop = process.env.VSCODE_EXECUTABLE || process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!desktop && !process.env.CHROMIUM && !has('chromium') && !has('chromium-browser') && !has('google-chrome')) {
    skipped.push('tests in VS Code: neither a display nor a Chromium');
    return;
  }
  const run = spawnSync('node', ['test/e2e/run.mjs'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', maxBuffer: 1 << 28 });
  process.stdout.write(run.stdout);
  const counts = /(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$/.exec(run.stdout);
  total.passed += Number(counts?.[1] ?? 0);
  total.failed += counts ? Number(counts[2]) : 1;
  if (counts?.[3]) skipped.push(`${counts[3]} tests in VS Code (the lines above say which)`);
  if (run.status !== 0) failed.push('tests in VS Code');
}

/** Known holes of the packages that are shipped; some registries do not tell. */
function audit() {
  title('known holes');
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--audit-level=low', '--json'], { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
  let counts;
  try {
    counts = JSON.parse(stdout).metadata?.vulnerabilities;
  } catch {}
  if (!counts) return void skipped.push('known holes of packages: the registry does not answer `npm audit`');
  console.log(JSON.stringify(counts));
  total[counts.total === 0 ? 'passed' : 'failed']++;
  if (counts.total > 0) failed.push('known holes of packages');
}

debianPackages();
npmPackages();
check('build', 'node', ['esbuild.mjs']);
check('types', 'npx', ['--no-install', 'tsc', '-p', '.']);
check('style', 'npx', ['--no-install', 'biome', 'check', '.']);
check('random texts', 'node', ['test/fuzz/run.mjs', '--inputs', '3000']);
check('speed, in ratios', 'node', ['test/bench/run.mjs', '--quick', '--check', '--runs', '3']);
audit();
vitest('unit tests');
vitest('comparisons with the daemons', '--config', 'test/differential/vitest.config.mts');
editorTests();

title(`done on ${os.cpus().length} cores`);
for (const what of skipped) console.log(`SKIPPED ${what}`);
for (const what of failed) console.log(`FAILED ${what}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
