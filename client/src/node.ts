// The entry in desktop and remote editors: the server is a process of its own.
import type { ExtensionContext } from 'vscode';
import { activateWith } from './extension';

export { deactivate } from './extension';

/** Called by the editor. */
export function activate(context: ExtensionContext): void {
  activateWith(context, async (_, options) => {
    const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
    const module = context.asAbsolutePath('dist/server.cjs');
    // Where the server may keep what the engine of this editor compiled of it: only the extension's own folder.
    const { scheme, fsPath } = context.globalStorageUri;
    const run = { module, transport: TransportKind.ipc, args: scheme === 'file' ? [`--compiled=${fsPath}`] : [] };
    return new LanguageClient('haconf', 'haconf', { run, debug: { ...run, options: { execArgv: ['--enable-source-maps'] } } }, options);
  });
}
