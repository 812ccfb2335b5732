// Bundles everything that runs: client, server (node and web worker), command line, library. tsc only checks types.
//   node esbuild.mjs [--outdir dist] [--only index,cli] [--watch]
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import { bundlePlugins } from './scripts/bundle-plugins.mjs';
import { filesApart } from './scripts/data-plugin.mjs';
import { keepCompiled } from './scripts/keep-compiled.mjs';

const { values } = parseArgs({ options: { outdir: { type: 'string', default: 'dist' }, only: { type: 'string' }, watch: { type: 'boolean', default: false } } });
const common = { bundle: true, minify: true, keepNames: false, sourcemap: false, legalComments: 'none', logLevel: 'info', target: 'node20', loader: { '.md': 'text' } };
const targets = {
  index: { entryPoints: ['server/src/index.ts'], format: 'cjs', platform: 'neutral', mainFields: ['module', 'main'] },
  server: { entryPoints: ['server/src/node/server.ts'], format: 'cjs', platform: 'node' },
  'server-main': { entryPoints: ['server/src/lsp/main.ts'], format: 'cjs', platform: 'node', data: 'apart' },
  'server-web': { entryPoints: ['server/src/lsp/browser.ts'], format: 'iife', platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'] },
  client: { entryPoints: ['client/src/node.ts'], format: 'cjs', platform: 'node', external: ['vscode'] },
  'client-web': { entryPoints: ['client/src/browser.ts'], format: 'cjs', platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'], external: ['vscode'] },
  cli: { entryPoints: ['server/src/node/cli.ts'], format: 'cjs', platform: 'node', banner: { js: '#!/usr/bin/env node' } },
  'cli-main': { entryPoints: ['server/src/cli/main.ts'], format: 'cjs', platform: 'node', data: 'apart' },
};
const only = values.only?.split(',');
for (const [name, { data = 'plain', ...options }] of Object.entries(targets)) {
  if (only && !only.includes(name.replace('-main', ''))) continue;
  if (!existsSync(options.entryPoints[0])) continue;
  const config = { ...common, ...options, plugins: bundlePlugins(data), outfile: `${values.outdir}/${name}.cjs` };
  if (values.watch) await (await esbuild.context(config)).watch();
  else await esbuild.build(config);
  if (data === 'apart' && !values.watch) marked(config.outfile);
}

/** Puts a number in front that is made of what a bundle holds: what is kept compiled of it is known by that. */
function marked(file) {
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, `// ${createHash('sha256').update(text).digest('hex').slice(0, 16)}\n${text}`);
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

// What this Node compiles of the bundles in a typical run is kept beside them. It is not packed: another Node does without, an editor keeps its own.
if (!only && !values.watch) await keepCompiled(values.outdir);
