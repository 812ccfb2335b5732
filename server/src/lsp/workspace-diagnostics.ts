// Problems of the files of the workspace that are not open, for clients that ask for them. An answer is held back until there is something new.
import type { CancellationToken, Connection, Diagnostic, WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver';
import { detectLanguage } from '../detect';
import type { Subject } from '../features/subject';
import type { OpenFile, Services } from '../service';
import type { SettingsCache } from './settings';
import type { WorkspaceFile } from './symbol-index';

export interface WorkspaceDiagnostics {
  /** Files, settings, folders or trust changed: what was told may no longer hold. */
  changed(): void;
}

export interface WorkspaceDiagnosticsNeeds {
  readonly connection: Connection;
  files(): AsyncIterable<WorkspaceFile>;
  readonly services: Services;
  settings(): SettingsCache;
  isOpen(uri: string): boolean;
  shown(subject: Subject, file: OpenFile): Diagnostic[];
  pause(): Promise<void>;
  onCrash(what: string, error: unknown): void;
}

/** A short number that changes with a text. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** Registers the answer to `workspace/diagnostic`. */
export function answerWorkspaceDiagnostics(needs: WorkspaceDiagnosticsNeeds): WorkspaceDiagnostics {
  let round = 0;
  let told = -1;
  let waiting: (() => void)[] = [];
  const changedOrCancelled = (token: CancellationToken) =>
    new Promise<void>((resolve) => {
      waiting.push(resolve);
      token.onCancellationRequested(() => resolve());
    });
  needs.connection.languages.diagnostics.onWorkspace(async (params, token): Promise<WorkspaceDiagnosticReport> => {
    if (told === round && params.previousResultIds.length > 0) await changedOrCancelled(token);
    const now = round;
    const known = new Map(params.previousResultIds.map((one) => [one.uri, one.value]));
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    for await (const file of needs.files()) {
      if (token.isCancellationRequested) break;
      try {
        const item = needs.isOpen(file.uri) ? undefined : await report(file, known.get(file.uri), now, needs);
        if (item) items.push(item);
        if (item) known.delete(file.uri);
      } catch (error) {
        needs.onCrash('workspace diagnostics', error);
      }
      await needs.pause();
    }
    if (token.isCancellationRequested) return { items: [] };
    // Files that are gone, or no longer ours, have no problems.
    for (const uri of known.keys()) if (!needs.isOpen(uri)) items.push({ kind: 'full', uri, version: null, items: [] });
    told = now;
    return { items };
  });
  return {
    changed() {
      round++;
      const resolve = waiting;
      waiting = [];
      for (const one of resolve) one();
    },
  };
}

/** The report of one file; undefined when it is none of ours or is not to be checked. */
async function report(file: WorkspaceFile, previous: string | undefined, round: number, { services, settings, shown }: WorkspaceDiagnosticsNeeds): Promise<WorkspaceDocumentDiagnosticReport | undefined> {
  const chosen = await settings().of(file.uri);
  if (!chosen.features.checkWorkspace) return undefined;
  const text = await file.read();
  const language = detectLanguage(file.path, text);
  if (!language) return undefined;
  const resultId = `${round} ${text.length} ${hash(text)}`;
  if (previous === resultId) return { kind: 'unchanged', uri: file.uri, version: null, resultId };
  const opened = services[language].open(text, file.path, chosen[language]);
  const subject = opened.subject(file.uri);
  return subject && { kind: 'full', uri: file.uri, version: null, resultId, items: shown(subject, opened) };
}
