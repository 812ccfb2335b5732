// The language server as the editor sees it: diagnostics while typing, completion, hover, and life after its death.
import * as assert from 'node:assert';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { diagnosticsWith, open, ruleOf, serverProcesses, until } from './support';

describe('editing', () => {
  it('a mistake shows while it is typed and goes when it is undone', async () => {
    const editor = await open('editing/haproxy/edit.cfg');
    const { document } = editor;
    const line = document.getText().split('\n').indexOf('    balance roundrobin');
    await editor.edit((edit) => edit.insert(new vscode.Position(line, 4), 'x'));
    const found = await diagnosticsWith(document.uri, 'unknown-keyword');
    assert.strictEqual(document.getText(found[0]?.range), 'xbalance');
    await editor.edit((edit) => edit.delete(new vscode.Range(line, 4, line, 5)));
    await until('clean again', () => vscode.languages.getDiagnostics(document.uri).length === 0);
  });

  it('problems stay while one types on', async () => {
    const editor = await open('editing/haproxy/edit.cfg');
    const { document } = editor;
    const line = document.getText().split('\n').indexOf('    balance roundrobin');
    await editor.edit((edit) => edit.insert(new vscode.Position(line, 4), 'x'));
    await diagnosticsWith(document.uri, 'unknown-keyword');
    let gone = 0;
    const watched = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some((uri) => uri.toString() === document.uri.toString()) && vscode.languages.getDiagnostics(document.uri).length === 0) gone++;
    });
    for (let i = 0; i < 40; i++) {
      await editor.edit((edit) => edit.insert(new vscode.Position(line, 5), 'y'));
      await new Promise((resolve) => setTimeout(resolve, 5 * (i % 8)));
    }
    await until('the last version is checked', () => vscode.languages.getDiagnostics(document.uri).some((one) => document.getText(one.range).length === 48));
    watched.dispose();
    assert.strictEqual(gone, 0);
    await editor.edit((edit) => edit.delete(new vscode.Range(line, 4, line, 45)));
    await until('clean again', () => vscode.languages.getDiagnostics(document.uri).length === 0);
  });

  it('completion offers keywords and snippets', async () => {
    const editor = await open('editing/haproxy/edit.cfg');
    const line = editor.document.lineCount - 1;
    await editor.edit((edit) => edit.insert(new vscode.Position(line, 0), '    bal'));
    const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', editor.document.uri, new vscode.Position(line, 7));
    const labels = list.items.map((item) => (typeof item.label === 'string' ? item.label : item.label.label));
    assert.ok(labels.includes('balance'), labels.slice(0, 20).join(', '));
    await editor.edit((edit) => edit.delete(new vscode.Range(line, 0, line, 7)));
  });

  it('hover tells what a keyword does', async () => {
    const { document } = await open('editing/haproxy/edit.cfg');
    const line = document.getText().split('\n').indexOf('    balance roundrobin');
    const hovers = await until('a hover', async () => {
      const found = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, new vscode.Position(line, 6));
      return found.length > 0 && found;
    });
    const text = hovers
      .flatMap((hover) => hover.contents)
      .map((content) => (typeof content === 'string' ? content : content.value))
      .join('\n');
    assert.match(text, /balance/);
  });
});

describe('the server', () => {
  it('can be started again and checks what is open', async () => {
    const { document } = await open('kubeadm-ha/haproxy-2.0/node3/haproxy.cfg');
    await diagnosticsWith(document.uri, undefined);
    await vscode.commands.executeCommand('haconf.restartServer');
    await diagnosticsWith(document.uri, 'overridden-health-check');
  });

  it('comes back when it is killed, and knows what is open', async function () {
    if (process.platform === 'win32') return this.skip();
    const other = await open('kubeadm-ha/haproxy-2.0/node3/haproxy.cfg');
    await diagnosticsWith(other.document.uri, 'overridden-health-check');
    const editor = await open('editing/haproxy/edit.cfg');
    const { document } = editor;
    const line = document.getText().split('\n').indexOf('    balance roundrobin');
    const pid = await until('a server runs', () => serverProcesses()[0]);
    process.kill(pid, 'SIGKILL');
    await until('another server', () => serverProcesses().some((other) => other !== pid));
    await editor.edit((edit) => edit.insert(new vscode.Position(line, 4), 'x'));
    const found = await diagnosticsWith(document.uri, 'unknown-keyword');
    assert.ok(found.some((diagnostic) => ruleOf(diagnostic) === 'unknown-keyword' && document.getText(diagnostic.range) === 'xbalance'));
    await editor.edit((edit) => edit.delete(new vscode.Range(line, 4, line, 5)));
    // A document that nobody touched since was opened in the new server too.
    await diagnosticsWith(other.document.uri, 'overridden-health-check');
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', other.document.uri);
    assert.ok(symbols.length > 0);
  });

  it('the client is loaded within 30 ms', function () {
    const extension = vscode.extensions.getExtension('haconf.haconf');
    assert.ok(extension?.isActive);
    const bundle = path.join(extension.extensionPath, 'dist/client.cjs');
    const load = createRequire(bundle);
    const times = Array.from({ length: 5 }, () => {
      delete load.cache[bundle];
      const { user } = process.cpuUsage();
      load(bundle);
      return (process.cpuUsage().user - user) / 1000;
    }).sort((a, b) => a - b);
    if (this.test) this.test.title += ` (${times.map((time) => time.toFixed(1)).join(', ')})`;
    assert.ok((times[2] as number) <= 30);
  });
});
