// How long the server lets others wait while it works on a very large document: every 10 ms it is asked for something small about another one.
import { message, startServer } from './client.mjs';
import { quantile, round } from './measure.mjs';

/** Document of so many lines in one section. */
export function oneSection(lines) {
  const some = Array.from({ length: 1000 }, (_, i) => `    http-request set-header X-${i} %[src] if { path_beg /p${i} }\n`).join('');
  return `frontend f\n    bind :80\n    mode http\n    timeout client 5s\n${some.repeat(Math.ceil(lines / 1000))}`;
}

/** What is asked about the large document at last. */
const questions =
  'hover completion definition references documentHighlight selectionRange signatureHelp prepareRename prepareCallHierarchy inlayHint rangeFormatting onTypeFormatting documentSymbol foldingRange semanticTokens/range codeAction semanticTokens/full codeLens formatting'.split(
    ' ',
  );

const small = 'file:///small/haproxy.cfg';
const large = 'file:///large/haproxy.cfg';

/** Opens a document, edits it, and asks about it; returns the longest waits in ms: while it is opened, and from the first problems on. `node`: arguments of Node. */
export async function waits(server, text, edits, node = []) {
  let told = [];
  const { child, send, notify, request } = startServer(
    server,
    (method, { uri, version }) => {
      if (method !== 'textDocument/publishDiagnostics' || uri !== large) return;
      for (const [wanted, resolve] of told) if (version >= wanted) resolve();
      told = told.filter(([wanted]) => version < wanted);
    },
    node,
  );
  await request('initialize', { processId: null, rootUri: null, capabilities: {} });
  notify('initialized', {});
  const problems = (version) => new Promise((resolve) => told.push([version, resolve]));
  const open = (uri, content) => message({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'haproxy', version: 1, text: content } } });
  const opening = open(large, text);
  send(open(small, 'defaults\n    mode http\n'));
  const middle = Math.floor(text.split('\n').length / 2);
  const phases = {};
  let phase = 'open';
  let stopped = false;
  const asking = (async () => {
    while (!stopped) {
      const start = performance.now();
      await request('textDocument/hover', { textDocument: { uri: small }, position: { line: 1, character: 6 } });
      (phases[phase] ??= []).push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  })();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const start = performance.now();
  const first = problems(1);
  send(opening);
  await first;
  const opened = performance.now() - start;
  phase = 'edit';
  const times = [];
  for (let i = 0; i < edits; i++) {
    const at = { line: middle + i, character: 4 };
    const begin = performance.now();
    const done = problems(i + 2);
    notify('textDocument/didChange', { textDocument: { uri: large, version: i + 2 }, contentChanges: [{ range: { start: at, end: at }, text: 'x' }] });
    await done;
    times.push(performance.now() - begin);
  }
  phase = 'ask';
  const about = { textDocument: { uri: large }, position: { line: middle, character: 8 } };
  const asked = {};
  for (const what of questions) {
    const begin = performance.now();
    phase = what;
    const range = { start: { line: middle, character: 0 }, end: { line: middle + 50, character: 0 } };
    await request(`textDocument/${what}`, { ...about, range, positions: [about.position], ch: '\n', context: { diagnostics: [], includeDeclaration: true }, options: { tabSize: 4, insertSpaces: true } });
    asked[what] = round(performance.now() - begin);
  }
  stopped = true;
  await asking;
  child.kill();
  return { opened: round(opened), edit: times.map(round), longest: Object.fromEntries(Object.entries(phases).map(([name, list]) => [name, round(quantile(list, 1))])), asked };
}
