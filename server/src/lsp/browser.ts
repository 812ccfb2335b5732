// The server in a web worker: the same without files.
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import manifest from '../../../package.json';
import { startServer } from './server';

/** The worker's own scope; the types of Node know nothing of it. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

const { version } = manifest as unknown as { version: string };
startServer(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), { version });
