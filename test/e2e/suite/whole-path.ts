// The main job on real input: open the old file, see what is wrong, fix it with the editor's own quick fixes, save it, show it to the real haproxy.
import * as assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { actionsAt, applyAction, diagnosticsWith, open, ruleOf, settled, until } from './support';

const haproxy = [...(process.env.PATH ?? '').split(':').map((folder) => `${folder}/haproxy`), '/usr/sbin/haproxy'].find((file) => existsSync(file));

/** The preferred quick fix at a diagnostic: what Ctrl+. and Enter apply. */
async function fixOf(uri: vscode.Uri, diagnostic: vscode.Diagnostic): Promise<vscode.CodeAction | undefined> {
  return (await actionsAt(uri, diagnostic.range, 'quickfix')).find((action) => action.isPreferred);
}

/** Applies preferred fixes, one after the other, until no diagnostic has one. Returns the titles. */
async function fixEverything(document: vscode.TextDocument): Promise<string[]> {
  const titles: string[] = [];
  for (let round = 0; round < 80; round++) {
    const diagnostics = await settled(document.uri);
    let fix: vscode.CodeAction | undefined;
    for (const diagnostic of diagnostics) if (!fix) fix = await fixOf(document.uri, diagnostic);
    if (!fix) return titles;
    const { title } = fix;
    const before = JSON.stringify(diagnostics);
    const version = document.version;
    await applyAction(fix);
    assert.ok(document.version > version, `"${title}" changed nothing`);
    titles.push(title);
    await until(`diagnostics after "${title}"`, () => JSON.stringify(vscode.languages.getDiagnostics(document.uri)) !== before);
  }
  throw new Error(`fixing does not end: ${titles.join('; ')}`);
}

describe('the old kubeadm files', () => {
  it('haproxy-2.0: shows that /healthz is never asked', async () => {
    const { document } = await open('kubeadm-ha/haproxy-2.0/node1/haproxy.cfg');
    const diagnostics = await diagnosticsWith(document.uri, 'overridden-health-check');
    const found = diagnostics.find((diagnostic) => ruleOf(diagnostic) === 'overridden-health-check');
    assert.strictEqual(document.getText(found?.range), 'option httpchk GET /healthz');
    assert.strictEqual(found?.source, 'haconf');
  });

  for (const [era, first] of [
    ['haproxy-2.0', 'overridden-health-check'],
    ['haproxy-1.8', 'api-server-shallow-check'],
    ['haproxy-1.5', undefined],
  ] as const) {
    it(`${era}: quick fixes alone make a file that the real haproxy accepts without a warning`, async function () {
      const { document } = await open(`kubeadm-ha/${era}/node1/haproxy.cfg`);
      await diagnosticsWith(document.uri, first);
      const comments = document.getText().match(/#.*/g);
      const titles = await fixEverything(document);
      assert.ok(titles.length > 0);
      assert.ok(await document.save());
      const saved = readFileSync(document.uri.fsPath, 'utf8');
      assert.match(saved, /http-check send meth GET uri \/healthz/);
      assert.deepStrictEqual(saved.match(/#.*/g), comments, 'comments are kept');
      if (!haproxy) return this.skip();
      const said = spawnSync(haproxy, ['-c', '-f', document.uri.fsPath], { encoding: 'utf8' });
      assert.deepStrictEqual(
        `${said.stdout}${said.stderr}`.split('\n').filter((line) => /WARNING|ALERT/.test(line)),
        [],
      );
      assert.strictEqual(said.status, 0);
    });
  }

  it('recommended: nothing to say', async () => {
    const { document } = await open('kubeadm-ha/recommended/node1/haproxy.cfg');
    // Another file of the folder shows that the server has been here.
    const other = await open('kubeadm-ha/haproxy-2.0/node2/haproxy.cfg');
    await diagnosticsWith(other.document.uri, undefined);
    assert.deepStrictEqual(
      vscode.languages.getDiagnostics(document.uri).map((diagnostic) => diagnostic.message),
      [],
    );
  });

  it('fix all: one action of the file repairs what is safe to repair', async () => {
    const { document } = await open('kubeadm-ha/haproxy-1.5/node3/haproxy.cfg');
    await diagnosticsWith(document.uri, undefined);
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const [all] = await actionsAt(document.uri, whole, 'source.fixAll');
    assert.ok(all, 'offered');
    await applyAction(all);
    assert.match(document.getText(), /timeout connect/);
    assert.doesNotMatch(document.getText(), /contimeout/);
  });
});
