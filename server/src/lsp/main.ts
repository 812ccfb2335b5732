// The server in Node: talks over stdio, IPC or a socket, as its arguments say.
import { pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import manifest from '../../../package.json';
import { makeRoom } from '../node/engine';
import { workspaceFiles, workspaceFinder, workspaceFolders, workspaceLinks, workspaceLists, workspaceWalk } from './files';
import { readLargeMessages } from './large-messages';
import { startServer } from './server';
import { stdioConnection } from './stdio';

const { version } = manifest as unknown as { version: string };
readLargeMessages(makeRoom);
startServer(process.argv.includes('--stdio') ? stdioConnection() : createConnection(ProposedFeatures.all), {
  version,
  files: workspaceFiles,
  exists: workspaceFinder,
  lists: workspaceLists,
  links: workspaceLinks,
  near: workspaceFolders,
  walk: workspaceWalk,
  uriOf: (path) => pathToFileURL(path).href,
  expect: makeRoom,
});
