// npm run bench: what haconf costs, as JSON. CPU times in ms, medians of several runs; compares with the real haproxy where it is installed.   --runs N   --out FILE   --quick   --check (fails when a ratio is worse than test/bench/limits.json says)
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import { bundlePlugins } from '../../scripts/bundle-plugins.mjs';
import { filesApart } from '../../scripts/data-plugin.mjs';
import { activation } from './activation.mjs';
import { oneSection, waits } from './blocking.mjs';
import { largeHaproxyFile } from './generate.mjs';
import { cpu, median, program, round, script } from './measure.mjs';
import { packageSize } from './package.mjs';
import { startToDiagnostics } from './server.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' }, out: { type: 'string' }, quick: { type: 'boolean', default: false }, check: { type: 'boolean', default: false } } });
const runs = Number(values.runs);
const library = path.join(root, 'dist/index.cjs');
if (!existsSync(library)) {
  console.error('dist/index.cjs is missing: npm run build');
  process.exit(2);
}
const work = mkdtempSync(path.join(os.tmpdir(), 'haconf-bench-'));
const inside = path.join(work, 'inside.cjs');
await esbuild.build({ entryPoints: [path.join(root, 'test/bench/inside.ts')], bundle: true, minify: true, platform: 'node', format: 'cjs', outfile: inside, loader: { '.md': 'text' }, plugins: bundlePlugins('apart'), logLevel: 'error' });
for (const [name, text] of Object.entries(filesApart())) writeFileSync(path.join(work, name), text);
const { createLanguageService, languages, flatSymbols, serverFlags, tuneEngine } = createRequire(import.meta.url)(inside);
tuneEngine(serverFlags);
const service = createLanguageService(languages.haproxy, undefined, (what, error) => console.error(what, error));
const settings = { target: '2.6' };
const result = { node: process.version, cores: os.cpus().length };

/** A file of so many lines on the disk. */
function fileOf(lines) {
  const file = path.join(work, `${lines}.cfg`);
  if (!existsSync(file)) writeFileSync(file, largeHaproxyFile(lines));
  return file;
}

/** New processes: the command line and the library, beside a Node that does nothing and the daemon. */
function cold() {
  const haproxy = ['/usr/sbin/haproxy', '/usr/local/sbin/haproxy'].find((place) => existsSync(place));
  const text = `require(${JSON.stringify(library)}).check(require('fs').readFileSync(${JSON.stringify(fileOf(10000))}, 'utf8'), { language: 'haproxy', target: '2.6' })`;
  const bareNode = program(process.execPath, ['-e', '0'], runs);
  const asLibrary = program(process.execPath, ['-e', text], runs);
  const commandLine = program(process.execPath, [path.join(root, 'dist/cli.cjs'), 'check', '--haproxy', '2.6', fileOf(10000)], runs);
  if (!haproxy) return { bareNode, commandLine, asLibrary };
  const daemon = program(haproxy, ['-c', '-f', fileOf(10000)], runs);
  return { bareNode, commandLine, asLibrary, daemon, ratio: round(commandLine / (daemon + bareNode)), libraryRatio: round(asLibrary / (daemon + bareNode)) };
}

/** First checks in new processes, each of a text of the same kind but another size before, as a running server has seen one. */
function first(lines) {
  const text = `const { createLanguageService, languages, serverFlags, tuneEngine } = require(${JSON.stringify(inside)});
    tuneEngine(serverFlags);
    const service = createLanguageService(languages.haproxy);
    const read = (name) => require('fs').readFileSync(name, 'utf8');
    const cpu = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
    service.open(read(${JSON.stringify(fileOf(1000))}), '/x', { target: '2.6' }).problems();
    const text = read(${JSON.stringify(fileOf(lines))});
    const start = cpu();
    service.open(text, '/y', { target: '2.6' }).problems();
    console.log(JSON.stringify({ cpu: cpu() - start, peakMb: process.resourceUsage().maxRSS / 1024 }));`;
  return script(text, [], runs);
}

/** Edits in processes of their own, as a server is one. */
function editing(lines, count, runs) {
  const results = Array.from({ length: runs }, () => JSON.parse(spawnSync(process.execPath, [path.join(root, 'test/bench/editing.mjs'), inside, fileOf(lines), String(count)], { encoding: 'utf8' }).stdout));
  const middle = (of) => round(median(results.map(of)));
  return { median: middle((one) => one.median), p99: middle((one) => one.p99), byKind: Object.fromEntries(Object.keys(results[0].byKind).map((kind) => [kind, middle((one) => one.byKind[kind])])) };
}

/** The same for what is asked at the cursor: median, 99th percentile and longest of each. */
function asking(lines, count, runs) {
  const results = Array.from({ length: runs }, () => JSON.parse(spawnSync(process.execPath, [path.join(root, 'test/bench/asking.mjs'), inside, fileOf(lines), String(count)], { encoding: 'utf8' }).stdout));
  const middle = (what, of) => round(median(results.map((one) => one[what][of])));
  return Object.fromEntries(Object.keys(results[0]).map((what) => [what, { median: middle(what, 'median'), p99: middle(what, 'p99'), longest: middle(what, 'longest') }]));
}

function workspace(files) {
  const start = cpu();
  for (let i = 0; i < files; i++) flatSymbols(service.open(largeHaproxyFile(60 + (i % 100)), `/w/${i}`, settings).subject(`file:///w/${i}`), '');
  return round(cpu() - start);
}

/** The server as a Node has it for which nothing was kept compiled. */
function withoutCompiled() {
  const copy = path.join(work, 'dist');
  cpSync(path.join(root, 'dist'), copy, { recursive: true, filter: (name) => !name.endsWith('.compiled') });
  return path.join(copy, 'server.cjs');
}

/** Reading the keywords of both languages, in new processes: until their names are known, and until each is read and made ready. */
function data() {
  const text = `const { languages } = require(${JSON.stringify(inside)});
    const cpu = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
    const start = cpu();
    const each = (work) => { for (const { knowledge } of Object.values(languages)) for (const set of ['statement', 'section', 'directive', 'sample', 'converter', 'acl', 'bind', 'server']) work(knowledge, set); };
    each((knowledge, set) => [...knowledge.names(set)]);
    const names = cpu() - start;
    each((knowledge, set) => [...knowledge.each(set)]);
    console.log(JSON.stringify({ names, all: cpu() - start }));`;
  return script(text, [], runs);
}

const sizes = values.quick ? [1000, 10000] : [1000, 10000, 50000, 100000];
result.cold = cold();
result.bareNodePeakMb = script('console.log(JSON.stringify({ mb: process.resourceUsage().maxRSS / 1024 }))', [], runs).mb;
result.first = Object.fromEntries(sizes.map((lines) => [lines, first(lines)]));
result.edit = Object.fromEntries(sizes.map((lines) => [lines, editing(lines, 300, 5)]));
const server = path.join(root, 'dist/server.cjs');
if (!values.quick) {
  result.ask = { 50000: asking(50000, 300, 5) };
  result.workspace = { files: 2000, cpu: workspace(2000) };
  result.million = { sections: await waits(server, largeHaproxyFile(1_000_000), 6), oneSection: await waits(server, oneSection(1_000_000), 3) };
}
result.start = { withCompiled: await startToDiagnostics(server, largeHaproxyFile(500), runs), without: await startToDiagnostics(withoutCompiled(), largeHaproxyFile(500), runs) };
result.bundlesKb = {};
const sizeOf = (name) => (existsSync(path.join(root, `dist/${name}.cjs`)) ? statSync(path.join(root, `dist/${name}.cjs`)).size : 0);
for (const name of ['index', 'server', 'server-web', 'client', 'cli']) result.bundlesKb[name] = Math.round((sizeOf(name) + sizeOf(`${name}-main`)) / 1024);
result.packageKb = Math.round((await packageSize(root)).size / 1024);
result.activation = activation(path.join(root, 'dist/client.cjs'), runs);
result.data = data();
rmSync(work, { recursive: true, force: true });
const json = JSON.stringify(result, undefined, 2);
console.log(json);
if (values.out) writeFileSync(values.out, `${json}\n`);

/** Ratios do not depend on the machine; what is compared was measured in this run. */
if (values.check) {
  const limits = JSON.parse(readFileSync(new URL('limits.json', import.meta.url), 'utf8'));
  const ratios = {
    coldToDaemonAndNode: result.cold.ratio,
    libraryToDaemonAndNode: result.cold.libraryRatio,
    firstCheckToNode: round(result.first[10000].cpu / result.cold.bareNode),
    startToNode: result.start.withCompiled.cpuOver === undefined ? undefined : round(result.start.withCompiled.cpuOver / result.start.withCompiled.bareCpu),
    editGrowth10: round(result.edit[10000].median / result.edit[1000].median),
    editToFirstCheck: round(result.edit[10000].median / result.first[10000].cpu),
    serverKb: result.bundlesKb.server,
    packageKb: result.packageKb,
    activationToNode: round(result.activation.cpu / result.cold.bareNode),
  };
  const worse = Object.entries(ratios).filter(([name, value]) => value !== undefined && value > limits[name]);
  console.log(JSON.stringify(ratios));
  for (const [name, value] of worse) console.error(`${name} is ${value}, at most ${limits[name]} is allowed`);
  if (worse.length > 0) process.exit(1);
}
