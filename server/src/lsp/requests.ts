// One line a request: find the document, ask the feature, answer.
import type { CancellationToken, ClientCapabilities, Connection, Diagnostic } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../features/call-hierarchy';
import { codeActions } from '../features/code-actions';
import { codeLenses } from '../features/code-lens';
import { completion, resolveCompletion, uriOfItem } from '../features/completion';
import { foldingRanges } from '../features/folding';
import { format } from '../features/formatting';
import { hover } from '../features/hover';
import { inlayHints } from '../features/inlay-hints';
import { linkedEditing } from '../features/linked-editing';
import { documentLinks } from '../features/links';
import { definition, highlights, references } from '../features/navigation';
import { prepareRename, type Refusal, rename } from '../features/rename';
import { selectionRange } from '../features/selection';
import { semanticTokens, semanticTokensIn } from '../features/semantic-tokens';
import { signatureHelp } from '../features/signature';
import { isVeryLarge, type Subject } from '../features/subject';
import { documentSymbols, flatSymbols } from '../features/symbols';
import { fixAll } from '../fixing';
import type { OpenFile, Services } from '../service';
import type { OpenDocument } from './documents';
import type { SymbolIndex } from './symbol-index';

/** What the requests need of the server. */
export interface Requests {
  readonly connection: Connection;
  /** Answers about a document: `empty` when it is not open or the answer fails. */
  about<T>(what: string, uri: string, token: CancellationToken | undefined, empty: T, answer: (subject: Subject, open: OpenDocument) => T): Promise<T>;
  shown(subject: Subject, file: OpenFile): Diagnostic[];
  /** Hears that the problems of a document were asked for. */
  told(open: OpenDocument, subject: Subject): void;
  readonly services: Services;
  openUris(): readonly string[];
  client(): ClientCapabilities;
  /** The names that files of the workspace define. */
  readonly symbols?: SymbolIndex;
  /** Finds the address of a file that a document names. */
  readonly links?: (name: string, beside: string) => string | undefined;
}

/** A refusal is told to the user as an error of the request. */
function unlessRefused<T extends object>(answer: T | Refusal): T {
  if ('refused' in answer) throw new ResponseError(LSPErrorCodes.RequestFailed, answer.refused);
  return answer;
}

/** Registers the answers to all requests about documents. */
export function answerRequests({ connection, about, shown, told, services, openUris, client, links, symbols }: Requests): void {
  /** The same about a text as a whole: nothing of a very large one. */
  const aboutAll: typeof about = (what, uri, token, empty, answer) => about(what, uri, token, empty, (subject, open) => (isVeryLarge(subject) ? empty : answer(subject, open)));
  connection.languages.diagnostics.on((params, token) =>
    about('diagnostics', params.textDocument.uri, token, { kind: 'full', items: [] }, (subject, open) => {
      told(open, subject);
      return { kind: 'full', items: shown(subject, open.file) };
    }),
  );

  const fixedSafely = ({ file: { language, source, path }, settings }: OpenDocument) => fixAll(services[language.id], source, path, settings[language.id], true).source;
  connection.onCodeAction((params, token) =>
    about('code actions', params.textDocument.uri, token, [], (subject, open) =>
      codeActions(subject, open.file.problems(), {
        range: params.range,
        ...(params.context.only ? { only: params.context.only } : {}),
        ...(isVeryLarge(subject) ? {} : { fixedSafely: () => fixedSafely(open) }),
      }),
    ),
  );

  connection.onCompletion((params, token) => {
    const { snippetSupport, insertReplaceSupport } = client().textDocument?.completion?.completionItem ?? {};
    return about('completion', params.textDocument.uri, token, null, (subject) => completion(subject, subject.offset(params.position), { snippets: snippetSupport === true, insertReplace: insertReplaceSupport === true }));
  });
  connection.onCompletionResolve(async (item, token) => {
    const uri = uriOfItem(item);
    return uri === undefined ? item : about('completion', uri, token, item, (subject) => resolveCompletion(subject, item));
  });

  connection.onHover((params, token) => about('hover', params.textDocument.uri, token, null, (subject) => hover(subject, subject.offset(params.position)) ?? null));

  connection.onSignatureHelp((params, token) => about('signature help', params.textDocument.uri, token, null, (subject) => signatureHelp(subject, subject.offset(params.position)) ?? null));
  connection.onDefinition((params, token) => about('definition', params.textDocument.uri, token, [], (subject) => definition(subject, subject.offset(params.position))));
  connection.onReferences((params, token) => about('references', params.textDocument.uri, token, [], (subject) => references(subject, subject.offset(params.position), params.context.includeDeclaration)));
  connection.onDocumentHighlight((params, token) => about('highlights', params.textDocument.uri, token, [], (subject) => highlights(subject, subject.offset(params.position))));
  connection.onPrepareRename((params, token) => about('rename', params.textDocument.uri, token, null, (subject) => unlessRefused(prepareRename(subject, subject.offset(params.position)))));
  connection.onRenameRequest((params, token) => about('rename', params.textDocument.uri, token, null, (subject) => unlessRefused(rename(subject, subject.offset(params.position), params.newName))));
  connection.onDocumentSymbol((params, token) => aboutAll('outline', params.textDocument.uri, token, [], (subject) => documentSymbols(subject)));
  connection.onWorkspaceSymbol(async (params, token) => {
    const found = await Promise.all(openUris().map((uri) => aboutAll('symbols', uri, token, [], (subject) => flatSymbols(subject, params.query))));
    const closed = symbols ? await symbols.find(params.query, new Set(openUris())) : [];
    return [...found.flat(), ...closed];
  });
  connection.languages.onLinkedEditingRange((params, token) => about('linked editing', params.textDocument.uri, token, null, (subject) => linkedEditing(subject, subject.offset(params.position)) ?? null));
  connection.onFoldingRanges((params, token) => aboutAll('folding', params.textDocument.uri, token, [], (subject) => foldingRanges(subject)));
  connection.onSelectionRanges((params, token) => about('selection', params.textDocument.uri, token, [], (subject) => params.positions.map((position) => selectionRange(subject, subject.offset(position)))));
  connection.onDocumentLinks((params, token) =>
    aboutAll('links', params.textDocument.uri, token, [], (subject, open) => {
      const path = open.file.path;
      return documentLinks(subject, (name) => (path === undefined ? undefined : links?.(name, path)));
    }),
  );
  connection.languages.semanticTokens.on((params, token) => aboutAll('semantic tokens', params.textDocument.uri, token, { data: [] }, (subject) => semanticTokens(subject)));
  connection.languages.semanticTokens.onRange((params, token) =>
    about('semantic tokens', params.textDocument.uri, token, { data: [] }, (subject) => semanticTokensIn(subject, subject.offset(params.range.start), subject.offset(params.range.end))),
  );
  connection.onDocumentFormatting((params, token) => aboutAll('formatting', params.textDocument.uri, token, [], (subject, open) => format(subject, { ...params.options, gaps: open.settings.features.gaps })));
  connection.onDocumentRangeFormatting((params, token) => about('formatting', params.textDocument.uri, token, [], (subject, open) => format(subject, { ...params.options, gaps: open.settings.features.gaps }, params.range)));
  connection.onDocumentOnTypeFormatting((params, token) =>
    about('formatting', params.textDocument.uri, token, [], (subject) => {
      const line = params.ch === '\n' ? params.position.line - 1 : params.position.line;
      return line < 0 ? [] : format(subject, { ...params.options, gaps: 'keep' }, { start: { line, character: 0 }, end: { line, character: 1 } });
    }),
  );
  connection.languages.inlayHint.on((params, token) =>
    about('inlay hints', params.textDocument.uri, token, [], (subject, open) => inlayHints(subject, { start: subject.offset(params.range.start), end: subject.offset(params.range.end) }, open.settings.features.inlayHints)),
  );
  connection.onCodeLens((params, token) => aboutAll('code lenses', params.textDocument.uri, token, [], (subject, open) => (open.settings.features.codeLens ? codeLenses(subject) : [])));
  connection.languages.callHierarchy.onPrepare((params, token) => about('call hierarchy', params.textDocument.uri, token, [], (subject) => prepareCallHierarchy(subject, subject.offset(params.position))));
  connection.languages.callHierarchy.onOutgoingCalls((params, token) => about('call hierarchy', params.item.uri, token, [], (subject) => outgoingCalls(subject, params.item)));
  connection.languages.callHierarchy.onIncomingCalls((params, token) => about('call hierarchy', params.item.uri, token, [], (subject) => incomingCalls(subject, params.item)));
}
