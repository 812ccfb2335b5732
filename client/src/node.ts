// The entry in desktop and remote editors: the server is a process of its own.
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateWith } from './extension';

export { deactivate } from './extension';

/** Called by the editor. */
export function activate(context: ExtensionContext): void {
  activateWith(context, (_, options) => {
    const module = context.asAbsolutePath('dist/server.cjs');
    const run = { module, transport: TransportKind.ipc };
    return new LanguageClient('haconf', 'haconf', { run, debug: { ...run, options: { execArgv: ['--enable-source-maps'] } } }, options);
  });
}
