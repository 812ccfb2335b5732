// Gives files of other names their language, when what stands in them leaves no doubt. A language that somebody chose is never changed.
import { type Disposable, type ExtensionContext, languages, type TextDocument, workspace } from 'vscode';
import { type DetectParams, type DetectResult, detectRequest } from '../../server/src/lsp/protocol';
import { mayBeOurs } from './may-be-ours';
import { languageIds, type Server } from './server';

/** Languages that VS Code gives to files that nobody claims. */
const unclaimed: readonly string[] = ['properties', 'ini', 'plaintext'];
const rememberedKey = 'chosenByHand';
const mostRemembered = 500;
const lookAt = 64 * 1024;

/** Watches opened documents. */
export function detectLanguages(context: ExtensionContext, server: Server): Disposable {
  const given = new Map<string, string>();
  const asked = new Set<string>();
  const chosen = new Set(context.workspaceState.get<string[]>(rememberedKey, []));
  const look = async (document: TextDocument) => {
    const uri = document.uri.toString();
    // A document is closed and opened again when its language changes: what we gave and finds changed was changed by hand.
    if (given.has(uri) && given.get(uri) !== document.languageId) {
      given.delete(uri);
      chosen.delete(uri);
      chosen.add(uri);
      await context.workspaceState.update(rememberedKey, [...chosen].slice(-mostRemembered));
      return;
    }
    if (chosen.has(uri) || asked.has(uri) || !isUnclaimed(document)) return;
    asked.add(uri);
    const text = document.getText().slice(0, lookAt);
    if (!mayBeOurs(text)) return;
    const params: DetectParams = { name: document.uri.path, text };
    const language = (await server.request<DetectResult>(detectRequest, params))?.language;
    if (!language || !languageIds.includes(language) || document.isClosed || !unclaimed.includes(document.languageId)) return;
    given.set(uri, language);
    await languages.setTextDocumentLanguage(document, language);
  };
  for (const document of workspace.textDocuments) void look(document);
  return workspace.onDidOpenTextDocument((document) => void look(document));
}

function isUnclaimed(document: TextDocument): boolean {
  if (!unclaimed.includes(document.languageId) || document.uri.scheme === 'output' || document.lineCount < 2) return false;
  if (!workspace.getConfiguration('haconf', document.uri).get<boolean>('detectByContent', true)) return false;
  const associations = workspace.getConfiguration('files', document.uri).get<Record<string, string>>('associations', {});
  return !Object.keys(associations).some((glob) => languages.match({ pattern: glob.includes('/') ? glob : `**/${glob}` }, document) > 0);
}
