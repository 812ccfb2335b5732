// The status item that shows the release of the active file, and the quick pick that changes it. Knows neither language.
import { ConfigurationTarget, commands, type Disposable, type QuickPickItem, QuickPickItemKind, Range, StatusBarAlignment, type TextEditor, ThemeColor, window, workspace } from 'vscode';
import { type TargetsParams, type TargetsResult, targetsRequest } from '../../server/src/lsp/protocol';
import { languageIds, type Server, titles } from './server';

const kindTitles = { release: 'Releases', distribution: 'Distributions', image: 'Images', default: 'Default' } as const;

/** Shows the item for files of our languages and registers the command behind it. */
export function showTarget(server: Server): Disposable[] {
  const item = window.createStatusBarItem('haconf.target', StatusBarAlignment.Right, 95);
  item.name = 'haconf target';
  item.command = 'haconf.selectTarget';
  let round = 0;
  const refresh = async () => {
    const mine = ++round;
    const editor = window.activeTextEditor;
    if (!editor || !languageIds.includes(editor.document.languageId)) return item.hide();
    const params: TargetsParams = { uri: editor.document.uri.toString() };
    const result = await server.requestIfRunning<TargetsResult>(targetsRequest, params);
    if (mine !== round) return;
    if (!result) return item.hide();
    item.text = `${result.current.problems.length > 0 ? '$(warning)' : '$(versions)'} ${titles[result.language]} ${result.current.targets.map((target) => target.name).join(', ')}`;
    item.tooltip = tooltip(result);
    item.backgroundColor = result.current.problems.length > 0 ? new ThemeColor('statusBarItem.warningBackground') : undefined;
    item.show();
  };
  let timer: NodeJS.Timeout | undefined;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), 300);
  };
  server.onReady(() => void refresh());
  return [
    item,
    window.onDidChangeActiveTextEditor(() => void refresh()),
    workspace.onDidOpenTextDocument(() => later()),
    workspace.onDidChangeTextDocument((change) => change.document === window.activeTextEditor?.document && later()),
    workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('haconf') && later()),
    commands.registerCommand('haconf.selectTarget', () => selectTarget(server)),
    { dispose: () => clearTimeout(timer) },
  ];
}

function tooltip({ language, current }: TargetsResult): string {
  const written = current.targets.map((target) => (target.written === target.name ? target.name : `${target.written} (${target.version})`)).join(', ');
  const from = { file: 'set by a comment in this file', setting: `set by haconf.${language}.target`, default: 'nothing is set: the default' }[current.origin];
  return [`Checked for ${titles[language]} ${written}: ${from}`, ...current.problems].join('\n');
}

interface Choice extends QuickPickItem {
  readonly setting?: string;
  /** Show the comment in the file that sets the target. */
  readonly reveal?: boolean;
}

/** Lets the user choose among releases, distributions and images, or type another one; writes the setting of the file's folder. */
async function selectTarget(server: Server): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor || !languageIds.includes(editor.document.languageId)) return;
  const params: TargetsParams = { uri: editor.document.uri.toString() };
  const result = await server.request<TargetsResult>(targetsRequest, params);
  if (!result) return;
  const choice = await pick(result);
  if (choice?.reveal) return reveal(editor);
  if (choice?.setting === undefined) return;
  const folder = workspace.getWorkspaceFolder(editor.document.uri);
  await workspace.getConfiguration('haconf', editor.document.uri).update(`${result.language}.target`, choice.setting || undefined, folder ? ConfigurationTarget.WorkspaceFolder : ConfigurationTarget.Global);
}

function pick(result: TargetsResult): Promise<Choice | undefined> {
  const fixed = items(result);
  const quick = window.createQuickPick<Choice>();
  quick.title = `${titles[result.language]}: which release reads this file?`;
  quick.placeholder = 'Choose, or type a release (2.8), a distribution (ubuntu-24.04) or an image with its tag';
  quick.matchOnDescription = true;
  quick.items = fixed;
  quick.onDidChangeValue((value) => {
    const typed = value.trim();
    const known = typed === '' || result.choices.some((choice) => choice.setting === typed);
    quick.items = known ? fixed : [...fixed, { label: `$(edit) ${typed}`, description: 'as typed', alwaysShow: true, setting: typed }];
  });
  return new Promise((resolve) => {
    quick.onDidAccept(() => {
      resolve(quick.selectedItems[0]);
      quick.hide();
    });
    quick.onDidHide(() => {
      resolve(undefined);
      quick.dispose();
    });
    quick.show();
  });
}

function items(result: TargetsResult): Choice[] {
  const list: Choice[] = [];
  const { origin, targets } = result.current;
  if (origin === 'file') list.push({ label: '$(comment) Set by a comment in this file', description: 'it goes before the setting: show it', reveal: true });
  if (origin !== 'default') list.push({ label: '$(discard) Use the default', description: `clears haconf.${result.language}.target`, setting: '' });
  let kind: TargetsResult['choices'][number]['kind'] | undefined;
  for (const choice of result.choices) {
    if (choice.kind !== kind) list.push({ label: kindTitles[choice.kind], kind: QuickPickItemKind.Separator });
    kind = choice.kind;
    const current = targets.some((target) => target.written === choice.setting);
    list.push({ label: current ? `$(check) ${choice.label}` : choice.label, description: choice.description, setting: choice.setting });
  }
  return list;
}

/** Puts the cursor on the comment that sets the target. */
function reveal(editor: TextEditor): void {
  const at = /[#!]\s{0,20}haconf:/.exec(editor.document.getText())?.index ?? 0;
  const place = editor.document.positionAt(at);
  void window.showTextDocument(editor.document, { selection: new Range(place, place) });
}
