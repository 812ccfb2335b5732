// What every bundle of the project is made with.
import { arrayLoops } from './array-loops.mjs';
import { dataPlugin } from './data-plugin.mjs';

/** The plugins of esbuild for a bundle. `kind`: how keyword files go into it, see data-plugin.mjs. */
export const bundlePlugins = (kind) => [arrayLoops, dataPlugin(kind)];
