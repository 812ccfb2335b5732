// One-line edits of a file in a process of its own: node editing.mjs INSIDE FILE COUNT. CPU times in ms from an edit to all problems, as JSON; the first ones are left out.
import { cpu, edits, median, quantile } from './measure.mjs';
import { openFile } from './opened.mjs';

const [inside, name, count] = process.argv.slice(2);
const { parts, text, open } = openFile(inside, name);
const times = {};
const all = [];
let warm = 24;
for (const [kind, next] of edits(text, Number(count))) {
  const start = cpu();
  const { subject, problems } = open(next);
  parts.diagnostics(subject, problems, {});
  const time = cpu() - start;
  if (warm-- > 0) continue;
  (times[kind] ??= []).push(time);
  all.push(time);
}
console.log(JSON.stringify({ median: median(all), p99: quantile(all, 0.99), byKind: Object.fromEntries(Object.entries(times).map(([kind, list]) => [kind, median(list)])) }));
