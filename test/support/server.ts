// A language client for tests: starts the built server over stdio and speaks to it.
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import type { ClientCapabilities, InitializeResult, PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import { createMessageConnection, type MessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';

/** All that the server is asked about a document. */
export const asked = [
  'hover',
  'completion',
  'signatureHelp',
  'definition',
  'references',
  'documentHighlight',
  'codeAction',
  'documentLink',
  'documentSymbol',
  'foldingRange',
  'selectionRange',
  'linkedEditingRange',
  'formatting',
  'rangeFormatting',
  'onTypeFormatting',
  'prepareRename',
  'rename',
  'codeLens',
  'inlayHint',
  'prepareCallHierarchy',
  'semanticTokens/full',
  'semanticTokens/range',
];

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Bundles the server into a file. `first`: a script that runs before it, with paths from the project's root. */
export async function buildServer(outfile: string, first?: string): Promise<void> {
  const common = { bundle: true, platform: 'node', format: 'cjs', outfile, logLevel: 'silent' } as const;
  if (first === undefined) await esbuild.build({ ...common, entryPoints: [`${root}server/src/lsp/main.ts`] });
  else await esbuild.build({ ...common, stdin: { contents: `${first}\nimport './server/src/lsp/main';`, resolveDir: root, loader: 'ts' } });
}

export interface TestClient {
  readonly process: ChildProcess;
  readonly connection: MessageConnection;
  readonly result: InitializeResult;
  readonly logs: string[];
  open(uri: string, text: string, language?: string): Promise<void>;
  /** The next diagnostics that the server sends for a document (or those that it has sent already and that nobody took). */
  published(uri: string): Promise<PublishDiagnosticsParams>;
  close(): Promise<number | null>;
}

export interface ClientSettings {
  /** Arguments of Node. */
  readonly node?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  readonly folders?: readonly string[];
  /** Answers of `workspace/configuration` by address of the document. */
  readonly configuration?: (uri: string) => unknown;
}

/** Starts a server and does the handshake. */
export async function startClient(server: string, settings: ClientSettings = {}): Promise<TestClient> {
  const child = spawn(process.execPath, [...(settings.node ?? []), server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const logs: string[] = [];
  const waiting = new Map<string, ((params: PublishDiagnosticsParams) => void)[]>();
  const kept = new Map<string, PublishDiagnosticsParams[]>();
  connection.onNotification('window/logMessage', (params: { message: string }) => logs.push(params.message));
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    const take = waiting.get(params.uri)?.shift();
    if (take) take(params);
    else kept.set(params.uri, [...(kept.get(params.uri) ?? []), params]);
  });
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.onRequest('workspace/configuration', (params: { items: { scopeUri: string }[] }) => params.items.map((item) => settings.configuration?.(item.scopeUri) ?? null));
  connection.listen();
  const result = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: { ...(settings.configuration ? { workspace: { configuration: true } } : {}), ...settings.capabilities },
    initializationOptions: settings.initializationOptions,
    workspaceFolders: (settings.folders ?? []).map((uri) => ({ uri, name: uri })),
  });
  await connection.sendNotification('initialized', {});
  return {
    process: child,
    connection,
    result,
    logs,
    open: (uri, text, languageId = 'haproxy') => connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } }),
    published(uri) {
      const known = kept.get(uri)?.shift();
      return known ? Promise.resolve(known) : new Promise((resolve) => waiting.set(uri, [...(waiting.get(uri) ?? []), resolve]));
    },
    async close() {
      await connection.sendRequest('shutdown');
      const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
      await connection.sendNotification('exit');
      const status = await ended;
      connection.dispose();
      return status;
    },
  };
}
