// One-line edits of a file in a process of its own: node editing.mjs INSIDE FILE COUNT. CPU times in ms from an edit to all problems, as JSON; the first ones are left out.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpu, edits, median, quantile } from './measure.mjs';

const [inside, name, count] = process.argv.slice(2);
const { createLanguageService, languages, diagnostics, serverFlags, tuneEngine } = createRequire(import.meta.url)(inside);
tuneEngine(serverFlags);
const service = createLanguageService(languages.haproxy);
const settings = { target: '2.6' };
const text = readFileSync(name, 'utf8');
let file = service.open(text, '/x', settings);
file.problems();
const times = {};
const all = [];
let warm = 24;
for (const [kind, next] of edits(text, Number(count))) {
  const start = cpu();
  file = service.open(next, '/x', settings, file);
  diagnostics(file.subject('file:///x'), file.problems(), {});
  const time = cpu() - start;
  if (warm-- > 0) continue;
  (times[kind] ??= []).push(time);
  all.push(time);
}
console.log(JSON.stringify({ median: median(all), p99: quantile(all, 0.99), byKind: Object.fromEntries(Object.entries(times).map(([kind, list]) => [kind, median(list)])) }));
