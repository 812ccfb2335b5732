// Each feature of the editor, once, through VS Code's own commands. Their details are tested without an editor.
import * as assert from 'node:assert';
import * as vscode from 'vscode';
import { open, until, workspaceFile } from './support';

const file = 'editing/haproxy/features.cfg';
const run = <T>(command: string, ...args: unknown[]) => vscode.commands.executeCommand<T>(command, ...args);

/** Opens the file and gives the position of the n-th occurrence of a text, some characters in. */
async function at(text: string, into = 1, nth = 0): Promise<{ document: vscode.TextDocument; uri: vscode.Uri; position: vscode.Position }> {
  const { document } = await open(file);
  let offset = -1;
  for (let i = 0; i <= nth; i++) offset = document.getText().indexOf(text, offset + 1);
  assert.ok(offset >= 0, text);
  return { document, uri: document.uri, position: document.positionAt(offset + into) };
}
/** Asks again until the server, which may just have started, has an answer. */
const answer = <T extends object>(what: string, ask: () => Thenable<T | undefined>) =>
  until(what, async () => {
    const found = await ask();
    return found && (!Array.isArray(found) || found.length > 0) ? found : undefined;
  });

describe('features', () => {
  it('definition of a backend', async () => {
    const { document, uri, position } = await at('default_backend masters', 18);
    const found = await answer('a definition', () => run<(vscode.Location | vscode.LocationLink)[]>('vscode.executeDefinitionProvider', uri, position));
    const place = found[0] as vscode.Location | vscode.LocationLink;
    const range = 'range' in place ? place.range : place.targetRange;
    assert.match(document.lineAt(range.start.line).text, /^backend masters/);
  });

  it('references of a backend', async () => {
    const { uri, position } = await at('backend masters', 10, 1);
    const found = await answer('references', () => run<vscode.Location[]>('vscode.executeReferenceProvider', uri, position));
    assert.ok(found.length >= 2);
  });

  it('highlights of a name', async () => {
    const { uri, position } = await at('default_backend masters', 18);
    const found = await answer('highlights', () => run<vscode.DocumentHighlight[]>('vscode.executeDocumentHighlights', uri, position));
    assert.ok(found.length >= 2);
  });

  it('rename of a backend and what names it', async () => {
    const { uri, position } = await at('default_backend masters', 18);
    const edit = await answer('an edit', () => run<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', uri, position, 'control-plane'));
    assert.strictEqual(edit.get(uri).length, 2);
    assert.ok(edit.get(uri).every((one) => one.newText === 'control-plane'));
  });

  it('outline', async () => {
    const { uri } = await at('frontend api');
    const symbols = await answer('symbols', () => run<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', uri));
    assert.ok(symbols.some((symbol) => symbol.name.includes('masters')));
  });

  it('folding of sections', async () => {
    const { uri } = await at('frontend api');
    const folds = await answer('folds', () => run<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', uri));
    assert.ok(folds.length >= 3);
  });

  it('growing selections', async () => {
    const { uri, position } = await at('192.168.1.10', 3);
    const [selection] = await answer('selections', () => run<vscode.SelectionRange[]>('vscode.executeSelectionRangeProvider', uri, [position]));
    assert.ok(selection?.parent);
  });

  it('signature of a line', async () => {
    const { uri, position } = await at('balance roundrobin', 8);
    const help = await answer('a signature', () => run<vscode.SignatureHelp>('vscode.executeSignatureHelpProvider', uri, position, ' '));
    assert.match(help.signatures[0]?.label ?? '', /balance/);
  });

  it('formatting keeps the words', async () => {
    const { document, uri } = await at('frontend api');
    const edits = await answer('edits', () => run<vscode.TextEdit[]>('vscode.executeFormatDocumentProvider', uri, { tabSize: 4, insertSpaces: true }));
    const words = document.getText().split(/\s+/);
    const edit = new vscode.WorkspaceEdit();
    edit.set(uri, edits);
    await vscode.workspace.applyEdit(edit);
    assert.deepStrictEqual(document.getText().split(/\s+/), words);
    assert.match(document.getText(), /^ {4}mode tcp$/m);
    await vscode.commands.executeCommand('undo');
  });

  it('semantic tokens', async () => {
    const { uri } = await at('frontend api');
    const tokens = await answer('tokens', () => run<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens', uri));
    assert.ok(tokens.data.length > 20);
  });

  it('hints of units', async () => {
    const { document, uri } = await at('timeout connect 5000');
    const hints = await answer('hints', () => run<vscode.InlayHint[]>('vscode.executeInlayHintProvider', uri, new vscode.Range(0, 0, document.lineCount, 0)));
    assert.ok(hints.some((hint) => String(hint.label).includes('ms')));
  });

  it('a count of uses above sections, which can be opened', async () => {
    const { uri } = await at('frontend api');
    const lenses = await answer('lenses', () => run<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 20));
    const lens = lenses.find((one) => one.command?.command === 'haconf.showReferences');
    assert.ok(lens?.command, 'a lens with a command');
    await vscode.commands.executeCommand(lens.command.command, ...(lens.command.arguments ?? []));
    await vscode.commands.executeCommand('closeReferenceSearch');
  });

  it('links to files', async () => {
    const { uri } = await at('frontend api');
    const links = await answer('links', () => run<vscode.DocumentLink[]>('vscode.executeLinkProvider', uri, 20));
    assert.ok(links.some((link) => link.target?.path.endsWith('503.http')));
  });

  it('symbols of the workspace', async () => {
    await at('frontend api');
    const symbols = await answer('symbols', () => run<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'masters'));
    assert.ok(symbols.some((symbol) => symbol.location.uri.path === workspaceFile(file).path));
  });

  it('the way of a request as a call hierarchy', async () => {
    const { uri, position } = await at('frontend api', 10);
    const [item] = await answer('an item', () => run<vscode.CallHierarchyItem[]>('vscode.prepareCallHierarchy', uri, position));
    const calls = await answer('calls', () => run<vscode.CallHierarchyOutgoingCall[]>('vscode.provideOutgoingCalls', item));
    assert.ok(calls.some((call) => call.to.name.includes('masters')));
  });

  it('links between the files of a folder, and to a closed file with a problem', async () => {
    const closed = workspaceFile('editing/haproxy/closed/haproxy.cfg');
    const found = await answer('diagnostics of a file that is not open', async () => vscode.languages.getDiagnostics(closed));
    assert.ok(found.some((diagnostic) => diagnostic.severity === vscode.DiagnosticSeverity.Error));
  });
});

const keepalived = 'kubeadm-ha/recommended/node1/keepalived.conf';

/** Opens the file of Keepalived and gives the position of the last occurrence of a text, some characters in. */
async function last(text: string, into = 1): Promise<{ document: vscode.TextDocument; uri: vscode.Uri; position: vscode.Position }> {
  const { document } = await open(keepalived);
  const offset = document.getText().lastIndexOf(text);
  assert.ok(offset >= 0, text);
  return { document, uri: document.uri, position: document.positionAt(offset + into) };
}

describe('features of keepalived.conf', () => {
  const lists: readonly (readonly [what: string, command: string, text: string, ...args: unknown[]])[] = [
    ['a definition', 'vscode.executeDefinitionProvider', 'check_apiserver'],
    ['references', 'vscode.executeReferenceProvider', 'check_apiserver'],
    ['highlights', 'vscode.executeDocumentHighlights', 'check_apiserver'],
    ['a hover', 'vscode.executeHoverProvider', 'advert_int'],
    ['a call hierarchy', 'vscode.prepareCallHierarchy', 'VI_1'],
  ];
  for (const [what, command, text] of lists) {
    it(what, async () => {
      const { uri, position } = await last(text);
      assert.ok((await answer(what, () => run<object[]>(command, uri, position))).length > 0);
    });
  }

  const whole: readonly (readonly [what: string, command: string, ...args: unknown[]])[] = [
    ['an outline', 'vscode.executeDocumentSymbolProvider'],
    ['folds', 'vscode.executeFoldingRangeProvider'],
    ['hints', 'vscode.executeInlayHintProvider', new vscode.Range(0, 0, 100, 0)],
    ['lenses', 'vscode.executeCodeLensProvider', 20],
  ];
  for (const [what, command, ...args] of whole) {
    it(what, async () => {
      const { uri } = await last('VI_1');
      assert.ok((await answer(what, () => run<object[]>(command, uri, ...args))).length > 0);
    });
  }

  it('proposals', async () => {
    const { uri, position } = await last('advert_int', 3);
    const list = await answer('proposals', () => run<vscode.CompletionList>('vscode.executeCompletionItemProvider', uri, position));
    assert.ok(list.items.some((item) => (typeof item.label === 'string' ? item.label : item.label.label) === 'advert_int'));
  });

  it('a signature', async () => {
    const { uri, position } = await last('advert_int 1', 11);
    const help = await answer('a signature', () => run<vscode.SignatureHelp>('vscode.executeSignatureHelpProvider', uri, position, ' '));
    assert.match(help.signatures[0]?.label ?? '', /advert_int/);
  });

  it('rename', async () => {
    const { uri, position } = await last('check_apiserver');
    const edit = await answer('an edit', () => run<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', uri, position, 'probe'));
    assert.strictEqual(edit.get(uri).length, 2);
  });

  it('selections', async () => {
    const { uri, position } = await last('advert_int');
    const [selection] = await answer('selections', () => run<vscode.SelectionRange[]>('vscode.executeSelectionRangeProvider', uri, [position]));
    assert.ok(selection?.parent);
  });

  it('colours', async () => {
    const { uri } = await last('VI_1');
    const tokens = await answer('tokens', () => run<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens', uri));
    assert.ok(tokens.data.length > 20);
  });

  it('formatting', async () => {
    const { document, uri } = await last('VI_1');
    const edits = (await run<vscode.TextEdit[]>('vscode.executeFormatDocumentProvider', uri, { tabSize: 2, insertSpaces: true })) ?? [];
    assert.ok(edits.length > 0);
    assert.ok(edits.every((edit) => /^\s*$/.test(edit.newText) && /^\s*$/.test(document.getText(edit.range))));
  });
});
