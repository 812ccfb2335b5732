// npm run fuzz: random texts through parsers, rules, features and fixes of both languages; nothing may throw or take longer than a second.   --inputs N   --seed S
// Every input comes again with its seed. What it finds becomes a test.
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import { dataPlugin } from '../../scripts/data-plugin.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values } = parseArgs({ options: { inputs: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } } });
const bundle = `${root}test/fuzz/.inside-${process.pid}.cjs`;
await esbuild.build({
  entryPoints: [`${root}test/fuzz/inside.ts`],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  outfile: bundle,
  loader: { '.md': 'text' },
  plugins: [dataPlugin(true)],
  define: { 'import.meta.url': JSON.stringify(new URL('../support/texts.ts', import.meta.url).href) },
  logLevel: 'error',
});
const inside = createRequire(import.meta.url)(bundle);
rmSync(bundle);
const { randomOf, edited, ownTexts, languages, createLanguageService } = inside;

let current = 'nothing';
const found = new Map();
const note = (what, error) => {
  const key = `${what}: ${String(error?.stack ?? error)
    .split('\n')
    .slice(0, 2)
    .join(' ')}`;
  if (!found.has(key)) console.error(`${current}: ${key}`);
  found.set(key, current);
};
const services = Object.fromEntries(Object.keys(languages).map((id) => [id, createLanguageService(languages[id], undefined, note)]));
const pool = { haproxy: [], keepalived: [] };
for (const { language, text } of ownTexts()) pool[language].push(text);

/** Bytes of any kind, or words of the language in any order. */
function noise(random, language) {
  const length = random.number(200);
  if (random.number(2) === 0) return Array.from({ length }, () => String.fromCharCode(random.number(10) === 0 ? random.number(0x10000) : random.number(128))).join('');
  const words = random.pick(pool[language]).split(/\s+/);
  return Array.from({ length: length >> 2 }, () => random.pick(words) + random.pick([' ', ' ', '\n', ' {\n', '}\n', ',', '('])).join('');
}

/** Runs all of haconf on a text, one step after the other. */
function step(what, work) {
  const start = performance.now();
  try {
    work();
  } catch (error) {
    note(what, error);
  }
  const time = performance.now() - start;
  if (time > 1000) note(what, `took ${Math.round(time)} ms`);
}

function run(random, file) {
  const problems = [];
  step('problems', () => problems.push(...file.problems()));
  let subject;
  step('subject', () => (subject = file.subject('file:///x')));
  if (!subject) return;
  step('fixes', () => problems.map((problem) => problem.fixes.length));
  step('diagnostics', () => inside.diagnostics(subject, problems, {}));
  const at = random.number(file.source.length + 1);
  for (const what of ['hover', 'signatureHelp']) step(what, () => inside[what](subject, at));
  step('completion', () => inside.completion(subject, at, { snippets: true, insertReplace: true }));
  for (const what of ['semanticTokens', 'documentSymbols', 'foldingRanges']) step(what, () => inside[what](subject));
  step('format', () => inside.format(subject, { tabSize: 4, insertSpaces: true, gaps: 'columns' }));
}

const seed = Number(values.seed);
const inputs = Number(values.inputs);
for (let i = 0; i < inputs; ) {
  const random = randomOf(seed + i);
  const language = random.pick(['haproxy', 'haproxy', 'keepalived']);
  const settings = { target: random.pick(languages[language].knowledge.line.names), ...(random.number(4) === 0 ? { environment: { X: 'x' } } : {}) };
  let text = random.number(4) === 0 ? noise(random, language) : random.pick(pool[language]);
  let file;
  // A script of edits on one text: each version takes over from the one before.
  for (let edit = 0; edit < 8 && i < inputs; edit++, i++) {
    current = `seed ${seed + i - edit}, edit ${edit}`;
    step('open', () => (file = services[language].open(text, '/x', settings, file)));
    if (file) run(random, file);
    text = edited(random, text, pool[language], language);
  }
}
console.log(`${inputs} inputs from seed ${seed}: ${found.size} findings`);
process.exit(found.size > 0 ? 1 : 0);
