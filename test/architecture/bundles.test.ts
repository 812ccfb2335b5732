// What the shipped bundles can do at all: no code out of texts, nothing that connects, no page of HTML; programs only where the editor's library starts the server: the server itself has no module for that.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'haconf-bundles-'));
beforeAll(() => void execFileSync(process.execPath, ['esbuild.mjs', '--outdir', folder, '--only', 'index,server,server-web,client,client-web,cli'], { cwd: root, stdio: 'ignore' }), 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Bundle {
  readonly modules: ReadonlySet<string>;
  /** What it calls, makes or names of what is watched. */
  readonly uses: ReadonlySet<string>;
}

/** Names of the platform that would make code of texts, connect or show a page. */
const watched: ReadonlySet<string> = new Set(['eval', 'Function', 'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport', 'RTCPeerConnection', 'sendBeacon', 'importScripts', 'SharedWorker', 'Worker']);
/** Members of the editor's interface that show pages, run programs or open addresses. */
const members: ReadonlySet<string> = new Set([
  'createWebviewPanel',
  'registerWebviewViewProvider',
  'registerCustomEditorProvider',
  'createTerminal',
  'executeTask',
  'openExternal',
  'asExternalUri',
  'isTrusted',
  'supportHtml',
  'createObjectURL',
  'sendBeacon',
  'runInThisContext',
  'runInNewContext',
  'runInContext',
  'compileFunction',
  '_compile',
  'constructor',
]);

function read(text: string): Bundle {
  const source = ts.createSourceFile('bundle.js', text, ts.ScriptTarget.Latest, true);
  const modules = new Set<string>();
  const uses = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const [first] = node.arguments;
      const callee = node.expression;
      if (first && ts.isStringLiteralLike(first) && (callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require') || (ts.isPropertyAccessExpression(callee) && callee.name.text === 'require')))
        modules.add(first.text.replace(/^node:/, ''));
      else if (callee.kind === ts.SyntaxKind.ImportKeyword) modules.add('a computed name');
    }
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && ts.isIdentifier(node.expression) && watched.has(node.expression.text)) uses.add(node.expression.text);
    if (ts.isPropertyAccessExpression(node) && members.has(node.name.text)) {
      // `x.constructor(...)` alone makes code; to compare constructors does not.
      if (node.name.text !== 'constructor' || ts.isCallExpression(node.parent)) uses.add(node.name.text);
    }
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && members.has(node.name.text) && node.initializer.kind === ts.SyntaxKind.TrueKeyword) uses.add(`${node.name.text}: true`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { modules, uses };
}

/**
 * What each one uses. Files: of the command line, of the server beside documents, and what the engine compiled. The rest is the library's: it starts the server
 * (`child_process`), speaks to it over pipes where it is told to (`net`, `crypto`), and opens an address when a server asks for that, which ours never does.
 */
const expected: Readonly<Record<string, { readonly modules: string; readonly uses: string }>> = {
  index: { modules: '', uses: '' },
  server: { modules: 'fs path v8 vm', uses: 'runInThisContext' },
  'server-main': { modules: 'crypto fs net os path string_decoder url util v8', uses: '' },
  'server-web': { modules: '', uses: '' },
  client: { modules: 'child_process crypto fs net os path util vscode', uses: 'isTrusted openExternal supportHtml' },
  'client-web': { modules: 'vscode', uses: 'Worker isTrusted openExternal supportHtml' },
  cli: { modules: 'fs path v8 vm', uses: 'runInThisContext' },
  'cli-main': { modules: 'fs path util', uses: '' },
};

it.each(Object.entries(expected))('%s', (name, wanted) => {
  const { modules, uses } = read(readFileSync(path.join(folder, `${name}.cjs`), 'utf8'));
  expect({ modules: [...modules].sort().join(' '), uses: [...uses].sort().join(' ') }).toEqual(wanted);
});

it('the watch itself works', () => {
  for (const text of [
    "eval('1')",
    "new Function('')",
    "fetch('x')",
    'new WebSocket(x)',
    "new Worker('x')",
    'importScripts(x)',
    "[].constructor.constructor('x')()",
    "window.createWebviewPanel('')",
    'x={isTrusted:true}',
    'URL.createObjectURL(b)',
  ])
    expect(read(text).uses.size, text).toBeGreaterThan(0);
  for (const text of ["require('http')", "require('node:dns')", "import('https')", 'import(x)']) expect(read(text).modules.size, text).toBe(1);
});

it('our own sources name no module of the network, and no program', () => {
  const found = ['server/src', 'client/src'].flatMap((under) =>
    readdirSync(root + under, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.ts') && /from '(?:node:)?(?:net|tls|dns|dgram|http2?|https|child_process|cluster|inspector|worker_threads|repl)(?:\/[a-z]+)?'/.test(readFileSync(path.join(root, under, name), 'utf8')),
    ),
  );
  expect(found).toEqual([]);
});
