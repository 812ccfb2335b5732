// What may go wrong around the server: clients that send nonsense, files that are not what they seem, rules that fail, and very much of anything.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver-protocol';
import { randomOf } from '../../support/random';
import { asked, buildServer, startClient, type TestClient } from '../../support/server';

const folder = mkdtempSync(path.join(tmpdir(), 'haconf-robust-'));
const server = path.join(folder, 'server.cjs');
const faulty = path.join(folder, 'faulty.cjs');
const uriOf = (name: string) => pathToFileURL(path.join(folder, name)).href;
const uri = uriOf('haproxy.cfg');
const text = 'defaults\n    mdoe http\n    timeout connect 5s\n';
const place = (at: string, line = 1, character = 5) => ({ textDocument: { uri: at }, position: { line, character } });

/** Everything that can fail fails: a rule for sections, one for the whole text, an index that a rule asks, a feature. */
const faults = `
  import { languages } from './server/src/languages';
  import { partIndex } from './server/src/core/part-index';
  const fail = (what) => { throw new Error(what); };
  const index = partIndex(() => fail('a fault of an index'));
  const common = { severity: 'error', origin: 'daemon', summary: '' };
  languages.haproxy.rules.unshift(
    { ...common, id: 'broken', checkPart: () => fail('a fault') },
    { ...common, id: 'broken-whole', check: () => fail('a fault of the whole') },
    { ...common, id: 'broken-index', checkPart: (model) => index.get(model, 'x') },
  );
  languages.haproxy.editing.explain = () => fail('a fault of a feature');`;

beforeAll(async () => {
  await buildServer(server);
  await buildServer(faulty, faults);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The server still does its work. */
async function works(client: TestClient): Promise<void> {
  const fresh = uriOf(`fresh-${Math.random()}-haproxy.cfg`);
  await client.open(fresh, text);
  expect((await client.published(fresh)).diagnostics).toMatchObject([{ code: 'unknown-keyword' }]);
  expect(JSON.stringify(await client.connection.sendRequest('textDocument/hover', place(fresh, 2, 6)))).toContain('timeout connect');
}

describe('messages', () => {
  it('that are no JSON, or no messages, are passed over', async () => {
    const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
    const answers: string[] = [];
    child.stdout.on('data', (data) => answers.push(String(data)));
    const send = (body: string) => child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    const until = async (what: string) => {
      for (let i = 0; i < 500 && !answers.join('').includes(what); i++) await new Promise((resolve) => setTimeout(resolve, 20));
      expect(answers.join('')).toContain(what);
    };
    for (const body of ['{{{{{', '[]', '""', 'null', '7', '{}', '{"jsonrpc":"2.0"}', '{"jsonrpc":"2.0","id":null,"method":"x"}', '{"jsonrpc":"2.0","id":{},"result":1}', '{"jsonrpc":"1.0","id":3,"method":7}']) send(body);
    send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'textDocument/hover', params: place(uri) }));
    send(JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } }));
    await until('"serverInfo"');
    child.kill();
  });

  it('with parameters of any kind are answered, with an error where need be', async () => {
    const client = await startClient(server);
    await client.open(uri, text);
    await client.published(uri);
    const { capabilities } = client.result;
    expect(capabilities.hoverProvider).toBe(true);
    const values = [
      null,
      {},
      [],
      7,
      'x',
      { textDocument: null },
      { textDocument: { uri: 7 } },
      { textDocument: { uri } },
      { textDocument: { uri }, position: null },
      { textDocument: { uri }, position: { line: -1, character: -1 } },
      { textDocument: { uri }, position: { line: 'x', character: Number.MAX_SAFE_INTEGER } },
      { textDocument: { uri }, range: {}, context: null, options: null, positions: 7, ch: 7 },
    ];
    const all = asked.flatMap((name) => values.map((params) => client.connection.sendRequest(`textDocument/${name}`, params).then(undefined, (error) => expect(error).toBeInstanceOf(Error))));
    for (const name of ['completionItem/resolve', 'callHierarchy/incomingCalls', 'callHierarchy/outgoingCalls', 'workspace/symbol', 'haconf/targets', 'haconf/detect', 'no/such/method'])
      all.push(
        ...values.map((params) =>
          client.connection.sendRequest(name, params).then(
            () => undefined,
            () => undefined,
          ),
        ),
      );
    await Promise.all(all);
    for (const name of ['textDocument/didOpen', 'textDocument/didChange', 'textDocument/didClose', 'workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles', '$/cancelRequest', '$/setTrace', 'no/such/notification'])
      for (const params of values) await client.connection.sendNotification(name, params as object);
    await works(client);
    await client.close();
  });

  it('in any order: twice opened, never opened, closed, versions that jump', async () => {
    const client = await startClient(server);
    const { connection } = client;
    const random = randomOf(7);
    const uris = [uri, uriOf('a/haproxy.cfg'), 'untitled:Untitled-1', 'vscode-notebook-cell:x', 'not an address'];
    const asked: Promise<unknown>[] = [];
    for (let i = 0; i < 600; i++) {
      const at = random.pick(uris);
      const version = random.number(2_000_000_000) - 1000;
      const position = { line: random.number(6), character: random.number(30) };
      const kind = random.number(6);
      if (kind === 0) await connection.sendNotification('textDocument/didOpen', { textDocument: { uri: at, languageId: random.pick(['haproxy', 'keepalived', 'ini', '']), version, text } });
      else if (kind === 1) await connection.sendNotification('textDocument/didClose', { textDocument: { uri: at } });
      else if (kind < 4)
        await connection.sendNotification('textDocument/didChange', {
          textDocument: { uri: at, version },
          contentChanges: random.number(4) === 0 ? [{ text }] : [{ range: { start: position, end: { ...position, character: position.character + random.number(4) } }, text: random.pick(['x', '\n', '', '}', '\r', '\ud800']) }],
        });
      else asked.push(connection.sendRequest(`textDocument/${random.pick(['hover', 'completion', 'documentSymbol', 'codeLens', 'semanticTokens/full'])}`, { textDocument: { uri: at }, position }).then(undefined, () => undefined));
    }
    await Promise.all(asked);
    await works(client);
    expect(client.logs).toEqual([]);
    await client.close();
  });

  it('that are cancelled, or whose document is closed meanwhile, are answered', async () => {
    const client = await startClient(server);
    const large = `frontend f\n${Array.from({ length: 30_000 }, (_, i) => `    acl a${i} path /a${i}\n`).join('')}`;
    await client.open(uri, large);
    const asked = Array.from({ length: 30 }, (_, i) => {
      const cancel = new CancellationTokenSource();
      const answer = client.connection.sendRequest(i % 2 === 0 ? 'textDocument/semanticTokens/full' : 'textDocument/completion', place(uri, 5, 8), cancel.token).then(
        () => 'answered',
        () => 'refused',
      );
      if (i % 3 === 0) cancel.cancel();
      return answer;
    });
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    const answers = await Promise.all(asked);
    expect(answers).toHaveLength(30);
    await works(client);
    expect(client.logs).toEqual([]);
    await client.close();
  });
});

describe('very much', () => {
  it('1,000 documents open at once', async () => {
    const client = await startClient(server);
    const uris = Array.from({ length: 1000 }, (_, i) => uriOf(`many/${i}/haproxy.cfg`));
    for (const one of uris) await client.open(one, text);
    const told = await Promise.all(uris.map((one) => client.published(one)));
    expect(told.filter(({ diagnostics }) => diagnostics.length === 1)).toHaveLength(1000);
    const start = performance.now();
    await client.connection.sendRequest('textDocument/hover', place(uris[500] as string, 2, 6));
    expect(performance.now() - start).toBeLessThan(1000);
    await works(client);
    await client.close();
  });

  it('lines of megabytes, and bytes of any kind', async () => {
    const client = await startClient(server);
    const random = randomOf(3);
    const texts = [
      `frontend f\n    bind ${'a'.repeat(3_000_000)}\n`,
      `frontend f\n    acl a path ${'/x '.repeat(500_000)}\n`,
      '"'.repeat(1_000_000),
      '\n'.repeat(1_000_000),
      '\0'.repeat(100_000),
      Array.from({ length: 200_000 }, () => String.fromCharCode(random.number(0x10000))).join(''),
    ];
    for (const language of ['haproxy', 'keepalived']) {
      for (const [i, one] of texts.entries()) {
        const at = uriOf(`large-${i}.${language}`);
        await client.open(at, one, language);
        await client.published(at);
        for (const what of ['hover', 'completion', 'documentSymbol', 'foldingRange', 'semanticTokens/full', 'codeLens']) await client.connection.sendRequest(`textDocument/${what}`, place(at, 1, 8));
        await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: at } });
      }
    }
    await works(client);
    expect(client.logs).toEqual([]);
    await client.close();
  });
});

describe('files', () => {
  it('deep folders, loops of links, devices, pipes and files that vanish are no harm', async () => {
    const root = path.join(folder, 'workspace');
    const deep = path.join(root, ...Array.from({ length: 60 }, (_, i) => `d${i}`));
    mkdirSync(deep, { recursive: true });
    writeFileSync(path.join(deep, 'haproxy.cfg'), 'backend deep\n    mode tcp\n');
    writeFileSync(path.join(root, 'haproxy.cfg'), 'backend near\n    mode tcp\n');
    if (process.platform !== 'win32') {
      symlinkSync(root, path.join(root, 'loop'));
      symlinkSync('self.cfg', path.join(root, 'self.cfg'));
      symlinkSync('/dev/zero', path.join(root, 'zero.cfg'));
      spawnSync('mkfifo', [path.join(root, 'pipe.cfg')]);
    }
    mkdirSync(path.join(root, 'folder.cfg'));
    writeFileSync(path.join(root, 'secret.cfg'), 'backend secret\n', { mode: 0 });
    writeFileSync(path.join(root, 'binary.cfg'), Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) & 255)));
    const client = await startClient(server, { folders: [pathToFileURL(root).href] });
    const main = pathToFileURL(path.join(root, 'keepalived.conf')).href;
    const names = ['self.cfg', 'loop/loop/loop/haproxy.cfg', 'zero.cfg', 'pipe.cfg', 'folder.cfg', 'binary.cfg', '/dev/random', '/proc/self/mem', 'a\\x00b', '../'.repeat(50)];
    await client.open(main, names.map((name) => `include ${name}\n`).join(''), 'keepalived');
    await client.published(main);
    const found = await client.connection.sendRequest<{ name: string }[]>('workspace/symbol', { query: '' });
    expect(found.map(({ name }) => name)).toContain('near');
    rmSync(root, { recursive: true, force: true });
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [] });
    await client.connection.sendRequest('textDocument/documentLink', { textDocument: { uri: main } });
    expect(await client.connection.sendRequest('workspace/symbol', { query: 'near' })).toEqual([]);
    await works(client);
    expect(client.logs).toEqual([]);
    await client.close();
  });
});

describe('what fails', () => {
  const typo = [{ code: 'unknown-keyword' }];

  it('rules, indexes and features cost only their own findings and answers, and are told of once', async () => {
    const client = await startClient(faulty);
    await client.open(uri, text);
    expect((await client.published(uri)).diagnostics).toMatchObject(typo);
    for (let version = 2; version < 6; version++) {
      await client.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range: { start: { line: 0, character: 8 }, end: { line: 0, character: 8 } }, text: ' ' }] });
      expect((await client.published(uri)).diagnostics).toMatchObject(typo);
      expect(await client.connection.sendRequest('textDocument/hover', place(uri, 2, 6))).toBeNull();
    }
    expect(JSON.stringify(await client.connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri } }))).toContain('defaults');
    const told = client.logs.map((line) => line.split('\n')[0]);
    expect(told.sort()).toEqual(['broken failed: Error: a fault', 'broken-index failed: Error: a fault of an index', 'broken-whole failed: Error: a fault of the whole', 'hover failed: Error: a fault of a feature']);
    await client.close();
  });

  it('the same in a text that is worked on in slices', async () => {
    const client = await startClient(faulty);
    const large = `${text}    timeout server 5s\n${Array.from({ length: 10_000 }, (_, i) => `backend b${i}\n    mode tcp\n    server s 192.0.2.1:80\n`).join('')}`;
    await client.open(uri, large);
    expect((await client.published(uri)).diagnostics.map(({ code }) => code)).toEqual(['unknown-keyword']);
    await client.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ range: { start: { line: 4, character: 0 }, end: { line: 4, character: 8 } }, text: 'backend  ' }] });
    expect((await client.published(uri)).diagnostics.map(({ code }) => code)).toEqual(['unknown-keyword']);
    expect(client.logs).toHaveLength(3);
    await client.close();
  });
});
