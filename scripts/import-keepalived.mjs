// Compares server/data/keepalived with the measured inventory of Keepalived's keyword paths: adds what is missing, keeps every hand-written field, and
// reports where a life span differs from the measurement.
//   node scripts/import-keepalived.mjs FACTS_FOLDER [--write]
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { write: { type: 'boolean', default: false } } });
const root = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const folder = path.join(root, 'server/data/keepalived');
const releases = [...readFileSync(path.join(root, 'server/src/keepalived/releases.ts'), 'utf8').matchAll(/'(\d+(?:\.\d+)+)'/g)].map(([, name]) => name);
const oldest = releases[0];

const facts = readFileSync(path.join(positionals[0] ?? '.', 'keywords.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line));

const files = new Map();
for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) files.set(name, JSON.parse(readFileSync(path.join(folder, name), 'utf8')));

/** The first release in which an entry stands in a path, as its marks say; undefined when it does not. */
function since(entry, where) {
  const item = (entry.in ?? []).find((one) => one.replace(/\{.*\}$/, '') === where);
  if (item === undefined) return undefined;
  const mark = /\{([\d.]+)\+\}$/.exec(item)?.[1] ?? /^([\d.]+)\+$/.exec(entry.releases ?? '')?.[1] ?? oldest;
  return releases.find((name) => name === mark || name.startsWith(`${mark}.`)) ?? mark;
}

/** The file that takes a new keyword, by the block at the top of its path. */
function fileFor(where) {
  const top = where.split('/')[0];
  if (where === '') return 'top.json';
  if (top === 'global_defs') return 'global.json';
  if (/_CHECK|_GET/.test(where)) return 'checkers.json';
  if (top.startsWith('virtual_server')) return 'lvs.json';
  return top === 'bfd_instance' ? 'bfd.json' : 'vrrp.json';
}

const known = new Map();
for (const { entries } of files.values()) {
  for (const entry of entries) {
    for (const item of entry.in ?? []) {
      const where = item.replace(/\{.*\}$/, '');
      const key = `${where}\n${entry.name}`;
      const first = since(entry, where);
      const earlier = known.get(key);
      known.set(key, earlier === undefined || releases.indexOf(first) < releases.indexOf(earlier) ? first : earlier);
    }
  }
}

let added = 0;
for (const { path: where, name, since: from, block, quoted_ok: quoted } of facts) {
  const key = `${where}\n${name}`;
  if (!known.has(key)) {
    const own = where === '' ? name : `${where}/${name}`;
    files.get(fileFor(where)).entries.push({ name, in: [where], ...(from === oldest ? {} : { releases: `${from}+` }), ...(block ? { opens: own } : {}), ...(quoted ? { extra: { shell: '2.0+' } } : {}) });
    added++;
  } else if (known.get(key) !== from) console.info(`${where || 'top'} ${name}: since ${known.get(key)} in the data, ${from} measured`);
}
const measured = new Set(facts.map(({ path: where, name }) => `${where}\n${name}`));
for (const key of known.keys()) if (!measured.has(key)) console.info(`not measured: ${key.replace('\n', ' ')}`);

if (options.write) for (const [name, { set, entries }] of files) writeFileSync(path.join(folder, name), `{ "set": ${JSON.stringify(set)}, "entries": [\n${entries.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n')}\n] }\n`);
console.info(`${added} entries ${options.write ? 'added' : 'missing'}, ${known.size} keyword paths were there`);
