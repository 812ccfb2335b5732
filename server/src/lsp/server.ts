// Wires a connection to the service: documents, settings, diagnostics, and one line a request. Knows neither language nor platform.
import type { CancellationToken, Connection, InitializeParams, InitializeResult } from 'vscode-languageserver';
import { CodeLensRefreshRequest, DiagnosticRefreshRequest, InlayHintRefreshRequest, LSPErrorCodes, ResponseError, SemanticTokensRefreshRequest, TextDocumentSyncKind, TextDocuments } from 'vscode-languageserver';
import { detectLanguage } from '../detect';
import { fixAllKind } from '../features/code-actions';
import { diagnostics } from '../features/diagnostics';
import { legend } from '../features/semantic-tokens';
import type { Subject } from '../features/subject';
import { languages } from '../languages';
import { createLanguageService, type FileFinder, type FileLister, type FileReader, type OpenFile, type Services } from '../service';
import { targetChoices, targetsOf } from '../targets';
import { documentKind } from './document';
import { documentsOf, isOurs, type OpenDocument } from './documents';
import { type Folders, neighboursOf } from './neighbours';
import { type Parts, partsOf, preferOpen } from './parts';
import { type DetectParams, type DetectResult, detectRequest, type InitializationOptions, type TargetsParams, type TargetsResult, targetsRequest, trustedNotification } from './protocol';
import { answerRequests } from './requests';
import { registerForChanges, type SettingsCache, settingsCache } from './settings';
import { answerInSlices, isLong, pause, waitingRequests } from './slices';
import { symbolIndex, type WorkspaceFile } from './symbol-index';
import { warming } from './warming';
import { answerWorkspaceDiagnostics } from './workspace-diagnostics';

/** What the platform gives. */
export interface Runtime {
  readonly version: string;
  /** Makes the reader of files beside a document. `folders`: paths of the workspace; outside of them nothing is read unless `trusted` says so. */
  readonly files?: (folders: () => readonly string[], trusted: () => boolean) => FileReader;
  /** Tells whether a file exists that a document names. */
  readonly exists?: (folders: () => readonly string[], trusted: () => boolean) => FileFinder;
  /** Finds the files that a pattern in a document matches. */
  readonly lists?: (folders: () => readonly string[], trusted: () => boolean) => FileLister;
  /** Finds the file that a document names: its address, when it exists and may be looked at. */
  readonly links?: (folders: () => readonly string[], trusted: () => boolean) => (name: string, beside: string) => string | undefined;
  /** Looks into the folder of a document. */
  readonly near?: (folders: () => readonly string[], trusted: () => boolean) => Folders;
  /** Walks over the files of the workspace. */
  readonly walk?: (folders: () => readonly string[]) => AsyncIterable<WorkspaceFile>;
  /** Address of a file. */
  readonly uriOf?: (path: string) => string;
  /** Hears of the length of a text before it is worked on, and of all that are open. */
  readonly expect?: (length: number, all: number) => void;
}

/** Milliseconds without typing after which problems are looked for. */
const quiet = 60;

/** Starts a server on a connection. */
export function startServer(connection: Connection, runtime: Runtime): void {
  const documents = new TextDocuments(documentKind);
  let options: InitializationOptions = {};
  let trusted = true;
  let folders: string[] = [];
  let pulls = false;
  let client: InitializeParams['capabilities'] = {};
  const reported = new Set<string>();
  const onCrash = (what: string, error: unknown) => {
    const key = `${what}: ${error instanceof Error ? error.message : error}`;
    if (reported.has(key) || reported.size > 1000) return;
    reported.add(key);
    connection.console.error(`${what} failed: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
  };
  const reader = runtime.files?.(
    () => folders,
    () => trusted,
  );
  const exists = runtime.exists?.(
    () => folders,
    () => trusted,
  );
  const lists = runtime.lists?.(
    () => folders,
    () => trusted,
  );
  const links = runtime.links?.(
    () => folders,
    () => trusted,
  );
  const near = runtime.near?.(
    () => folders,
    () => trusted,
  );
  const files = reader && { read: preferOpen(reader, () => documents.all()), ...(exists ? { exists } : {}), ...(lists ? { list: lists } : {}) };
  const services: Services = { haproxy: createLanguageService(languages.haproxy, files, onCrash), keepalived: createLanguageService(languages.keepalived, files, onCrash) };
  const parts: Parts = partsOf(
    files?.read,
    services,
    () => documents.all(),
    (path) => symbols?.readersOf(path) ?? [],
  );
  let settings: SettingsCache & { changed(answer: unknown): void } = settingsCache(connection, false, undefined);
  let opened = documentsOf((uri) => documents.get(uri), services, settings, parts.isPart, runtime.expect);

  const { walk } = runtime;
  const symbols =
    walk &&
    symbolIndex(
      () => walk(() => folders),
      services,
      pause,
      onCrash,
      () => checkParts(),
    );
  const around = neighboursOf(near, services, (uri) => documents.get(uri), { seen: (kind) => symbols?.seen(kind) ?? [], together: (document) => parts.together(document) });
  const subjectOf = (open: OpenDocument | undefined) => open?.file.subject(open.document.uri, around(open));

  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    options = (params.initializationOptions as InitializationOptions | undefined) ?? {};
    trusted = options.trusted !== false;
    folders = (params.workspaceFolders ?? []).map((folder) => folder.uri);
    pulls = client.textDocument?.diagnostic !== undefined && options.diagnostics !== 'push';
    settings = settingsCache(connection, client.workspace?.configuration === true, undefined);
    opened = documentsOf((uri) => documents.get(uri), services, settings, parts.isPart, runtime.expect);
    return {
      serverInfo: { name: 'haconf', version: runtime.version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        codeActionProvider: { codeActionKinds: ['quickfix', fixAllKind] },
        completionProvider: { triggerCharacters: [' ', ',', '(', '/', '%', '[', '{'], resolveProvider: true },
        hoverProvider: true,
        signatureHelpProvider: { triggerCharacters: [' '], retriggerCharacters: [' '] },
        definitionProvider: true,
        referencesProvider: true,
        documentHighlightProvider: true,
        renameProvider: { prepareProvider: true },
        documentSymbolProvider: true,
        workspaceSymbolProvider: true,
        foldingRangeProvider: true,
        selectionRangeProvider: true,
        linkedEditingRangeProvider: true,
        documentLinkProvider: {},
        semanticTokensProvider: { legend, full: true, range: true },
        documentFormattingProvider: true,
        documentRangeFormattingProvider: true,
        documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n', moreTriggerCharacter: ['}'] },
        inlayHintProvider: true,
        codeLensProvider: {},
        callHierarchyProvider: true,
        ...(pulls ? { diagnosticProvider: { identifier: 'haconf', interFileDependencies: true, workspaceDiagnostics: walk !== undefined } } : {}),
      },
    };
  });

  connection.onInitialized(() => {
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration) registerForChanges(connection);
    if (client.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders((event) => {
        const gone = new Set(event.removed.map((folder) => folder.uri));
        folders = [...folders.filter((folder) => !gone.has(folder)), ...event.added.map((folder) => folder.uri)];
        everythingChanged();
      });
    }
  });

  const refresh = (supported: boolean | undefined, type: { readonly method: string }) => supported && connection.sendRequest(type.method).then(undefined, () => undefined);

  /** The workspace was walked over: open documents may now be known as parts of other files. */
  const checkParts = () => {
    const found = documents.all().filter((document) => parts.isPart(document) !== opened.isPart(document.uri));
    for (const { uri } of found) {
      opened.forget(uri);
      if (!pulls) schedule(uri, 0);
    }
    refresh(found.length > 0 && pulls && client.workspace?.diagnostics?.refreshSupport, DiagnosticRefreshRequest.type);
  };

  /** Settings, folders or trust changed: nothing that was found out so far holds. */
  const everythingChanged = () => {
    settings.forget();
    opened.forget();
    parts.forget();
    symbols?.changed();
    workspace?.changed();
    const clientOf = client.workspace;
    refresh(pulls && clientOf?.diagnostics?.refreshSupport, DiagnosticRefreshRequest.type);
    refresh(clientOf?.semanticTokens?.refreshSupport, SemanticTokensRefreshRequest.type);
    refresh(clientOf?.inlayHint?.refreshSupport, InlayHintRefreshRequest.type);
    refresh(clientOf?.codeLens?.refreshSupport, CodeLensRefreshRequest.type);
    if (!pulls) for (const document of documents.all()) schedule(document.uri, 0);
  };
  connection.onDidChangeConfiguration((change) => {
    settings.changed(change.settings);
    everythingChanged();
  });
  connection.onDidChangeWatchedFiles(() => everythingChanged());
  connection.onNotification(trustedNotification, () => {
    trusted = true;
    everythingChanged();
  });

  const warmUp = warming((uri) => documents.get(uri)?.version, onCrash);
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const schedule = (uri: string, delay: number) => {
    clearTimeout(timers.get(uri));
    timers.set(
      uri,
      setTimeout(() => {
        timers.delete(uri);
        publish(uri).catch((error) => onCrash('diagnostics', error));
      }, delay),
    );
  };
  const shown = (subject: Subject, file: OpenFile) => diagnostics(subject, file.problems(), { ...(options.rulePage ? { rulePage: options.rulePage } : {}), ...(runtime.uriOf ? { uriOf: runtime.uriOf } : {}) });
  const publish = async (uri: string) => {
    const open = await opened.open(uri);
    const subject = subjectOf(open);
    if (!open || !subject) {
      const document = documents.get(uri);
      if (document && !isOurs(document.languageId)) return;
      await connection.sendDiagnostics({ uri, diagnostics: [] });
      return;
    }
    const found = shown(subject, open.file);
    if (documents.get(uri)?.version !== open.version) return;
    await connection.sendDiagnostics({ uri, version: open.version, diagnostics: found });
    warmUp(open, subject);
  };
  const seen = new Set<string>();
  documents.onDidOpen(({ document }) => {
    seen.add(document.uri);
    if (!pulls) schedule(document.uri, 0);
  });
  documents.onDidChangeContent(({ document }) => {
    waiting.changed(document.uri);
    for (const uri of parts.related(document)) {
      opened.forget(uri);
      if (!pulls) schedule(uri, quiet);
    }
    if (pulls) return;
    schedule(document.uri, seen.delete(document.uri) ? 0 : quiet);
  });
  documents.onDidClose(({ document }) => {
    waiting.changed(document.uri);
    clearTimeout(timers.get(document.uri));
    timers.delete(document.uri);
    seen.delete(document.uri);
    opened.forget(document.uri);
    settings.forget(document.uri);
    workspace?.changed();
    if (!pulls) connection.sendDiagnostics({ uri: document.uri, diagnostics: [] }).then(undefined, () => undefined);
  });

  const waiting = waitingRequests();
  /** Answers a request about a document. What throws is logged once and answered with `empty`; what is cancelled or outdated says so, at once. */
  const about = async <T>(what: string, uri: string, token: CancellationToken | undefined, empty: T, answer: (subject: Subject, open: OpenDocument) => T): Promise<T> => {
    try {
      const long = isLong(documents.get(uri)?.getText() ?? '');
      const open = await (long ? waiting.until(uri, token, opened.open(uri)) : opened.open(uri));
      if (token?.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
      const subject = subjectOf(open);
      if (!open || !subject) return empty;
      const isCurrent = () => documents.get(uri) === open.document && open.document.version === open.version;
      return long
        ? await waiting.until(
            uri,
            token,
            answerInSlices(() => answer(subject, open), isCurrent),
          )
        : answer(subject, open);
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      onCrash(what, error);
      return empty;
    }
  };

  const workspace =
    walk &&
    answerWorkspaceDiagnostics({
      connection,
      files: () => walk(() => folders),
      services,
      settings: () => settings,
      isOpen: (uri) => documents.get(uri) !== undefined,
      shown,
      pause,
      onCrash,
    });
  answerRequests({ connection, about, shown, told: warmUp, services, openUris: () => documents.all().map((document) => document.uri), client: () => client, ...(links ? { links } : {}), ...(symbols ? { symbols } : {}) });

  connection.onRequest(targetsRequest, async (params: TargetsParams): Promise<TargetsResult | null> => {
    const document = documents.get(params.uri);
    const id = document?.languageId ?? params.language ?? '';
    if (!isOurs(id)) return null;
    const { knowledge } = languages[id];
    const setting = (await settings.of(params.uri))[id].target ?? '';
    const { targets, origin, problems } = targetsOf(knowledge, id, document?.getText() ?? '', setting);
    return { language: id, current: { origin, problems, targets: targets.map(({ name, version, written, kind }) => ({ name, version, written, kind })) }, choices: targetChoices(knowledge, id) };
  });
  connection.onRequest(detectRequest, (params: DetectParams): DetectResult => ({ language: detectLanguage(params.name, params.text) ?? null }));

  documents.listen(connection);
  connection.listen();
}
