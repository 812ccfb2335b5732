// The entry in editors that run in a browser alone: the server is a web worker, and reads no files.
import { type ExtensionContext, Uri } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/browser';
import { activateWith } from './extension';

export { deactivate } from './extension';

/** The worker's constructor; the types of Node know nothing of it. */
declare const Worker: new (address: string) => ConstructorParameters<typeof LanguageClient>[3];

/** Called by the editor. */
export function activate(context: ExtensionContext): void {
  activateWith(context, async (_, options) => {
    const { LanguageClient: Client } = await import('vscode-languageclient/browser');
    return new Client('haconf', 'haconf', options, new Worker(Uri.joinPath(context.extensionUri, 'dist/server-web.cjs').toString(true)));
  });
}
