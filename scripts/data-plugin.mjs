// Makes the keyword files quick to load: as texts of which only what is asked for is read, explanations apart.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** A text as a literal that needs few escapes. */
const quoted = (text) => `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

/** JSON in ASCII, which Node reads without decoding. */
const json = (value) => JSON.stringify(value).replace(/[^\0-\x7f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

const data = fileURLToPath(new URL('../server/data/', import.meta.url));

/** What keywords mean, and where the manual tells of them: only read when it is shown. */
const shownOf = ({ entries }) => json([entries.map(({ doc }) => doc ?? 0), entries.map(({ url }) => url ?? 0)]);
/** The names of a file, and behind tabs each entry with its number: a line. */
const leanOf = ({ entries }) => [json(entries.map(({ name }) => name)), ...entries.map(({ doc, url, ...entry }, at) => json({ at, ...entry }))].join('\t');

/** All keyword files by their path. */
function keywordFiles() {
  const found = new Map();
  for (const name of readdirSync(data, { recursive: true }).sort()) {
    const file = name.endsWith('.json') ? JSON.parse(readFileSync(path.join(data, name), 'utf8')) : {};
    if (typeof file.set === 'string' && Array.isArray(file.entries)) found.set(path.join(data, name), file);
  }
  return found;
}

/** The files that lie beside bundles of the kind `apart`, by their names: a line a keyword file. */
export function filesApart() {
  const files = [...keywordFiles().values()];
  return { 'keywords.txt': files.map(leanOf).join('\n'), 'shown.txt': files.map(shownOf).join('\n') };
}

/** How texts of keyword files are found by their number. */
function sources(kind, files) {
  const list = [...files.values()];
  if (kind === 'plain') return `const lean = [${list.map((file) => quoted(leanOf(file)))}], shown = [${list.map((file) => quoted(shownOf(file)))}];\nconst leanAt = (i) => lean[i], shownAt = (i) => shown[i];`;
  return `import { readFileSync } from 'node:fs';
import { join } from 'node:path';
const lines = (name) => readFileSync(join(__dirname, name), 'latin1').split('\\n');
let lean, shown;
const leanAt = (i) => (lean ??= lines('keywords.txt'))[i];
const shownAt = (i) => (shown ??= lines('shown.txt'))[i];`;
}

const support = (kind, files) => `${sources(kind, files)}
export function keywordFile(set, number) {
  let parts, names, entries, texts;
  const part = (i) => (parts ??= leanAt(number).split('\\t'))[i];
  const get = (which, i) => (texts ??= JSON.parse(shownAt(number)))[which][i] || undefined;
  const shown = {
    get doc() {
      return get(0, this.at);
    },
    get url() {
      return get(1, this.at);
    },
  };
  return {
    set,
    get names() {
      return (names ??= JSON.parse(part(0)));
    },
    entryAt: (i) => Object.setPrototypeOf(JSON.parse(part(i + 1)), shown),
    get entries() {
      return (entries ??= this.names.map((_, i) => this.entryAt(i)));
    },
  };
}`;

/**
 * The plugin of esbuild. `kind` says how keyword files go into a bundle: `plain`: as texts; `apart`: as files beside
 * the bundle, for Node: what checks need, and what is only shown. Of the manifest only the version goes along.
 */
export const dataPlugin = (kind) => ({
  name: 'keyword-data',
  setup(build) {
    let files = keywordFiles();
    build.onStart(() => {
      files = keywordFiles();
    });
    build.onResolve({ filter: /^haconf:keywords$/ }, () => ({ path: 'keywords', namespace: 'haconf' }));
    build.onLoad({ filter: /.*/, namespace: 'haconf' }, () => ({ contents: support(kind, files), loader: 'js', resolveDir: data }));
    build.onLoad({ filter: /[\\/]server[\\/]data[\\/].*\.json$/ }, (args) => {
      const number = [...files.keys()].indexOf(path.resolve(args.path));
      if (number < 0) return undefined;
      return { contents: `import { keywordFile } from 'haconf:keywords';\nexport default keywordFile(${quoted(files.get(path.resolve(args.path)).set)}, ${number});`, loader: 'js' };
    });
    build.onLoad({ filter: /[\\/]package\.json$/ }, (args) =>
      path.resolve(args.path) === path.resolve(data, '../../package.json') ? { contents: JSON.stringify({ version: JSON.parse(readFileSync(args.path, 'utf8')).version }), loader: 'json' } : undefined,
    );
  },
});
