// Merges the measured inventory of HAProxy's releases into server/data/haproxy: adds what is missing, keeps every hand-written field,
// and reports where an entry's life span differs from the measurement.
//   node scripts/import-haproxy.mjs FACTS_FOLDER [--write] [--set statement]
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { write: { type: 'boolean', default: false }, set: { type: 'string' } } });
const facts = readFileSync(path.join(positionals[0] ?? '.', 'keywords.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line));
const folder = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../server/data/haproxy');
const releases = ['1.5', '1.6', '1.7', '1.8', '1.9', '2.0', '2.1', '2.2', '2.3', '2.4', '2.5', '2.6', '2.7', '2.8', '2.9', '3.0', '3.1', '3.2', '3.3', '3.4'];
const newest = releases[releases.length - 1];

/** The releases of an inventory range such as `1.6,1.8-` as a list of indexes. */
function indexes(range) {
  const list = new Set();
  for (const part of range.split(',')) {
    const [from, to] = part.includes('-') ? part.split('-') : [part, part];
    for (let i = releases.indexOf(from); i <= (to ? releases.indexOf(to) : releases.length - 1); i++) list.add(i);
  }
  return list;
}

/** A list of indexes as a mark of our own notation; undefined for all releases. */
function mark(list) {
  const parts = [];
  for (let i = 0; i < releases.length; i++) {
    if (!list.has(i)) continue;
    let j = i;
    while (list.has(j + 1)) j++;
    if (releases[j] === newest) parts.push(i === 0 ? '' : `${releases[i]}+`);
    else parts.push(i === 0 ? `-${releases[j]}` : i === j ? releases[i] : `${releases[i]}..${releases[j]}`);
    i = j;
  }
  return parts.join(',') || undefined;
}

const families = { directive: '', option: 'option ', timeout: 'timeout ', stats: 'stats ' };
const proxySections = new Set(['defaults', 'defaults-named', 'frontend', 'listen', 'backend']);

/** Set, name and file of a fact; undefined for what grammars list themselves. */
function place(fact) {
  const { kind, name } = fact;
  if (kind in families) {
    const sections = fact.sections ?? [];
    const file = sections.some((section) => proxySections.has(section)) ? 'proxy' : sections.includes('global') ? 'global' : 'sections';
    return { set: 'statement', name: families[kind] + name, file };
  }
  if (kind === 'section') return { set: 'section', name, file: 'section-headers' };
  if (['bind', 'server', 'filter'].includes(kind)) return { set: kind, name, file: kind };
  if (kind.startsWith('action:')) return { set: kind, name, file: kind.replace(/[: ]/g, '-') };
  if (kind === 'stick-data') return { set: kind, name, file: 'stick-data' };
  return undefined;
}

const wanted = new Map();
for (const fact of facts) {
  const where = place(fact);
  if (!where || (options.set && where.set !== options.set)) continue;
  const bySection = new Map();
  for (const { in: range, sections } of fact.sectionsByVersion ?? [{ in: fact.in, sections: fact.sections ?? ['*'] }]) for (const section of sections) bySection.set(section, new Set([...(bySection.get(section) ?? []), ...indexes(range)]));
  const key = `${where.set}\n${where.name}`;
  const earlier = wanted.get(key);
  if (earlier) {
    for (const [section, list] of bySection) earlier.bySection.set(section, new Set([...(earlier.bySection.get(section) ?? []), ...list]));
  } else wanted.set(key, { ...where, bySection, fact });
}

const files = new Map();
function load(name, set) {
  if (!files.has(name)) {
    const file = path.join(folder, `${name}.json`);
    files.set(name, { set, entries: existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).entries : [] });
  }
  return files.get(name);
}
const known = new Map();
for (const { set, file } of wanted.values()) load(file, set);
if (existsSync(path.join(folder, 'section-headers.json'))) load('section-headers', 'section');
for (const { set, entries } of files.values()) for (const entry of entries) known.set(`${set}\n${entry.name}`, [...(known.get(`${set}\n${entry.name}`) ?? []), entry]);

let added = 0;
for (const [key, { set, name, file, bySection, fact }] of wanted) {
  if (known.has(key)) continue;
  const marks = [...bySection].map(([section, list]) => [section, mark(list)]);
  const common = marks.every(([, text]) => text === marks[0][1]) ? marks[0][1] : undefined;
  const entry = { name };
  if (marks.length > 1 || marks[0][0] !== '*') entry.in = marks.map(([section, text]) => (text === undefined || text === common ? section : `${section}{${text}}`));
  if (common) entry.releases = common;
  if (fact.parens) entry.parens = '<arguments:raw>';
  if (fact.notes?.deprecatedIn) entry.deprecated = mark(indexes(fact.notes.deprecatedIn));
  if (fact.notes?.noFormIn) entry.prefix = [`no{${mark(indexes(fact.notes.noFormIn)) ?? '1.5+'}}`];
  if (typeof fact.notes?.mode === 'string' && fact.notes.mode !== 'any') entry.modes = [fact.notes.mode];
  if (fact.notes?.experimentalIn) entry.extra = { experimental: mark(indexes(fact.notes.experimentalIn)) ?? '1.5+' };
  load(file, set).entries.push(entry);
  added++;
}

if (options.write) for (const [name, { set, entries }] of files) writeFileSync(path.join(folder, `${name}.json`), `{ "set": ${JSON.stringify(set)}, "entries": [\n${entries.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n')}\n] }\n`);
console.info(`${added} entries ${options.write ? 'added' : 'missing'}, ${known.size} names were there`);
