// What the suites share: files of the workspace, waiting for events, diagnostics and fixes as the editor gives them.
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';

/** A file of the workspace that the run made from examples/ and test/e2e/workspace. */
export function workspaceFile(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('no folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Opens a file in an editor. */
export async function open(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(workspaceFile(name)), { preview: false });
}

/** Waits until something holds, asked again at every change of diagnostics or documents and ten times a second; fails after 20 s. */
export async function until<T>(what: string, holds: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    const found = await holds();
    if (found) return found;
    await new Promise<void>((resolve) => {
      const changes = [vscode.languages.onDidChangeDiagnostics(() => done()), vscode.workspace.onDidOpenTextDocument(() => done())];
      const timer = setTimeout(() => done(), 100);
      const done = () => {
        clearTimeout(timer);
        for (const change of changes) change.dispose();
        resolve();
      };
    });
  }
  throw new Error(`waited in vain: ${what}`);
}

/** The id of the rule behind a diagnostic. */
export function ruleOf(diagnostic: vscode.Diagnostic): string {
  const code = diagnostic.code;
  return String(typeof code === 'object' ? code.value : code);
}

/** The diagnostics of a document once there is one of a rule; with `undefined` once there is any. */
export function diagnosticsWith(uri: vscode.Uri, rule: string | undefined): Promise<vscode.Diagnostic[]> {
  return until(`diagnostics of ${rule ?? 'any rule'} in ${uri.path}`, () => {
    const found = vscode.languages.getDiagnostics(uri);
    return found.some((diagnostic) => rule === undefined || ruleOf(diagnostic) === rule) && found;
  });
}

/**
 * The diagnostics of a document once none came in for a second: right after an edit those of the version before may still arrive, and their ranges then
 * mean other lines, until those of the new version follow.
 */
export async function settled(uri: vscode.Uri): Promise<vscode.Diagnostic[]> {
  for (let quiet = false; !quiet; ) {
    quiet = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => done(true), 1000);
      const watched = vscode.languages.onDidChangeDiagnostics(({ uris }) => uris.some((one) => one.toString() === uri.toString()) && done(false));
      const done = (nothing: boolean) => {
        clearTimeout(timer);
        watched.dispose();
        resolve(nothing);
      };
    });
  }
  return vscode.languages.getDiagnostics(uri);
}

/** The code actions at a range. */
export async function actionsAt(uri: vscode.Uri, range: vscode.Range, kind?: string): Promise<vscode.CodeAction[]> {
  return (await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range, kind, 100)) ?? [];
}

/** Applies a code action: its edit, then its command. */
export async function applyAction(action: vscode.CodeAction): Promise<void> {
  if (action.edit && !(await vscode.workspace.applyEdit(action.edit))) throw new Error(`the edit of "${action.title}" was not applied`);
  if (action.command) await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
}

/** Does something while a setting of haconf has a value. */
export async function withSetting(name: string, value: unknown, work: () => Promise<unknown>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('haconf');
  const before = configuration.inspect(name)?.workspaceFolderValue ?? configuration.inspect(name)?.workspaceValue;
  await configuration.update(name, value, vscode.ConfigurationTarget.Workspace);
  try {
    await work();
  } finally {
    await vscode.workspace.getConfiguration('haconf').update(name, before, vscode.ConfigurationTarget.Workspace);
  }
}

/** Ids of the language servers that this extension host started. */
export function serverProcesses(): number[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((row) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row))
    .filter((row) => row !== null && Number(row[2]) === process.pid && row[3]?.includes('server.cjs'))
    .map((row) => Number(row?.[1]));
}
