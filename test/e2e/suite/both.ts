// What both languages have, each on files of its own: beyond one text, with settings, and after edits.
import * as assert from 'node:assert';
import * as vscode from 'vscode';
import { actionsAt, applyAction, diagnosticsWith, open, ruleOf, until, withSetting } from './support';

/** Where the features are tried. `name` is defined in one file and used in the other. */
interface Place {
  readonly file: string;
  readonly other: string;
  /** A text of `file` in which a name is used or defined, the name in it, and where it is defined. */
  readonly name: readonly [line: string, name: string];
  readonly definedIn: string;
  /** A line that is indented wrongly. */
  readonly crooked: string;
  /** A line with a mistake, what stands there wrongly, and what the fix makes of it. */
  readonly mistake: readonly [line: string, wrong: string, right: string];
  readonly link: string;
  readonly hinted: string;
  /** A definition with uses in its text, and how often it stands there. */
  readonly linked: readonly [line: string, name: string, count: number];
  readonly calls: readonly [line: string, name: string, to: string];
}

const places: Readonly<Record<string, Place>> = {
  haproxy: {
    file: 'both/haproxy/haproxy.cfg',
    other: 'both/haproxy/conf.d/pools.cfg',
    name: ['use_backend api', 'api'],
    definedIn: 'both/haproxy/conf.d/pools.cfg',
    crooked: '  use_backend',
    mistake: ['    mdoe http\n', 'mdoe', 'mode'],
    link: '503.http',
    hinted: 'timeout connect 5000',
    linked: ['acl is_api', 'is_api', 2],
    calls: ['frontend web', 'web', 'pages'],
  },
  keepalived: {
    file: 'both/keepalived/keepalived.conf',
    other: 'both/keepalived/conf.d/vip.conf',
    name: ['vrrp_script probe', 'probe'],
    definedIn: 'both/keepalived/keepalived.conf',
    crooked: '  fall 3',
    mistake: ['    intrval 3\n', 'intrval', 'interval'],
    link: 'conf.d/vip.conf',
    hinted: 'interval 2',
    linked: ['vrrp_script probe', 'probe', 1],
    calls: ['vrrp_script probe', 'probe', ''],
  },
};

const run = <T>(command: string, ...args: unknown[]) => vscode.commands.executeCommand<T>(command, ...args);
const answer = <T extends object>(what: string, ask: () => Thenable<T | undefined>) =>
  until(what, async () => {
    const found = await ask();
    return found && (!Array.isArray(found) || found.length > 0) ? found : undefined;
  });
const at = (document: vscode.TextDocument, line: string, inner = '', into = 1) => {
  const start = document.getText().indexOf(line);
  assert.ok(start >= 0, line);
  return document.positionAt(start + line.indexOf(inner) + into);
};
const style = { tabSize: 4, insertSpaces: true };

for (const [language, place] of Object.entries(places)) {
  describe(`both languages: ${language}`, () => {
    const opened = async () => (await open(place.file)).document;

    it('names over several files: definition, references, rename', async () => {
      const document = await opened();
      const position = at(document, ...place.name);
      const found = await answer('a definition', () => run<(vscode.Location | vscode.LocationLink)[]>('vscode.executeDefinitionProvider', document.uri, position));
      const first = found[0] as vscode.Location | vscode.LocationLink;
      assert.ok(('uri' in first ? first.uri : first.targetUri).path.endsWith(place.definedIn));
      const references = await until('references in both files', async () => {
        const all = await run<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, position);
        return new Set(all.map(({ uri }) => uri.path)).size === 2 && all;
      });
      assert.ok(references.some(({ uri }) => uri.path.endsWith(place.other)));
      const edit = await run<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, position, 'renamed');
      assert.strictEqual(edit.size, 2);
    });

    it('rename is refused where there is no name', async () => {
      const document = await opened();
      await assert.rejects(async () => run('vscode.prepareRename', document.uri, new vscode.Position(document.lineCount - 1, 0)));
    });

    it('formatting of a range, and while typing', async () => {
      const document = await opened();
      const line = at(document, place.crooked).line;
      const edits = await answer('edits of the range', () => run<vscode.TextEdit[]>('vscode.executeFormatRangeProvider', document.uri, new vscode.Range(line, 0, line, 5), style));
      assert.ok(edits.every((edit) => edit.range.start.line === line));
      const typed = await answer('edits of the line above', () => run<vscode.TextEdit[]>('vscode.executeFormatOnTypeProvider', document.uri, new vscode.Position(line + 1, 0), '\n', style));
      assert.ok(typed.every((edit) => edit.range.start.line === line));
    });

    it('a mistake: link to its page, fix, comment that ignores it', async () => {
      const editor = await open(place.file);
      const { document } = editor;
      const [text, wrong, right] = place.mistake;
      const line = at(document, place.hinted).line;
      await editor.edit((edit) => edit.insert(new vscode.Position(line, 0), text));
      try {
        const found = (await diagnosticsWith(document.uri, 'unknown-keyword')).find((one) => ruleOf(one) === 'unknown-keyword' && document.getText(one.range) === wrong);
        assert.ok(found);
        const { code } = found;
        assert.ok(typeof code === 'object');
        await vscode.workspace.fs.stat(code.target);
        const actions = await until('both actions', async () => {
          const all = await actionsAt(document.uri, found.range, 'quickfix');
          return all.length >= 2 && all;
        });
        assert.ok(actions.some((action) => action.isPreferred && action.title.includes(right)));
        const ignore = actions.find((action) => action.title.startsWith('Ignore'));
        assert.ok(ignore);
        await applyAction(ignore);
        await until('ignored', () => !vscode.languages.getDiagnostics(document.uri).some((one) => ruleOf(one) === 'unknown-keyword'));
      } finally {
        await editor.edit((edit) => edit.delete(new vscode.Range(line, 0, line + 1, 0)));
      }
    });

    it('links to files', async () => {
      const document = await opened();
      const links = await answer('links', () => run<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri, 20));
      assert.ok(links.some((link) => link.target?.path.endsWith(place.link)));
    });

    it('hints, each kind of which can be switched off', async () => {
      const document = await opened();
      const line = at(document, place.hinted).line;
      const hints = () => run<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, new vscode.Range(line, 0, line + 1, 0));
      await until('a unit', async () => (await hints())?.length === 1);
      await withSetting('inlayHints.units', false, () => until('no unit', async () => (await hints())?.length === 0));
      await until('the unit again', async () => (await hints())?.length === 1);
    });

    it('lenses, which can be switched off', async () => {
      await open(place.other);
      const document = await opened();
      const lenses = () => run<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 20);
      await withSetting('codeLens.references', false, () => until('no lens', async () => (await lenses()).every((lens) => lens.command?.command !== 'haconf.showReferences')));
    });

    it('severity of a rule', async () => {
      const editor = await open(place.file);
      const { document } = editor;
      const line = at(document, place.hinted).line;
      await editor.edit((edit) => edit.insert(new vscode.Position(line, 0), place.mistake[0]));
      try {
        await withSetting('rules', { 'unknown-keyword': 'hint' }, () =>
          until('a hint', () => vscode.languages.getDiagnostics(document.uri).some((one) => ruleOf(one) === 'unknown-keyword' && one.severity === vscode.DiagnosticSeverity.Hint)),
        );
      } finally {
        await editor.edit((edit) => edit.delete(new vscode.Range(line, 0, line + 1, 0)));
      }
    });

    it('a target that is not known is told', async () => {
      const document = await opened();
      await withSetting(`${language}.target`, '9.9', () => until('a notice', () => vscode.languages.getDiagnostics(document.uri).some((one) => ruleOf(one) === 'unknown-target' && one.range.start.line === 0)));
      await until('gone', () => !vscode.languages.getDiagnostics(document.uri).some((one) => ruleOf(one) === 'unknown-target'));
    });

    it('documentation of a proposal, when it is looked at', async () => {
      const document = await opened();
      const list = await answer('proposals', () => run<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, at(document, place.hinted, '', 3), undefined, 30));
      assert.ok(list.items.some((item) => item.documentation !== undefined));
    });

    it('colours of a stretch', async () => {
      const document = await opened();
      const tokens = await answer('tokens', () => run<vscode.SemanticTokens>('vscode.provideDocumentRangeSemanticTokens', document.uri, new vscode.Range(0, 0, 5, 0)));
      assert.ok(tokens.data.length >= 5);
    });

    it('symbols of the workspace', async () => {
      await opened();
      const symbols = await answer('symbols', () => run<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', place.linked[1]));
      assert.ok(symbols.length > 0);
    });

    it('who leads here, and where it leads', async () => {
      const document = await opened();
      const [line, name, to] = place.calls;
      const [item] = await answer('an item', () => run<vscode.CallHierarchyItem[]>('vscode.prepareCallHierarchy', document.uri, at(document, line, name)));
      if (to !== '') assert.ok((await answer('calls', () => run<vscode.CallHierarchyOutgoingCall[]>('vscode.provideOutgoingCalls', item))).some((call) => call.to.name === to));
      else assert.ok((await answer('callers', () => run<vscode.CallHierarchyIncomingCall[]>('vscode.provideIncomingCalls', item))).some((call) => call.from.name === 'VI_1'));
    });

    it('what the editor folds, outlines and grows', async () => {
      const document = await opened();
      assert.ok((await answer('folds', () => run<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri))).length >= 2);
      assert.ok((await answer('an outline', () => run<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri))).some((symbol) => symbol.children.length >= 0));
      assert.ok((await answer('highlights', () => run<vscode.DocumentHighlight[]>('vscode.executeDocumentHighlights', document.uri, at(document, place.linked[0], place.linked[1])))).length === place.linked[2]);
    });
  });
}

describe('linked editing', () => {
  it('changes the uses of an ACL while its name is typed over', async () => {
    const editor = await open(places.haproxy?.file as string);
    const { document } = editor;
    const before = document.getText();
    const place = at(document, 'acl is_', 'is_', 3);
    const configuration = vscode.workspace.getConfiguration('editor');
    await configuration.update('linkedEditing', true, vscode.ConfigurationTarget.Global);
    try {
      // The editor asks for the places in the background, and changes the other ones a moment after the first.
      await until('both places', async () => {
        editor.selection = new vscode.Selection(place.translate(0, 1), place.translate(0, 1));
        editor.selection = new vscode.Selection(place, place);
        await new Promise((resolve) => setTimeout(resolve, 500));
        await run('type', { text: 'x' });
        await new Promise((resolve) => setTimeout(resolve, 500));
        if (document.getText().split('is_x').length === 3) return true;
        await run('undo');
        return false;
      });
    } finally {
      await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, document.lineCount, 0), before));
      await configuration.update('linkedEditing', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
