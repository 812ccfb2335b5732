// Bundles everything that runs: client, server (node and web worker), command line, library. tsc only checks types.
//   node esbuild.mjs [--outdir dist] [--only index,cli] [--watch]
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import { bundlePlugins } from './scripts/bundle-plugins.mjs';
import { filesApart } from './scripts/data-plugin.mjs';

const { values } = parseArgs({ options: { outdir: { type: 'string', default: 'dist' }, only: { type: 'string' }, watch: { type: 'boolean', default: false } } });
const common = { bundle: true, minify: true, keepNames: false, sourcemap: false, legalComments: 'none', logLevel: 'info', target: 'node20', loader: { '.md': 'text' } };
const targets = {
  index: { entryPoints: ['server/src/index.ts'], format: 'cjs', platform: 'neutral', mainFields: ['module', 'main'] },
  server: { entryPoints: ['server/src/lsp/main.ts'], format: 'cjs', platform: 'node' },
  'server-web': { entryPoints: ['server/src/lsp/browser.ts'], format: 'iife', platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'] },
  client: { entryPoints: ['client/src/node.ts'], format: 'cjs', platform: 'node', external: ['vscode'] },
  'client-web': { entryPoints: ['client/src/browser.ts'], format: 'cjs', platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'], external: ['vscode'] },
  cli: { entryPoints: ['server/src/cli/main.ts'], format: 'cjs', platform: 'node', banner: { js: '#!/usr/bin/env node' } },
};
const only = values.only?.split(',');
for (const [name, options] of Object.entries(targets)) {
  if (only && !only.includes(name)) continue;
  if (!existsSync(options.entryPoints[0])) continue;
  const config = { ...common, ...options, plugins: bundlePlugins(name === 'server' ? 'apart' : options.platform === 'node' ? 'packed' : 'plain'), outfile: `${values.outdir}/${name}.cjs` };
  if (values.watch) await (await esbuild.context(config)).watch();
  else await esbuild.build(config);
}

// Keywords are read when they are first asked for, what they mean when it is first shown.
mkdirSync(values.outdir, { recursive: true });
for (const [name, text] of Object.entries(filesApart())) writeFileSync(path.join(values.outdir, name), text);

// The rules' pages go along: the code of each problem links to its page.
if (!only || only.includes('client')) {
  const pages = path.join(values.outdir, 'rules');
  mkdirSync(pages, { recursive: true });
  for (const name of readdirSync('server/src/rules', { recursive: true })) if (name.endsWith('.md')) copyFileSync(path.join('server/src/rules', name), path.join(pages, path.basename(name)));
}
