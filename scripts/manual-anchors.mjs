// Where the manuals of HAProxy's releases describe what: gathers the anchors of docs.haproxy.org out of configuration.txt of each release, and sets the `url` of every entry.
//   node scripts/manual-anchors.mjs FOLDER [--write]     FOLDER holds a source tree a release: haproxy-2.8/doc/configuration.txt
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { write: { type: 'boolean', default: false } } });
const root = path.join(path.dirname(new URL(import.meta.url).pathname), '..');
const releases = /\[(.*)\]/.exec(readFileSync(path.join(root, 'server/src/haproxy/releases.ts'), 'utf8'))[1].match(/[\d.]+/g);

/** Titles of the chapters of a manual, and the anchors that its converter makes of lines that describe a keyword (each part of a name gets one). */
function anchorsOf(text) {
  const lines = text.split('\n');
  const titles = new Map();
  const anchors = new Map();
  let chapter = '';
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    const heading = /^(\d+(?:\.\d+)*)\. +(\S.*)$/.exec(line);
    if (heading && /^[-=]{3,}$/.test(lines[i + 1] ?? '')) {
      chapter = heading[1];
      titles.set(chapter, heading[2].trim());
      anchors.set(chapter, new Set());
      continue;
    }
    if (chapter === '' || line === '' || line.startsWith(' ')) continue;
    const found = /^([a-z0-9\-+_.]*[a-z0-9\-+_)](?: [a-z0-9\-_]+)*)(\([^ ]*\))?(.*)$/.exec(line);
    if (!found || (found[3] !== '' && !/^ +(\/?([<[{]).*|(: [a-z0-9 +]+))?(\(deprecated\))?$/.test(found[3]))) continue;
    const words = found[1].split(' ');
    if (words.length <= 4) for (const n of words.keys()) anchors.get(chapter)?.add(words.slice(0, n + 1).join(' '));
  }
  return { titles, anchors };
}
const manuals = releases.map((release) => anchorsOf(readFileSync(path.join(positionals[0] ?? '.', `haproxy-${release}/doc/configuration.txt`), 'utf8')));

/** A list of indexes of releases as a mark. */
function mark(list) {
  const parts = [];
  for (let i = 0; i < list.length; ) {
    let j = i;
    while (list[j + 1] === list[j] + 1) j++;
    const [from, to] = [releases[list[i]], releases[list[j]]];
    parts.push(list[j] === releases.length - 1 ? `${from}+` : i === j ? from : `${from}..${to}`);
    i = j + 1;
  }
  return parts.join(',');
}

/** What a chapter is called by when manuals number it otherwise. */
const alike = (a, b) => a !== undefined && b !== undefined && a.toLowerCase().replace(/[^a-z]+/g, ' ') === b.toLowerCase().replace(/[^a-z]+/g, ' ');

const chaptersOfSets = {
  server: /server and default-server options/i,
  bind: /bind options/i,
  converter: /converters/i,
  sample: /fetching/i,
  acl: /fetching/i,
  'stick-data': /alphabetically sorted keywords|generic options|stick-?tables/i,
  filter: /filter/i,
  'log-alias': /custom log format/i,
  directive: /conditional blocks/i,
};
/** How manuals call an entry, the best first: an action by itself or behind its rule set. */
function namesOf(set, name) {
  const rules = set.startsWith('action:') ? set.slice(7) : undefined;
  if (rules !== undefined) return [`${rules} ${name}`, name, rules, rules.split(' ')[0]];
  const words = name.split(' ');
  const parts = words.map((_, n) => words.slice(0, words.length - n).join(' ')).filter((part) => part === name || !['option', 'timeout', 'stats', 'no'].includes(part));
  return set === 'stick-data' ? ['stick-table', 'stick-table type'] : parts;
}

/** The anchor of an entry in a manual; the one that its neighbours have in the chapter of the newest. */
function anchorIn({ titles, anchors }, set, name, home) {
  for (const called of namesOf(set, name)) {
    const wanted = !set.startsWith('action:') ? (chaptersOfSets[set] ?? /./) : called === name ? /sorted actions/i : /sorted keywords/i;
    const found = [...anchors].filter(([chapter, names]) => names.has(called) && wanted.test(titles.get(chapter)));
    const best = found.find(([chapter]) => alike(titles.get(chapter), home)) ?? found.find(([chapter]) => chapter.startsWith('4.2')) ?? found[0];
    if (best) return `${best[0]}-${called}`;
  }
  const chapter = [...titles].find(([, title]) => alike(title, home)) ?? (['log-alias', 'filter', 'directive', 'sample', 'converter', 'acl'].includes(set) ? [...titles].find(([, title]) => chaptersOfSets[set].test(title)) : undefined);
  return chapter?.[0];
}

/** The releases that know an entry, as indexes. */
function lifeOf(entry) {
  const number = (name) => name.split('.').reduce((sum, part) => sum * 100 + Number(part), 0);
  const inMark = (text) => {
    const chosen = new Set();
    for (const part of text.split(',')) {
      const [, from, to] = /^([\d.]*?)\+?$/.test(part) && part.endsWith('+') ? [0, part.slice(0, -1), undefined] : part.includes('..') ? [0, ...part.split('..')] : part.startsWith('-') ? [0, undefined, part.slice(1)] : [0, part, part];
      releases.forEach((name, i) => {
        if ((from === undefined || number(name) >= number(from)) && (to === undefined || number(name) <= number(to))) chosen.add(i);
      });
    }
    return chosen;
  };
  const every = new Set(releases.keys());
  const own = entry.releases ? inMark(entry.releases) : every;
  const places = [...(entry.in ?? []), ...(entry.ignored ?? [])].map((place) => /\{(.*)\}$/.exec(place)?.[1]);
  const there = places.length === 0 || places.includes(undefined) ? every : new Set(places.flatMap((text) => [...inMark(text)]));
  const refused = entry.refused ? inMark(entry.refused) : new Set();
  return [...own].filter((i) => there.has(i) && !refused.has(i)).sort((a, b) => a - b);
}

/** The `url` of an entry: one anchor that every release has, else one for each group of releases. */
function urlOf(set, entry) {
  const last = Array.isArray(entry.url) ? entry.url.at(-1) : entry.url;
  const home = newest.titles.get(String(last ?? '').split(/[-{]/)[0]);
  const groups = new Map();
  const found = lifeOf(entry).map((i) => [i, anchorIn(manuals[i], set, entry.name, home)]);
  const top = found.find(([, anchor]) => anchor !== undefined)?.[1].split(/[-.]/)[0];
  for (const [i, own] of found) {
    const anchor = own ?? top;
    if (anchor !== undefined) groups.set(anchor, [...(groups.get(anchor) ?? []), i]);
  }
  const all = [...groups];
  return all.length > 1 ? all.map(([anchor, list]) => `${anchor}{${mark(list)}}`) : all[0]?.[0];
}

const newest = manuals[manuals.length - 1];
const folder = path.join(root, 'server/data/haproxy');
for (const name of readdirSync(folder)) {
  const file = path.join(folder, name);
  const text = readFileSync(file, 'utf8');
  const { set } = JSON.parse(text);
  const lines = text.split('\n').map((line) => {
    const json = /^(\s*)(\{"name".*\})(,?)\s*$/.exec(line);
    if (!json) return line;
    const entry = JSON.parse(json[2]);
    const url = urlOf(set, entry) ?? (/^[\d.]+$/.test(entry.url) ? entry.url : undefined);
    if (url === undefined) console.info(`${set} ${entry.name}: nowhere`);
    return `${json[1]}${JSON.stringify({ ...entry, url })}${json[3]}`;
  });
  if (options.write) writeFileSync(file, lines.join('\n'));
}

const known = new Map();
manuals.forEach(({ anchors }, i) => {
  for (const [chapter, names] of anchors) for (const anchor of [chapter, ...[...names].map((one) => `${chapter}-${one}`)]) known.set(anchor, [...(known.get(anchor) ?? []), i]);
});
const packed = [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([anchor, list]) => `  ${JSON.stringify(anchor)}: ${JSON.stringify(mark(list))}`);
if (options.write) writeFileSync(path.join(root, 'test/unit/haproxy/manual-anchors.json'), `{\n${packed.join(',\n')}\n}\n`);
