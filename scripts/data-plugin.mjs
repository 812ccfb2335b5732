// Makes the keyword files small and quick to load: as texts that are read when a set is first asked for, explanations apart.
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';

/** A text as a literal that needs few escapes. */
const quoted = (text) => `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

/** The module of one keyword file. `packed`: for Node, which can inflate. */
function keywordModule({ set, entries }, packed) {
  const lean = JSON.stringify(entries.map(({ doc, url, ...entry }) => entry));
  const shown = JSON.stringify([entries.map(({ doc }) => doc ?? 0), entries.map(({ url }) => url ?? 0)]);
  const text = (value) => quoted(packed ? deflateRawSync(value, { level: 9 }).toString('base64') : value);
  return `import { keywordFile } from 'haconf:keywords';\nexport default keywordFile(${quoted(set)}, ${text(lean)}, ${text(shown)});`;
}

const support = (packed) => `${packed ? "import { inflateRawSync } from 'node:zlib';\n" : ''}
const read = (text) => JSON.parse(${packed ? "inflateRawSync(Buffer.from(text, 'base64')).toString()" : 'text'});
export function keywordFile(set, text, shown) {
  let entries, texts;
  const get = (which, i) => (texts ??= read(shown))[which][i] || undefined;
  return {
    set,
    get entries() {
      return (entries ??= read(text).map((entry, i) => Object.defineProperties(entry, { doc: { get: () => get(0, i), enumerable: true }, url: { get: () => get(1, i), enumerable: true } })));
    },
  };
}`;

/** The plugin of esbuild. Other JSON files stay as they are. */
export const dataPlugin = (packed) => ({
  name: 'keyword-data',
  setup(build) {
    build.onResolve({ filter: /^haconf:keywords$/ }, ({ path }) => ({ path, namespace: 'haconf' }));
    build.onLoad({ filter: /.*/, namespace: 'haconf' }, () => ({ contents: support(packed), loader: 'js', resolveDir: process.cwd() }));
    build.onLoad({ filter: /[\\/]server[\\/]data[\\/].*\.json$/ }, ({ path }) => {
      const file = JSON.parse(readFileSync(path, 'utf8'));
      return typeof file.set === 'string' && Array.isArray(file.entries) ? { contents: keywordModule(file, packed), loader: 'js' } : undefined;
    });
  },
});
