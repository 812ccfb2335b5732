// What is asked at the cursor right after an edit, in a process of its own: node asking.mjs INSIDE FILE COUNT. CPU times in ms of hovers and completions, as JSON.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpu, median, numbers, quantile, round } from './measure.mjs';

const [inside, name, count] = process.argv.slice(2);
const { createLanguageService, languages, completion, hover, finish, warm, serverFlags, tuneEngine } = createRequire(import.meta.url)(inside);
tuneEngine(serverFlags);
const service = createLanguageService(languages.haproxy);
const settings = { target: '2.6' };
const text = readFileSync(name, 'utf8');
let file = service.open(text, '/x', settings);
file.problems();
// As the server does in the pauses after it told the problems.
finish(warm(file.subject('file:///x')));
const next = numbers(11);
const times = { hover: [], completion: [] };
for (let i = 0; i < Number(count); i++) {
  const at = next(text.length);
  file = service.open(`${text.slice(0, at)} ${text.slice(at)}`, '/x', settings, file);
  file.problems();
  const subject = file.subject('file:///x');
  for (const [what, ask] of [
    ['hover', () => hover(subject, at)],
    ['completion', () => completion(subject, at, { snippets: true, insertReplace: true })],
  ]) {
    const start = cpu();
    ask();
    times[what].push(cpu() - start);
  }
  file = service.open(text, '/x', settings, file);
  file.problems();
}
console.log(JSON.stringify(Object.fromEntries(Object.entries(times).map(([what, list]) => [what, { median: round(median(list)), p99: round(quantile(list, 0.99)), longest: round(quantile(list, 1)) }]))));
