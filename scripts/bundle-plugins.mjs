// What every bundle of the project is made with.
import { arrayLoops } from './array-loops.mjs';
import { dataPlugin } from './data-plugin.mjs';

/** Has modules of Node that the protocol's library loads at once, and needs for other ways of transport only, be loaded when they are first asked for something. */
const laterModules = {
  name: 'later-modules',
  setup(build) {
    build.onResolve({ filter: /^(child_process|crypto|os)$/ }, ({ path }) => ({ path, namespace: 'later' }));
    build.onLoad({ filter: /.*/, namespace: 'later' }, ({ path }) => ({ contents: `module.exports = new Proxy({}, { get: (_, key) => require('node:${path}')[key] });` }));
  },
};

/** What the protocol's library holds for others: shapes that only tests of values ask for, notebooks, the search for modules of Node. A server that uses none of it starts without. */
const unused = {
  'vscode-languageserver-types': '',
  './files': '',
  './protocol.notebook': '',
  './notebook': 'exports.NotebookSyncFeature = (base) => base;',
};
const unusedModules = {
  name: 'unused-modules',
  setup(build) {
    build.onResolve({ filter: /^(vscode-languageserver-types|\.\/(files|protocol\.notebook|notebook))$/ }, ({ path, importer }) => (/node_modules.vscode-languageserver/.test(importer) ? { path, namespace: 'unused' } : undefined));
    build.onLoad({ filter: /.*/, namespace: 'unused' }, ({ path }) => ({ contents: unused[path] }));
  },
};

/** The plugins of esbuild for a bundle. `kind`: how keyword files go into it, see data-plugin.mjs. */
export const bundlePlugins = (kind) => [arrayLoops, dataPlugin(kind), ...(kind === 'apart' ? [laterModules, unusedModules] : [])];
