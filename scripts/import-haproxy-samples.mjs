// Merges the measured signatures of HAProxy's sample fetches, converters, ACL keywords and log aliases into server/data/haproxy.
// What was measured (life span, types, arguments, places) is taken from the facts, every other field of an entry is kept.
//   node scripts/import-haproxy-samples.mjs FACTS_FOLDER [--write]
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { write: { type: 'boolean', default: false } } });
const facts = readFileSync(path.join(positionals[0] ?? '.', 'keywords.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line));
const folder = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../server/data/haproxy');
const releases = ['1.5', '1.6', '1.7', '1.8', '1.9', '2.0', '2.1', '2.2', '2.3', '2.4', '2.5', '2.6', '2.7', '2.8', '2.9', '3.0', '3.1', '3.2', '3.3', '3.4'];
const targets = {
  fetch: { file: 'samples', set: 'sample' },
  converter: { file: 'converters', set: 'converter' },
  acl: { file: 'acls', set: 'acl' },
  logvar: { file: 'log-format', set: 'log-alias' },
};

/** The releases of an inventory range such as `1.6,1.8-` as a set of indexes. */
function indexes(range) {
  const list = new Set();
  for (const part of range.split(',')) {
    const [from, to] = part.includes('-') ? part.split('-') : [part, part];
    for (let i = releases.indexOf(from); i <= (to ? releases.indexOf(to) : releases.length - 1); i++) list.add(i);
  }
  return list;
}

/** A set of indexes as a mark of our own notation; undefined for all releases. */
function mark(list) {
  const parts = [];
  for (let i = 0; i < releases.length; i++) {
    if (!list.has(i)) continue;
    let j = i;
    while (list.has(j + 1)) j++;
    if (j === releases.length - 1) parts.push(i === 0 ? '' : `${releases[i]}+`);
    else parts.push(i === 0 ? `-${releases[j]}` : i === j ? releases[i] : `${releases[i]}..${releases[j]}`);
    i = j;
  }
  return parts.join(',') || undefined;
}

/** Names of argument types that the releases print in words. */
const argumentTypes = { 'unsigned integer': 'UINT', 'Protocol buffers field number': 'PBUF' };

/** What was measured of one signature, in the order in which it is written. */
function measured(kind, signature) {
  const extra = {};
  if (kind === 'acl') return { fetch: signature.fetch };
  if (signature.type_in) extra.in = signature.type_in;
  extra.out = signature.out;
  if (signature.args.length > 0) extra.args = signature.args.map((type) => argumentTypes[type] ?? type);
  if (signature.min > 0) extra.min = signature.min;
  if (signature.use) extra.use = signature.use;
  return extra;
}

const imported = new Set(['in', 'out', 'args', 'min', 'use', 'fetch', 'optional']);
let changed = 0;
for (const [kind, { file, set }] of Object.entries(targets)) {
  const target = path.join(folder, `${file}.json`);
  const before = existsSync(target) ? readFileSync(target, 'utf8') : '';
  const known = new Map();
  for (const entry of before ? JSON.parse(before).entries : []) known.set(entry.name, [...(known.get(entry.name) ?? []), entry]);
  const entries = [];
  for (const fact of facts.filter((one) => one.kind === kind)) {
    const earlier = known.get(fact.name) ?? [];
    known.delete(fact.name);
    // An alias that was split by hand, because something but its life changed, stays as it is.
    if (kind === 'logvar' && earlier.length > 1) {
      entries.push(...earlier);
      continue;
    }
    const life = indexes(fact.in);
    const signatures = fact.signatures ?? [undefined];
    for (const signature of signatures) {
      const range = signature?.in ?? signature?.versions;
      const own = range && signatures.length > 1 ? new Set([...indexes(range)].filter((i) => life.has(i))) : life;
      const releasesMark = mark(own);
      const old = earlier.find((entry) => entry.releases === releasesMark) ?? earlier[0] ?? {};
      const { name: _name, releases: _releases, extra: oldExtra = {}, ...kept } = old;
      const extra = { ...(signature ? measured(kind, signature) : {}), ...Object.fromEntries(Object.entries(oldExtra).filter(([field]) => !imported.has(field))) };
      if (fact.notes?.notBuilt) extra.optional = true;
      const entry = { name: fact.name };
      if (releasesMark) entry.releases = releasesMark;
      Object.assign(entry, kept);
      if (Object.keys(extra).length > 0) entry.extra = extra;
      entries.push(entry);
    }
  }
  for (const left of known.values()) entries.push(...left);
  entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const after = `{ "set": ${JSON.stringify(set)}, "entries": [\n${entries.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n')}\n] }\n`;
  if (after !== before) changed++;
  if (options.write) writeFileSync(target, after);
  console.info(`${file}: ${entries.length} entries${after === before ? '' : options.write ? ', written' : ', would change'}`);
}
process.exitCode = changed > 0 && !options.write ? 1 : 0;
