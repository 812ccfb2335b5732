// Starts the language server when it is first needed, and starts it again on demand. Knows neither language nor platform.
import { CancellationError, type ExtensionContext, type LogOutputChannel, Uri, window, workspace } from 'vscode';
import type { BaseLanguageClient, CloseAction, ErrorAction, ErrorHandler, LanguageClientOptions, State } from 'vscode-languageclient';
import { type InitializationOptions, trustedNotification } from '../../server/src/lsp/protocol';

/** The languages, by their ids, with the names that people know them by. */
export const titles: Readonly<Record<string, string>> = { haproxy: 'HAProxy', keepalived: 'Keepalived' };
export const languageIds: readonly string[] = Object.keys(titles);

export interface Server {
  readonly output: LogOutputChannel;
  /** Sends a request, starting the server where it does not run. Undefined when it cannot be reached. */
  request<Result>(method: string, params: unknown): Promise<Result | undefined>;
  /** Sends a request only if the server runs. */
  requestIfRunning<Result>(method: string, params: unknown): Promise<Result | undefined>;
  start(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** Called each time the server has become ready. */
  onReady(listener: () => void): void;
}

/** Makes the client of a platform: a process of Node, or a web worker. What it needs is loaded now: files of others do without. */
export type MakeClient = (context: ExtensionContext, options: LanguageClientOptions) => Promise<BaseLanguageClient>;

/** Values of enumerations, for whose sake alone the library is not loaded. */
const running: State.Running = 2;
const goOn: ErrorAction.Continue = 1;
const startAgain: CloseAction.Restart = 2;
const stayAway: CloseAction.DoNotRestart = 1;

/** A server that ended is started again, unless it ends again and again. What could not be written to it is no reason to give up: its end is told too. */
function lastingHandler(): ErrorHandler {
  let ends: number[] = [];
  return {
    error: () => ({ action: goOn }),
    closed() {
      const now = Date.now();
      ends = [...ends.filter((time) => now - time < 180_000), now];
      if (ends.length <= 5) return { action: startAgain };
      ends = [];
      return { action: stayAway, message: 'The haconf language server ended six times within three minutes. "haconf: Restart Language Server" starts it again.' };
    },
  };
}

function optionsOf(context: ExtensionContext, output: LogOutputChannel): LanguageClientOptions {
  const rules = Uri.joinPath(context.extensionUri, 'dist/rules').toString();
  const initializationOptions: InitializationOptions = { trusted: workspace.isTrusted, rulePage: `${rules}/{rule}.md` };
  return {
    documentSelector: languageIds.map((language) => ({ language })),
    outputChannel: output,
    synchronize: { fileEvents: workspace.createFileSystemWatcher('**/*.{cfg,conf,sh,http,pem,crt,lst,map,acl,lua}') },
    initializationOptions,
    middleware: {
      // The library takes the answer to a request that it cancelled for one without problems, which would then be gone until the next answer comes.
      async provideDiagnostics(document, previous, token, next) {
        const report = await next(document, previous, token);
        if (token.isCancellationRequested) throw new CancellationError();
        return report;
      },
    },
    errorHandler: lastingHandler(),
    markdown: { supportHtml: false },
  };
}

/** Prepares the server of this window; nothing is loaded or run before `start` or the first `request`. */
export function createServer(context: ExtensionContext, makeClient: MakeClient): Server {
  const output = window.createOutputChannel('haconf', { log: true });
  const ready: (() => void)[] = [];
  let client: BaseLanguageClient | undefined;
  context.subscriptions.push(
    output,
    workspace.onDidGrantWorkspaceTrust(() => void (client?.isRunning() && client.sendNotification(trustedNotification))),
  );
  const begin = async () => {
    try {
      client = await makeClient(context, optionsOf(context, output));
      context.subscriptions.push(
        client.onDidChangeState((change) => {
          if (change.newState === running) for (const listener of ready) listener();
        }),
      );
      await client.start();
    } catch (error) {
      output.error(`the language server did not start: ${error instanceof Error ? error.message : error}`);
    }
  };
  let starting: Promise<void> | undefined;
  const start = () => (starting ??= begin());
  const send = async <Result>(method: string, params: unknown): Promise<Result | undefined> => {
    try {
      return (await client?.sendRequest<Result | null>(method, params)) ?? undefined;
    } catch (error) {
      output.warn(`${method}: ${error instanceof Error ? error.message : error}`);
      return undefined;
    }
  };
  return {
    output,
    start,
    async request(method, params) {
      await start();
      return send(method, params);
    },
    async requestIfRunning(method, params) {
      return client?.isRunning() ? send(method, params) : undefined;
    },
    async restart() {
      if (!client) return start();
      await client.stop();
      await client.start();
    },
    async stop() {
      if (client?.isRunning()) await client.stop();
      await client?.dispose();
    },
    onReady: (listener) => void ready.push(listener),
  };
}
