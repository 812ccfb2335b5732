// Makes the keyword files small and quick to load: as texts that are read when a set is first asked for, explanations apart.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';

/** A text as a literal that needs few escapes. */
const quoted = (text) => `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

const deflated = (text) => quoted(deflateRawSync(text, { level: 9 }).toString('base64'));
const data = fileURLToPath(new URL('../server/data/', import.meta.url));

/** What keywords mean, and where the manual tells of them: only read when it is shown. */
const shownOf = ({ entries }) => JSON.stringify([entries.map(({ doc }) => doc ?? 0), entries.map(({ url }) => url ?? 0)]);
const leanOf = ({ entries }) => JSON.stringify(entries.map(({ doc, url, ...entry }) => entry));

/** All keyword files by their path. */
function keywordFiles() {
  const found = new Map();
  for (const name of readdirSync(data, { recursive: true }).sort()) {
    const file = name.endsWith('.json') ? JSON.parse(readFileSync(path.join(data, name), 'utf8')) : {};
    if (typeof file.set === 'string' && Array.isArray(file.entries)) found.set(path.join(data, name), file);
  }
  return found;
}

/** A line a file, deflated. */
const packed = (files, textOf) => deflated([...files.values()].map(textOf).join('\n'));

/** The files that lie beside bundles of the kind `apart`, by their names. */
export function filesApart() {
  const files = keywordFiles();
  const module = (textOf) => `module.exports = ${packed(files, textOf)};\n`;
  return { 'keywords.cjs': module(leanOf), 'shown.cjs': module(shownOf) };
}

/** How texts of keyword files are found by their number. */
function sources(kind, files) {
  if (kind === 'plain') return `const lean = [${[...files.values()].map((file) => quoted(leanOf(file)))}], shown = [${[...files.values()].map((file) => quoted(shownOf(file)))}];\nconst leanAt = (i) => lean[i], shownAt = (i) => shown[i];`;
  return `import { inflateRawSync } from 'node:zlib';
const lines = (text) => inflateRawSync(Buffer.from(text, 'base64')).toString().split('\\n');
let lean, shown;
const leanAt = (i) => (lean ??= lines(${kind === 'apart' ? "require('./keywords.cjs')" : packed(files, leanOf)}))[i];
const shownAt = (i) => (shown ??= lines(${kind === 'apart' ? "require('./shown.cjs')" : packed(files, shownOf)}))[i];`;
}

const support = (kind, files) => `${sources(kind, files)}
export function keywordFile(set, number) {
  let entries, texts;
  const get = (which, i) => (texts ??= JSON.parse(shownAt(number)))[which][i] || undefined;
  return {
    set,
    get entries() {
      return (entries ??= JSON.parse(leanAt(number)).map((entry, i) => Object.defineProperties(entry, { doc: { get: () => get(0, i), enumerable: true }, url: { get: () => get(1, i), enumerable: true } })));
    },
  };
}`;

/**
 * The plugin of esbuild. `kind` says how keyword files go into a bundle: `plain`: as texts; `packed`: deflated, for Node, which can inflate; `apart`: the
 * same, in files beside the bundle: what checks need, and what is only shown. Of the manifest only the version goes along.
 */
export const dataPlugin = (kind) => ({
  name: 'keyword-data',
  setup(build) {
    let files = keywordFiles();
    build.onStart(() => {
      files = keywordFiles();
    });
    if (kind === 'apart') build.initialOptions.external = [...(build.initialOptions.external ?? []), './keywords.cjs', './shown.cjs'];
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
