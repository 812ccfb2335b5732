// Clients that speak wrongly, early or late, and the end of those that end: the server answers, or ends; it never hangs on, and never waits for a file.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildServer, startClient } from '../../support/server';

const folder = mkdtempSync(path.join(tmpdir(), 'haconf-streams-'));
const server = path.join(folder, 'server.cjs');
const started: ChildProcess[] = [];
beforeAll(() => buildServer(server));
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const framed = (message: unknown) => {
  const body = typeof message === 'string' ? message : JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
};
const initialize = (id: number, params: unknown = { processId: null, rootUri: null, capabilities: {} }) => framed({ jsonrpc: '2.0', id, method: 'initialize', params });
const request = (id: number, method: string, params: unknown = { textDocument: { uri: 'file:///x' }, position: { line: 0, character: 0 } }) => framed({ jsonrpc: '2.0', id, method, params });
const notification = (method: string, params?: unknown) => framed({ jsonrpc: '2.0', method, params });

function start() {
  const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
  started.push(child);
  let output = '';
  let complaints = '';
  child.stdout.on('data', (data) => {
    output += data;
  });
  child.stderr.on('data', (data) => {
    complaints += data;
  });
  child.stdin.on('error', () => undefined);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const until = async (text: string) => {
    for (let i = 0; i < 500 && !output.includes(text); i++) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(output).toContain(text);
  };
  return { child, ended, until, send: (text: string) => child.stdin.write(text), complaints: () => complaints, output: () => output };
}

describe('order', () => {
  it('requests before `initialize` and between it and `initialized` are answered', async () => {
    const { send, until } = start();
    send(request(1, 'textDocument/hover') + notification('textDocument/didChange', { textDocument: { uri: 'x', version: 2 }, contentChanges: [{ text: '' }] }));
    send(initialize(2) + request(3, 'textDocument/completion') + request(4, 'workspace/symbol', { query: '' }));
    for (const id of [1, 2, 3, 4]) await until(`"id":${id},`);
  });

  it('what is no `initialize` is answered with an error, and the next one counts; a second one does no harm', async () => {
    const { send, until, output } = start();
    send(framed({ jsonrpc: '2.0', id: 1, method: 'initialize' }) + initialize(2, { capabilities: null }) + initialize(3) + initialize(4) + request(5, 'textDocument/hover'));
    for (const id of [1, 2, 3, 4, 5]) await until(`"id":${id},`);
    expect(output()).toMatch(/"id":1,"error".*"id":2,"error"/s);
    expect(output()).toMatch(/"id":3,"result":\{"serverInfo".*"id":4,"result"/s);
  });

  it('requests after `shutdown` are answered; `exit` ends with 0 after it, with 1 without it', async () => {
    const proper = start();
    proper.send(initialize(1) + framed({ jsonrpc: '2.0', id: 2, method: 'shutdown' }) + request(3, 'textDocument/hover') + request(4, 'no/such'));
    await proper.until('"id":4,');
    proper.send(notification('exit'));
    expect(await proper.ended).toBe(0);
    const hasty = start();
    hasty.send(initialize(1) + notification('exit'));
    expect(await hasty.ended).toBe(1);
  });
});

describe('streams', () => {
  it.each([
    ['no header', 'hello world\r\n\r\n'],
    ['a header without a length', 'Foo: bar\r\n\r\n{}'],
    ['a length that is no number', 'Content-Length: x\r\n\r\n{}'],
    ['a length that is too small', initialize(1).replace(/\d+/, '20')],
  ])('%s: the server ends and says why', async (_what, text) => {
    const { send, ended, complaints } = start();
    send(text);
    send(initialize(2));
    expect(await ended).toBe(1);
    expect(complaints()).toMatch(/^haconf: messages cannot be told apart any more: .*\n$/);
  });

  it('a message in pieces of a byte, and one with a header more, are whole', async () => {
    const { child, send, until } = start();
    for (const byte of Buffer.from(initialize(1))) child.stdin.write(Buffer.from([byte]));
    await until('"id":1,');
    send(request(2, 'textDocument/hover').replace('\r\n', '\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n'));
    await until('"id":2,');
  });

  it('a message that never comes whole costs nothing', async () => {
    const { child, send } = start();
    send(initialize(1).replace(/\d+/, '999999999'));
    send('a'.repeat(100_000));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(child.exitCode).toBeNull();
  });

  it('the server ends with its client: when the stream ends, and when the process is gone', async () => {
    const one = start();
    one.send(initialize(1));
    await one.until('"id":1,');
    one.child.stdin.end();
    expect(await one.ended).toBe(1);
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const other = start();
    other.send(initialize(1, { processId: pid, rootUri: null, capabilities: {} }));
    expect(await other.ended).toBe(1);
  });
});

describe.skipIf(process.platform === 'win32')('files that are none', () => {
  it('pipes, devices, folders and files of the kernel in the place of configurations hold nobody up', { timeout: 20_000 }, async () => {
    const root = path.join(folder, 'odd');
    for (const name of ['a', 'b/haproxy.cfg', 'c/keepalived.conf', 'd']) mkdirSync(path.join(root, name), { recursive: true });
    const pipes = ['a/haproxy.cfg', 'a/keepalived.conf', 'pipe.sh', 'x.cfg'];
    for (const name of pipes) expect(spawnSync('mkfifo', [path.join(root, name)]).status).toBe(0);
    symlinkSync('/dev/zero', path.join(root, 'd/haproxy.cfg'));
    symlinkSync('/proc/kmsg', path.join(root, 'd/keepalived.conf'));
    writeFileSync(path.join(root, 'real.cfg'), 'backend there\n    mode tcp\n');
    const names = [...pipes, 'b/haproxy.cfg', 'd/haproxy.cfg', 'd/keepalived.conf', '/proc/kmsg', '/dev/tty', '/dev/zero', '/dev/stdin', '/proc/self/fd/0', '/proc/self/mem', '*/keepalived.conf'];
    const client = await startClient(server, { folders: [pathToFileURL(root).href], capabilities: { textDocument: { diagnostic: {} } } });
    const vip = pathToFileURL(path.join(root, 'keepalived.conf')).href;
    const lb = pathToFileURL(path.join(root, 'haproxy.cfg')).href;
    await client.open(vip, names.map((name) => `include ${name}\nvrrp_script s {\n    script "${name}"\n}\n`).join(''), 'keepalived');
    await client.open(lb, names.map((name) => `backend b\n    errorfile 503 ${name}\n    http-request deny if { src -f ${name} }\n`).join(''));
    for (const uri of [vip, lb]) {
      const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
      for (const what of ['diagnostic', 'documentLink', 'codeAction', 'definition', 'completion', 'hover'])
        await client.connection.sendRequest(`textDocument/${what}`, { textDocument: { uri }, position: { line: 1, character: 20 }, range, context: { diagnostics: [] } });
    }
    const symbols = await client.connection.sendRequest<{ name: string }[]>('workspace/symbol', { query: 'there' });
    expect(symbols.map(({ name }) => name)).toEqual(['there']);
    const report = await client.connection.sendRequest<{ items: { uri: string }[] }>('workspace/diagnostic', { previousResultIds: [] });
    expect(report.items.map(({ uri }) => path.basename(uri))).toEqual(['real.cfg']);
    expect(client.logs).toEqual([]);
    await client.close();
  });
});
