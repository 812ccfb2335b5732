// Writes docs/lsp-support.md: every method of LSP 3.17, answered by the built server or not, and why not. `--check` only compares.
// Requests are tried on the running server with a document of each language; for notifications and what the server sends the table below tells.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import * as protocol from 'vscode-languageserver-protocol/node.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const page = path.join(root, 'docs/lsp-support.md');
/** Proposals for 3.18 that the protocol package knows already. */
const proposed = new Set(['textDocument/inlineCompletion', 'textDocument/rangesFormatting', 'workspace/foldingRange/refresh']);
const why = {
  'codeAction/resolve': 'actions come with their edits: they are made while problems are found',
  'codeLens/resolve': 'lenses come with their command',
  'documentLink/resolve': 'links come with their target',
  'inlayHint/resolve': 'hints come with their tooltip',
  'workspaceSymbol/resolve': 'symbols come with their range',
  'notebookDocument/didChange': 'there are no notebooks of these languages',
  'notebookDocument/didClose': 'there are no notebooks of these languages',
  'notebookDocument/didOpen': 'there are no notebooks of these languages',
  'notebookDocument/didSave': 'there are no notebooks of these languages',
  'textDocument/colorPresentation': 'there are no colours',
  'textDocument/documentColor': 'there are no colours',
  'textDocument/declaration': 'a name has a definition and no declaration beside it',
  'textDocument/implementation': 'a name has a definition and no implementation beside it',
  'textDocument/typeDefinition': 'names have no types',
  'textDocument/prepareTypeHierarchy': 'there are no types',
  'typeHierarchy/subtypes': 'there are no types',
  'typeHierarchy/supertypes': 'there are no types',
  'textDocument/inlineValue': 'nothing is debugged',
  'textDocument/moniker': 'names are not shared between projects',
  'textDocument/semanticTokens/full/delta': 'the tokens of a whole file cost less than a comparison',
  'textDocument/didSave': 'problems are found while typing, saving changes nothing',
  'textDocument/willSave': 'nothing is to be done before saving',
  'textDocument/willSaveWaitUntil': 'formatting on save goes through `textDocument/formatting`',
  'workspace/executeCommand': 'every action is an edit',
  'workspace/didCreateFiles': 'watched files tell',
  'workspace/didDeleteFiles': 'watched files tell',
  'workspace/didRenameFiles': 'watched files tell',
  'workspace/willCreateFiles': 'a new file changes no other one',
  'workspace/willDeleteFiles': 'a file that goes is reported where it is named',
  'workspace/willRenameFiles': 'paths in these files are those of the machine that runs them',
  'window/workDoneProgress/cancel': 'no request takes long enough for progress',
  'window/workDoneProgress/create': 'no request takes long enough for progress',
  'telemetry/event': 'nothing is reported to anybody',
  'window/showDocument': 'only the client opens documents',
  'window/showMessage': 'problems and the output channel tell all',
  'window/showMessageRequest': 'the server asks nothing',
  'workspace/applyEdit': 'every edit is asked for by the client',
  'workspace/inlineValue/refresh': 'nothing is debugged',
  'workspace/workspaceFolders': 'they come with `initialize` and its notifications',
  'client/unregisterCapability': 'what is registered stays',
};
/** Notifications that the server takes in, and what it sends by itself. */
const known = new Set([
  'initialize',
  'initialized',
  'shutdown',
  'exit',
  'textDocument/didOpen',
  'textDocument/didChange',
  'textDocument/didClose',
  'workspace/didChangeConfiguration',
  'workspace/didChangeWatchedFiles',
  'workspace/didChangeWorkspaceFolders',
  'textDocument/publishDiagnostics',
  'window/logMessage',
  'client/registerCapability',
  'workspace/configuration',
  'workspace/diagnostic/refresh',
  'workspace/codeLens/refresh',
  'workspace/inlayHint/refresh',
  'workspace/semanticTokens/refresh',
]);
const samples = { haproxy: 'backend b\n    mode tcp\n', keepalived: 'vrrp_instance V {\n    priority 100\n}\n' };

function methods() {
  const found = new Map();
  for (const one of Object.values(protocol)) {
    if (!one?.method || !one.messageDirection || proposed.has(one.method)) continue;
    const kind = String(one.type?.constructor?.name ?? '');
    if (kind.startsWith('ProtocolRequest') || kind.startsWith('ProtocolNotification')) found.set(one.method, { method: one.method, direction: one.messageDirection, request: kind.startsWith('ProtocolRequest') });
  }
  return [...found.values()].sort((a, b) => a.direction.localeCompare(b.direction) || a.method.localeCompare(b.method));
}

/** Whether the server answers a request at all. */
async function answers(connection, method, uri) {
  const position = { line: 1, character: 6 };
  const range = { start: { line: 0, character: 0 }, end: position };
  const item = { name: 'b', kind: 5, uri, range, selectionRange: range };
  const params = {
    textDocument: { uri },
    position,
    range,
    positions: [position],
    item,
    label: 'mode',
    context: { diagnostics: [], includeDeclaration: true },
    options: { tabSize: 4, insertSpaces: true },
    newName: 'c',
    query: '',
    ch: '\n',
    previousResultIds: [],
    files: [],
    command: 'none',
  };
  try {
    await connection.sendRequest(method, params);
    return true;
  } catch (error) {
    return error.code !== -32601;
  }
}

/** Languages without editing features: the server takes their documents, but has nothing to say about them. */
async function silent(folder) {
  const bundle = path.join(folder, 'languages.cjs');
  await esbuild.build({ entryPoints: [path.join(root, 'server/src/languages.ts')], bundle: true, platform: 'node', format: 'cjs', outfile: bundle, logLevel: 'silent' });
  const { languages } = createRequire(import.meta.url)(bundle);
  return new Set(Object.keys(languages).filter((language) => languages[language].editing === undefined));
}

async function table() {
  const folder = mkdtempSync(path.join(tmpdir(), 'haconf-support-'));
  const server = path.join(folder, 'server.cjs');
  await esbuild.build({ entryPoints: [path.join(root, 'server/src/lsp/main.ts')], bundle: true, platform: 'node', format: 'cjs', outfile: server, logLevel: 'silent' });
  const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = protocol.createMessageConnection(new protocol.StreamMessageReader(child.stdout), new protocol.StreamMessageWriter(child.stdin));
  connection.listen();
  const { capabilities } = await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: { textDocument: { diagnostic: {} } } });
  await connection.sendNotification('initialized', {});
  const rows = [];
  const without = await silent(folder);
  for (const language of Object.keys(samples)) await connection.sendNotification('textDocument/didOpen', { textDocument: { uri: `file:///x.${language}`, languageId: language, version: 1, text: samples[language] } });
  for (const { method, direction, request } of methods()) {
    // The protocol package answers this one for us, but an editor only asks when it is told to.
    const unasked = method === 'textDocument/willSaveWaitUntil' && !capabilities.textDocumentSync.willSaveWaitUntil;
    const probed = request && !unasked && direction !== 'serverToClient' && !known.has(method);
    const cells = [];
    for (const language of Object.keys(samples))
      cells.push(request && /^(textDocument|callHierarchy|completionItem)\//.test(method) && without.has(language) ? false : probed ? await answers(connection, method, `file:///x.${language}`) : known.has(method));
    const reason = why[method] ?? (without.size > 0 && cells.includes(true) && cells.includes(false) ? 'the language has no editing features yet' : undefined);
    if (cells.includes(false) && !reason) throw new Error(`${method} is not answered and nobody says why`);
    if (!cells.includes(false) && reason) throw new Error(`${method} is answered, but the script says why not`);
    rows.push(`| \`${method}\` | ${direction === 'serverToClient' ? '←' : direction === 'both' ? '↔' : '→'} | ${cells.map((yes) => (yes ? 'yes' : 'no')).join(' | ')} | ${reason ?? ''} |`);
  }
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  await new Promise((resolve) => child.once('exit', resolve));
  connection.dispose();
  rmSync(folder, { recursive: true });
  return rows;
}

const rows = await table();
const text = `# What the server answers

Every method of the Language Server Protocol 3.17 (→ sent by the editor, ← by the server). Written by \`node scripts/lsp-support.mjs\`, which tries each request on the server; a test keeps it true.

| method | | HAProxy | Keepalived | why not |
|---|---|---|---|---|
${rows.join('\n')}

Beside these: \`haconf/targets\`, \`haconf/detect\` (requests) and \`haconf/trusted\` (notification), described in \`server/src/lsp/protocol.ts\`.
`;
if (process.argv.includes('--check')) {
  if (readFileSync(page, 'utf8') !== text) {
    console.error('docs/lsp-support.md is out of date: node scripts/lsp-support.mjs');
    process.exit(1);
  }
} else writeFileSync(page, text);
