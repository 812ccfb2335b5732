// npm run bench: medians of several runs, as JSON. Compares with the real haproxy where it is installed.   --runs N   --out FILE
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { largeHaproxyFile } from './generate.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values } = parseArgs({ options: { runs: { type: 'string', default: '7' }, out: { type: 'string' } } });
const runs = Number(values.runs);
const library = path.join(root, 'dist/index.cjs');
if (!existsSync(library)) {
  console.error('dist/index.cjs is missing: npm run build');
  process.exit(2);
}
const work = mkdtempSync(path.join(os.tmpdir(), 'haconf-bench-'));
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const round = (value) => Math.round(value * 10) / 10;

/** CPU time of a program in ms: its own and that of its children. */
function cpuOf(command, args) {
  const times = [];
  for (let i = 0; i < runs; i++) {
    const done = spawnSync('/bin/sh', ['-c', '"$@" >/dev/null 2>&1; status=$?; times; exit $status', 'sh', command, ...args], { encoding: 'utf8' });
    const last = done.stdout.trim().split('\n').at(-1) ?? '';
    times.push([...last.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, match) => sum + (Number(match[1]) * 60 + Number(match[2])) * 1000, 0));
  }
  return median(times);
}

const { check } = createRequire(import.meta.url)(library);
const result = { node: process.version, cores: os.cpus().length, check: {}, cold: {}, bundles: {} };
for (const lines of [1000, 5000, 10000, 50000]) {
  const text = largeHaproxyFile(lines);
  const times = [];
  let problems = 0;
  for (let i = 0; i < runs; i++) {
    const start = process.cpuUsage();
    problems = check(text, { language: 'haproxy', target: '2.6' }).length;
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000);
  }
  result.check[lines] = { firstMs: round(times[0]), medianMs: round(median(times)), problems };
}

const file = path.join(work, 'haproxy.cfg');
writeFileSync(file, largeHaproxyFile(10000));
const haproxy = ['/usr/sbin/haproxy', '/usr/local/sbin/haproxy'].find((place) => existsSync(place));
const bare = cpuOf(process.execPath, ['-e', '0']);
const program = `require(${JSON.stringify(library)}).check(require('fs').readFileSync(${JSON.stringify(file)}, 'utf8'), { language: 'haproxy', target: '2.6' })`;
const own = cpuOf(process.execPath, ['-e', program]);
result.cold = { lines: 10000, bareNodeMs: round(bare), haconfMs: round(own) };
if (haproxy) {
  const daemon = cpuOf(haproxy, ['-c', '-f', file]);
  Object.assign(result.cold, { haproxyMs: round(daemon), ratio: Math.round((own / (daemon + bare)) * 100) / 100 });
}
for (const name of ['index', 'server', 'server-web', 'client', 'cli']) if (existsSync(path.join(root, `dist/${name}.cjs`))) result.bundles[name] = Math.round(statSync(path.join(root, `dist/${name}.cjs`)).size / 1024);
rmSync(work, { recursive: true, force: true });
const json = JSON.stringify(result, undefined, 2);
console.log(json);
if (values.out) writeFileSync(values.out, `${json}\n`);
