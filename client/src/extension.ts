// What the extension does in every editor: wires server, status item, detection and commands. Knows neither language nor platform.
import { commands, type ExtensionContext, workspace } from 'vscode';
import { detectLanguages } from './detection';
import { showReferences } from './references';
import { createServer, languageIds, type MakeClient, type Server } from './server';
import { showTarget } from './target-status';

let server: Server | undefined;

/** Called by the entry of each platform; returns before the server runs. */
export function activateWith(context: ExtensionContext, makeClient: MakeClient): void {
  const own = createServer(context, makeClient);
  server = own;
  context.subscriptions.push(
    ...showTarget(own),
    commands.registerCommand('haconf.restartServer', () => own.restart()),
    showReferences(),
    commands.registerCommand('haconf.showOutput', () => own.output.show()),
    workspace.onDidOpenTextDocument((document) => languageIds.includes(document.languageId) && void own.start()),
    detectLanguages(context, own),
  );
  if (workspace.textDocuments.some((document) => languageIds.includes(document.languageId))) void own.start();
}

/** Called by the editor before it ends. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}
