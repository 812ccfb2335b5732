// npm run fuzz: random texts through parsers, rules, features, fixes, formatting and reports of both languages; nothing may throw or take longer than a second.
//   --inputs N   --seed S (the first; each stands for a script of 8 texts)   --source large (first texts of this kind only, see inputs.ts)   --out FILE (what was found, as JSON; grows while running)
// Every input comes again with its seed. What it finds becomes a test.
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import esbuild from 'esbuild';
import { bundlePlugins } from '../../scripts/bundle-plugins.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values } = parseArgs({ options: { inputs: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' }, source: { type: 'string' }, out: { type: 'string' } } });
const versions = 8;
/** Scripts of one worker: a new one forgets everything. */
const chunk = 2000;
/** Milliseconds without a step forward after which a worker counts as hanging. */
const patience = 60_000;
const seed = Number(values.seed);
const scripts = Math.ceil(Number(values.inputs) / versions);

const bundle = `${root}test/fuzz/.inside-${process.pid}.cjs`;
await esbuild.build({
  entryPoints: [`${root}test/fuzz/worker.ts`],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  outfile: bundle,
  loader: { '.md': 'text' },
  plugins: bundlePlugins('plain'),
  define: { 'import.meta.url': JSON.stringify(new URL('../support/texts.ts', import.meta.url).href) },
  logLevel: 'error',
});

function commit() {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

const summary = { commit: commit(), node: process.version, seed, inputs: 0, seconds: 0, sources: {}, slowest: { what: '', ms: 0 }, findings: [] };
const started = Date.now();
const known = new Map();

function found(finding) {
  const key = `${finding.what}: ${finding.error.split('\n').slice(0, 2).join(' ').replace(/\d+/g, 'N')}`;
  const same = known.get(key);
  if (same) return void same.times++;
  const first = { ...finding, times: 1 };
  known.set(key, first);
  summary.findings.push(first);
  console.error(`seed ${finding.seed}, edit ${finding.edit}: ${finding.what}: ${finding.error.split('\n').slice(0, 4).join('\n')}\n${JSON.stringify(finding.text)}`);
}

function save() {
  summary.seconds = Math.round((Date.now() - started) / 1000);
  if (values.out) writeFileSync(values.out, `${JSON.stringify(summary, undefined, 2)}\n`);
}

/** Runs scripts in a worker; returns the seed to go on with. */
function run(from, count) {
  const beat = new SharedArrayBuffer(16);
  const state = new Float64Array(beat);
  return new Promise((resolve) => {
    const worker = new Worker(bundle, { workerData: { from, count, beat, source: values.source } });
    let last = [-1, Date.now()];
    const end = (next) => {
      clearInterval(timer);
      summary.inputs += state[1];
      resolve(next);
    };
    const skip = async (error) => {
      clearInterval(timer);
      worker.removeAllListeners('exit');
      await worker.terminate();
      found({ seed: state[0], edit: 0, what: 'script', error, text: '' });
      end(state[0] + 1);
    };
    const timer = setInterval(() => {
      if (state[0] !== last[0]) last = [state[0], Date.now()];
      else if (Date.now() - last[1] > patience) skip(`does not end within ${patience / 1000} s`);
    }, 1000);
    worker.on('message', (message) => {
      if (message.finding) return found(message.finding);
      for (const [source, inputs] of Object.entries(message.sources)) summary.sources[source] = (summary.sources[source] ?? 0) + inputs;
      if (message.slowest.ms > summary.slowest.ms) summary.slowest = message.slowest;
    });
    worker.on('error', (error) => skip(error.stack ?? String(error)));
    worker.on('exit', () => end(from + count));
  });
}

for (let next = seed; next < seed + scripts; ) {
  next = await run(next, Math.min(chunk, seed + scripts - next));
  save();
  if (scripts > chunk) console.log(`${summary.inputs} inputs, ${summary.seconds} s, ${summary.findings.length} findings, up to seed ${next - 1}`);
}
rmSync(bundle);
save();
console.log(`${summary.inputs} inputs from seed ${seed} in ${summary.seconds} s: ${summary.findings.length} findings; the longest step took ${Math.round(summary.slowest.ms)} ms (${summary.slowest.what})`);
process.exit(summary.findings.length > 0 ? 1 : 0);
