import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeAction, CompletionItem, CompletionList, Hover } from 'vscode-languageserver-protocol';
import { buildServer, startClient } from '../../support/server';

const folder = mkdtempSync(path.join(tmpdir(), 'haconf-lsp-'));
const server = path.join(folder, 'server.cjs');
const uri = pathToFileURL(path.join(folder, 'haproxy.cfg')).href;
const text = 'defaults\n    mdoe http\n    timeout connect 5s\n';

beforeAll(() => buildServer(server));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('server', () => {
  it('sends diagnostics on open and on change, and takes them back on close', async () => {
    const client = await startClient(server);
    await client.open(uri, text);
    const first = await client.published(uri);
    expect(first).toMatchObject({ version: 1, diagnostics: [{ code: 'unknown-keyword', severity: 1, source: 'haconf', range: { start: { line: 1, character: 4 }, end: { line: 1, character: 8 } } }] });
    await client.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ range: { start: { line: 1, character: 4 }, end: { line: 1, character: 8 } }, text: 'mode' }] });
    expect(await client.published(uri)).toEqual({ uri, version: 2, diagnostics: [] });
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    expect(await client.published(uri)).toEqual({ uri, diagnostics: [] });
    expect(await client.close()).toBe(0);
  });

  it('answers those who ask for diagnostics', async () => {
    const client = await startClient(server, { capabilities: { textDocument: { diagnostic: {} } } });
    expect(client.result.capabilities.diagnosticProvider).toBeDefined();
    await client.open(uri, text);
    const report = await client.connection.sendRequest<{ kind: string; items: unknown[] }>('textDocument/diagnostic', { textDocument: { uri } });
    expect(report).toMatchObject({ kind: 'full', items: [{ code: 'unknown-keyword' }] });
    await client.close();
  });

  it('takes target and severities from the settings of the folder', async () => {
    const rules = { 'deprecated-keyword': 'off' };
    const client = await startClient(server, { configuration: (scope) => (scope === uri ? { haproxy: { target: 'rhel 8' }, rules } : { haproxy: { target: '2.8' } }) });
    const other = uri.replace('haproxy.cfg', 'other.cfg');
    const old = 'defaults\n    contimeout 5s\n';
    await client.open(uri, old);
    await client.open(other, old);
    expect((await client.published(uri)).diagnostics).toEqual([]);
    expect((await client.published(other)).diagnostics).toMatchObject([{ code: 'removed-keyword' }]);
    const targets = await client.connection.sendRequest<{ choices: unknown[] }>('haconf/targets', { uri });
    expect(targets).toMatchObject({ language: 'haproxy', current: { origin: 'setting', targets: [{ name: '1.8', written: 'rhel 8' }] } });
    expect(targets.choices.length).toBeGreaterThan(30);
    await client.close();
  });

  it('tells of a target in the settings that it does not know', async () => {
    const client = await startClient(server, { configuration: () => ({ haproxy: { target: '9.9' } }) });
    await client.open(uri, 'global\n    daemon\n');
    expect((await client.published(uri)).diagnostics).toMatchObject([{ code: 'unknown-target', severity: 2, range: { start: { line: 0, character: 0 } }, message: expect.stringContaining('checked for 3.2') }]);
    await client.close();
  });

  it('offers fixes, completes and explains', async () => {
    const client = await startClient(server, { capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } } } } });
    await client.open(uri, text);
    await client.published(uri);
    const range = { start: { line: 1, character: 5 }, end: { line: 1, character: 5 } };
    const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: [] } });
    expect(actions[0]).toMatchObject({ title: 'Replace by `mode`', kind: 'quickfix', isPreferred: true, edit: { changes: { [uri]: [{ newText: 'mode' }] } } });
    const list = await client.connection.sendRequest<CompletionList>('textDocument/completion', { textDocument: { uri }, position: { line: 2, character: 4 } });
    const item = list.items.find((one) => one.label === 'timeout connect') as CompletionItem;
    expect(item.documentation).toBeUndefined();
    const resolved = await client.connection.sendRequest<CompletionItem>('completionItem/resolve', item);
    expect(JSON.stringify(resolved.documentation)).toContain('timeout connect');
    const hover = await client.connection.sendRequest<Hover>('textDocument/hover', { textDocument: { uri }, position: { line: 2, character: 6 } });
    expect(JSON.stringify(hover.contents)).toContain('timeout connect');
    await client.close();
  });

  it('tells languages apart', async () => {
    const client = await startClient(server);
    const detect = (name: string, source: string) => client.connection.sendRequest('haconf/detect', { name, text: source });
    expect(await detect('/etc/lb.cfg', 'global\n    daemon\ndefaults\n    mode tcp\n    timeout client 5s\n')).toEqual({ language: 'haproxy' });
    expect(await detect('/etc/nginx/nginx.conf', 'http {\n  server {\n    listen 80;\n    location / {\n      root /srv;\n    }\n  }\n}\n')).toEqual({ language: null });
    expect(await detect('/etc/app.cfg', '[global]\nkey = 1\n')).toEqual({ language: null });
    await client.close();
  });

  it('survives what is out of order or out of range', async () => {
    const client = await startClient(server);
    const at = (line: number, character: number) => ({ textDocument: { uri }, position: { line, character } });
    expect(await client.connection.sendRequest('textDocument/hover', at(0, 0))).toBeNull();
    expect(await client.connection.sendRequest('textDocument/completion', at(0, 0))).toBeNull();
    await client.open(uri, text);
    for (const [line, character] of [
      [0, 999],
      [999, 0],
      [3, 0],
      [2, 22],
    ] as const)
      await client.connection.sendRequest('textDocument/hover', at(line, character));
    await client.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: 9 }, contentChanges: [{ text: '' }] });
    expect(await client.connection.sendRequest('textDocument/hover', at(1, 5))).toBeNull();
    const cancelled = client.connection.sendRequest('textDocument/hover', at(0, 0));
    await client.open('untitled:Untitled-1', 'frontend f\n  bind :80\n');
    await client.published('untitled:Untitled-1');
    await cancelled;
    expect(client.logs).toEqual([]);
    await client.close();
  });

  it('finds the names that files of the workspace define', async () => {
    const root = path.join(folder, 'workspace');
    mkdirSync(path.join(root, 'node1'), { recursive: true });
    mkdirSync(path.join(root, 'node_modules'), { recursive: true });
    for (const name of ['node1/haproxy.cfg', 'node_modules/haproxy.cfg']) writeFileSync(path.join(root, name), `backend from-${name.split('/')[0]}\n    mode tcp\n`);
    writeFileSync(path.join(root, 'nginx.conf'), 'http {\n}\n');
    const client = await startClient(server, { folders: [pathToFileURL(root).href] });
    const search = async (query: string) => (await client.connection.sendRequest<{ name: string; location: { uri: string } }[]>('workspace/symbol', { query })).map((symbol) => symbol.name);
    expect(await search('from')).toEqual(['from-node1']);
    await client.open(pathToFileURL(path.join(root, 'node1/haproxy.cfg')).href, 'backend newer\n    mode tcp\n');
    expect(await search('')).toEqual(['newer']);
    await client.close();
  });

  it('checks the files of the workspace that are not open, and again when they change', async () => {
    const root = path.join(folder, 'closed');
    mkdirSync(root, { recursive: true });
    const [first, second] = ['haproxy.cfg', 'other/haproxy.cfg'].map((name) => path.join(root, name)) as [string, string];
    mkdirSync(path.dirname(second));
    for (const file of [first, second]) writeFileSync(file, text);
    writeFileSync(path.join(root, 'nginx.conf'), 'http {\n}\n');
    const client = await startClient(server, { capabilities: { textDocument: { diagnostic: {} } }, folders: [pathToFileURL(root).href] });
    expect(client.result.capabilities.diagnosticProvider).toMatchObject({ workspaceDiagnostics: true });
    await client.open(pathToFileURL(second).href, text);
    type Report = { items: { uri: string; kind: string; resultId?: string; items?: { code: string }[] }[] };
    const ask = (previousResultIds: { uri: string; value: string }[]) => client.connection.sendRequest<Report>('workspace/diagnostic', { previousResultIds });
    const told = (report: Report) => report.items.map((one) => [path.basename(path.dirname(one.uri)), one.kind, one.items?.map((problem) => problem.code)]);
    const before = await ask([]);
    expect(told(before)).toEqual([['closed', 'full', ['unknown-keyword']]]);
    const held = ask(before.items.map((one) => ({ uri: one.uri, value: one.resultId ?? '' })));
    writeFileSync(first, text.replace('mdoe', 'mode'));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [] });
    expect(told(await held)).toEqual([['closed', 'full', []]]);
    const last = ask([{ uri: pathToFileURL(first).href, value: 'x' }]);
    rmSync(first);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: pathToFileURL(second).href } });
    expect(told(await last)).toEqual([
      ['other', 'full', ['unknown-keyword']],
      ['closed', 'full', []],
    ]);
    await client.close();
  });

  it('follows names through included files, wherever they lie', async () => {
    const root = path.join(folder, 'included');
    const texts: Record<string, string> = {
      'site/keepalived.conf': 'include ../parts/*.conf\ninclude ../scripts/checks.conf\n',
      'parts/vip.conf': 'vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 51\n    priority 100\n    virtual_ipaddress {\n        192.0.2.100\n    }\n    track_script {\n        probe\n    }\n}\n',
      'scripts/checks.conf': 'vrrp_script probe {\n    script /bin/true\n}\ninclude more/deep.conf\n',
      'scripts/more/deep.conf': 'vrrp_script deeper {\n    script /bin/true\n}\n',
      'other/keepalived.conf': 'vrrp_script probe {\n    script /bin/false\n}\n',
    };
    for (const [name, source] of Object.entries(texts)) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), source);
    }
    const at = (name: string) => pathToFileURL(path.join(root, name)).href;
    const client = await startClient(server, { folders: [pathToFileURL(root).href] });
    // The walk over the workspace finds who includes whom.
    await client.connection.sendRequest('workspace/symbol', { query: '' });
    await client.open(at('parts/vip.conf'), texts['parts/vip.conf'] as string, 'keepalived');
    expect((await client.published(at('parts/vip.conf'))).diagnostics).toEqual([]);
    const place = { textDocument: { uri: at('parts/vip.conf') }, position: { line: 8, character: 9 } };
    type Place = { uri: string; range: { start: { line: number } } };
    const short = (places: readonly Place[]) => places.map(({ uri, range }) => `${uri.slice(at('').length + 1)} ${range.start.line}`);
    expect(short(await client.connection.sendRequest<Place[]>('textDocument/definition', place))).toEqual(['scripts/checks.conf 0']);
    expect(short(await client.connection.sendRequest<Place[]>('textDocument/references', { ...place, context: { includeDeclaration: true } })).sort()).toEqual(['parts/vip.conf 8', 'scripts/checks.conf 0']);
    const edit = await client.connection.sendRequest<{ changes: Record<string, unknown[]> }>('textDocument/rename', { ...place, newName: 'alive' });
    expect(
      Object.keys(edit.changes)
        .map((uri) => uri.slice(at('').length + 1))
        .sort(),
    ).toEqual(['parts/vip.conf', 'scripts/checks.conf']);
    await expect(client.connection.sendRequest('textDocument/rename', { ...place, newName: 'deeper' })).rejects.toThrow('`deeper` is the name of another vrrp_script');
    const list = await client.connection.sendRequest<CompletionList>('textDocument/completion', place);
    expect(list.items.map((item) => item.label)).toEqual(expect.arrayContaining(['probe', 'deeper']));
    await client.close();
  });

  it('reads nothing outside of an untrusted workspace', async () => {
    const { workspaceFiles } = await import('../../../server/src/lsp/files');
    mkdirSync(path.join(folder, 'inside'));
    writeFileSync(path.join(folder, 'inside', 'check.sh'), 'in');
    writeFileSync(path.join(folder, 'outside.sh'), 'out');
    const beside = path.join(folder, 'inside', 'keepalived.conf');
    const inside = pathToFileURL(path.join(folder, 'inside')).href;
    const untrusted = workspaceFiles(
      () => [inside],
      () => false,
    );
    expect([untrusted('check.sh', beside), untrusted('../outside.sh', beside), untrusted('/etc/hostname', beside), untrusted('.', beside), untrusted('none', beside)]).toEqual(['in', undefined, undefined, undefined, undefined]);
    expect(
      workspaceFiles(
        () => [inside],
        () => true,
      )('../outside.sh', beside),
    ).toBe('out');
  });
});
