// Files are recognised by name and by content, and the files of others are left alone.
import * as assert from 'node:assert';
import * as vscode from 'vscode';
import { open, until, workspaceFile } from './support';

describe('file detection', () => {
  for (const [file, language] of [
    ['kubeadm-ha/haproxy-2.0/node1/haproxy.cfg', 'haproxy'],
    ['kubeadm-ha/haproxy-2.0/node1/keepalived.conf', 'keepalived'],
    ['names/etc/haproxy/conf.d/api.cfg', 'haproxy'],
    ['names/etc/keepalived/vip.conf', 'keepalived'],
    ['names/first-line', 'haproxy'],
  ] as const) {
    it(`${file} is ${language} by its name or first line`, async () => {
      const { document } = await open(file);
      assert.strictEqual(document.languageId, language);
    });
  }
  for (const [file, language] of [
    ['content/balancer.cfg', 'haproxy'],
    ['content/address.conf', 'keepalived'],
  ] as const) {
    it(`${file} is ${language} by what stands in it`, async () => {
      await open(file);
      await until(`${file} becomes ${language}`, () => vscode.workspace.textDocuments.some((document) => document.uri.fsPath === workspaceFile(file).fsPath && document.languageId === language));
    });
  }
  for (const file of ['content/others/setup.cfg', 'content/others/nginx.conf', 'content/others/app.properties', 'content/others/ansible.cfg', 'content/others/grub.cfg']) {
    it(`${file} is left alone`, async () => {
      await open('content/balancer.cfg');
      const before = (await open(file)).document.languageId;
      await new Promise((resolve) => setTimeout(resolve, 500));
      const now = vscode.workspace.textDocuments.find((document) => document.uri.fsPath === workspaceFile(file).fsPath);
      assert.strictEqual(now?.languageId, before);
      assert.ok(!['haproxy', 'keepalived'].includes(before));
    });
  }
  it('a language chosen by hand stays', async () => {
    const file = 'content/by-hand.cfg';
    const { document } = await open(file);
    await until('recognised', () => vscode.workspace.textDocuments.some((one) => one.uri.fsPath === document.uri.fsPath && one.languageId === 'haproxy'));
    const recognised = vscode.workspace.textDocuments.find((one) => one.uri.fsPath === document.uri.fsPath) as vscode.TextDocument;
    await vscode.languages.setTextDocumentLanguage(recognised, 'properties');
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.strictEqual(vscode.workspace.textDocuments.find((one) => one.uri.fsPath === document.uri.fsPath)?.languageId, 'properties');
  });
});
