// Enforces the direction of imports of docs/ARCHITECTURE.md: what each folder may know, and what no folder may contain.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const filesBelow = (folder: string, endings: readonly string[]): string[] =>
  existsSync(root + folder)
    ? readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => endings.some((ending) => name.endsWith(ending)))
        .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')))
        .sort()
    : [];

/** The folder of server/src that a file belongs to; `top` for the files directly in it. */
function partOf(file: string): string {
  const [first, second] = path.posix.relative('server/src', file).split('/');
  return second === undefined ? 'top' : first === 'rules' && second !== undefined ? 'rules' : (first as string);
}

/** What each part may import. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: ['core'],
  haproxy: ['core', 'haproxy', 'data'],
  keepalived: ['core', 'keepalived', 'data'],
  ha: ['core', 'haproxy', 'keepalived', 'ha'],
  rules: ['core', 'haproxy', 'keepalived', 'ha', 'rules'],
  features: ['core', 'ha', 'features'],
  top: ['core', 'haproxy', 'keepalived', 'ha', 'rules', 'features', 'top', 'data'],
  node: ['node'],
  lsp: ['core', 'features', 'top', 'lsp', 'node', 'data', 'manifest'],
  cli: ['core', 'top', 'cli', 'node', 'data', 'manifest'],
};
/** Parts that run in Node, in a web worker and in other people's programs alike. */
const portable = ['core', 'haproxy', 'keepalived', 'ha', 'rules', 'features', 'top'];

interface Import {
  readonly from: string;
  readonly line: number;
  readonly typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const found: Import[] = [];
  const text = readFileSync(root + file, 'utf8');
  for (const match of text.matchAll(/^(?:import|export)\b([^'"\n;]*)\bfrom\s+['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]|\b(?:import|require)\(\s*['"]([^'"]+)['"]/gm)) {
    found.push({ from: (match[2] ?? match[3] ?? match[4]) as string, line: text.slice(0, match.index).split('\n').length, typeOnly: /^\s*type\b/.test(match[1] ?? '') });
  }
  return found;
}

/** Where a relative import leads: a part of server/src, `data`, `manifest`, or another folder of the project. */
function destination(file: string, from: string): string {
  const to = path.posix.join(path.posix.dirname(file), from);
  if (to === 'package.json') return 'manifest';
  if (to.startsWith('server/data/')) return 'data';
  if (to.startsWith('server/src/')) return partOf(existsSync(`${root}${to}.ts`) || to.endsWith('.md') || to.endsWith('.json') ? to : `${to}/index`);
  return to.split('/')[0] as string;
}

describe('imports', () => {
  test.each(filesBelow('server/src', ['.ts']).filter((file) => !file.endsWith('.d.ts')))('%s', (file) => {
    const part = partOf(file);
    const faults: string[] = [];
    for (const { from, line, typeOnly } of importsOf(file)) {
      const where = `line ${line}: ${from}`;
      if (from.startsWith('.')) {
        const to = destination(file, from);
        // The Language value of each language is where its rules come in.
        const isLanguageValue = /^server\/src\/(haproxy|keepalived)\/language\.ts$/.test(file) && to === 'rules';
        if (!isLanguageValue && !allowed[part]?.includes(to)) faults.push(`${where} (${part} must not know ${to})`);
        const other = /\/rules\/(haproxy|keepalived)\//.exec(file)?.[1] === 'haproxy' ? 'keepalived' : 'haproxy';
        if (/\/rules\/(haproxy|keepalived)\//.test(file) && to === other) faults.push(`${where} (a rule of one language must not know the other)`);
        continue;
      }
      if (from === 'vscode' || from.startsWith('vscode/')) faults.push(`${where} (only the client runs inside the editor)`);
      if (!portable.includes(part)) continue;
      if (from.startsWith('node:')) faults.push(`${where} (${part} runs without Node too)`);
      if (/^vscode-/.test(from) && from !== 'vscode-languageserver-textdocument' && from !== 'vscode-languageserver-types' && !typeOnly) faults.push(`${where} (${part} knows no protocol, only the shapes of its types)`);
    }
    expect(faults).toEqual([]);
  });

  test.each(filesBelow('client/src', ['.ts']))('%s knows the server only by its protocol', (file) => {
    const faults = importsOf(file).filter(({ from }) => /server\//.test(from) && !from.endsWith('server/src/lsp/protocol'));
    expect(faults).toEqual([]);
  });
});

describe('sources', () => {
  const sources = [...filesBelow('server/src', ['.ts']), ...filesBelow('client/src', ['.ts'])];
  const lines = (file: string) => readFileSync(root + file, 'utf8').split('\n');
  const findings = (files: readonly string[], fault: RegExp) => files.flatMap((file) => lines(file).flatMap((line, i) => (fault.test(line) ? [`${file}:${i + 1}: ${line.trim()}`] : [])));

  test('print nothing: the output of a server is its protocol', () => {
    expect(findings(sources, /(?<![.\w])console\.\w+\(|\bdebugger\b/)).toEqual([]);
  });
  test('leave no work for later', () => {
    expect(findings(sources, /\b(TODO|FIXME|XXX|HACK)\b/)).toEqual([]);
  });
  test('use neither enums nor suppressed checks', () => {
    expect(findings(sources, /^\s*(export )?(const )?enum\b|@ts-(ignore|nocheck)/)).toEqual([]);
  });
  test('run no text as code', () => {
    expect(findings(sources, /\beval\(|new Function\(/)).toEqual([]);
  });
  test('open no connection', () => {
    expect(findings(sources, /\bfetch\(|XMLHttpRequest|['"]node:(http|https|net|tls|dgram|http2)['"]/)).toEqual([]);
  });
  test('name no folder of a developer', () => {
    const all = [...sources, ...['test', 'scripts', 'docs', 'examples', 'snippets'].flatMap((folder) => filesBelow(folder, ['.ts', '.mts', '.mjs', '.md', '.json', '.cfg', '.conf', '.sh']))];
    expect(findings(all, new RegExp('/' + '(root|work|home/\\w+)/\\w'))).toEqual([]);
  });
  test('begin with a sentence about what they are', () => {
    const silent = sources.filter((file) => !/^(\/\/|\/\*|#!)/.test(readFileSync(root + file, 'utf8')));
    expect(silent).toEqual([]);
  });
  test('stay small enough to be read at once', () => {
    const long = sources.filter((file) => lines(file).length > 600);
    expect(long).toEqual([]);
  });
});
