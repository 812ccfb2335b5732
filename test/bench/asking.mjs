// What is asked at the cursor right after an edit, in a process of its own: node asking.mjs INSIDE FILE COUNT. CPU times in ms of hovers and completions, as JSON.
import { cpu, median, numbers, quantile, round } from './measure.mjs';
import { openFile } from './opened.mjs';

const [inside, name, count] = process.argv.slice(2);
const { parts, text, open, first } = openFile(inside, name);
// As the server does in the pauses after it told the problems.
parts.finish(parts.warm(first.subject));
const next = numbers(11);
const times = { hover: [], completion: [] };
for (let i = 0; i < Number(count); i++) {
  const at = next(text.length);
  const { subject } = open(`${text.slice(0, at)} ${text.slice(at)}`);
  for (const [what, ask] of [
    ['hover', () => parts.hover(subject, at)],
    ['completion', () => parts.completion(subject, at, { snippets: true, insertReplace: true })],
  ]) {
    const start = cpu();
    ask();
    times[what].push(cpu() - start);
  }
  open(text);
}
console.log(JSON.stringify(Object.fromEntries(Object.entries(times).map(([what, list]) => [what, { median: round(median(list)), p99: round(quantile(list, 0.99)), longest: round(quantile(list, 1)) }]))));
