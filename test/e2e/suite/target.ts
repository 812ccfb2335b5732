// The release that a file is checked for: the setting of its folder, a comment in the file, the status item's command.
import * as assert from 'node:assert';
import * as vscode from 'vscode';
import { diagnosticsWith, open, ruleOf, until, withSetting } from './support';

const messages = (uri: vscode.Uri) => vscode.languages.getDiagnostics(uri).map((diagnostic) => diagnostic.message);

describe('the target', () => {
  it('comes from the setting, and a change is seen at once', async () => {
    const { document } = await open('target/haproxy/recommended.cfg');
    await withSetting('haproxy.target', '1.8', async () => {
      const refused = await until('1.8 refuses lines', () => {
        const found = vscode.languages.getDiagnostics(document.uri).filter((diagnostic) => diagnostic.severity === vscode.DiagnosticSeverity.Error);
        return found.length > 0 && found;
      });
      assert.deepStrictEqual([...new Set(refused.map((diagnostic) => diagnostic.range.start.line + 1))], [2, 29, 30]);
    });
    await withSetting('haproxy.target', 'ubuntu-22.04', () => until('2.4 accepts it', () => messages(document.uri).length === 0));
  });

  it('a comment in the file goes first', async () => {
    const { document } = await open('target/haproxy/comment.cfg');
    await withSetting('haproxy.target', '3.2', async () => {
      const found = await diagnosticsWith(document.uri, undefined);
      assert.ok(found.some((diagnostic) => /1\.8/.test(diagnostic.message)));
    });
  });

  it('a rule is switched off by its id', async () => {
    const { document } = await open('kubeadm-ha/haproxy-2.0/node3/haproxy.cfg');
    const rule = 'overridden-health-check';
    await diagnosticsWith(document.uri, rule);
    await withSetting('rules', { [rule]: 'off' }, () => until('gone', () => !vscode.languages.getDiagnostics(document.uri).some((diagnostic) => ruleOf(diagnostic) === rule)));
    await diagnosticsWith(document.uri, rule);
  });

  it('the command offers releases, distributions and images', async () => {
    await open('target/haproxy/recommended.cfg');
    const picked = vscode.commands.executeCommand('haconf.selectTarget');
    await new Promise((resolve) => setTimeout(resolve, 500));
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await picked;
  });
});
