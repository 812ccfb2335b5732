// Settings of a document, asked of the client for its folder and kept until they change.
import { type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver';
import type { Settings } from '../service';

/** Which of the features that can be switched off are on. */
export interface FeatureSettings {
  readonly inlayHints: { readonly units: boolean; readonly inherited: boolean; readonly defaults: boolean };
  readonly codeLens: boolean;
  /** Files of the workspace that are not open are checked too. */
  readonly checkWorkspace: boolean;
  /** What formatting does with the blanks between words. */
  readonly gaps: 'keep' | 'single' | 'columns';
}

/** The section `haconf` as the user may have written it. */
interface Configuration {
  readonly haproxy?: { readonly target?: unknown } | null;
  readonly keepalived?: { readonly target?: unknown } | null;
  readonly rules?: unknown;
  readonly checkWorkspace?: unknown;
  readonly inlayHints?: { readonly units?: unknown; readonly inherited?: unknown; readonly defaults?: unknown } | null;
  readonly codeLens?: { readonly references?: unknown } | null;
  readonly format?: { readonly gaps?: unknown } | null;
}

/** Settings of one document for both languages. */
export interface DocumentSettings {
  readonly haproxy: Settings;
  readonly keepalived: Settings;
  readonly features: FeatureSettings;
}

const severities: ReadonlySet<unknown> = new Set(['error', 'warning', 'information', 'hint', 'off', 'default']);

/** Reads what the client answered: anything that is not of the right kind counts as not set. */
export function readConfiguration(answer: unknown): DocumentSettings {
  const configuration: Configuration = answer !== null && typeof answer === 'object' ? answer : {};
  const given = configuration.rules;
  const rules: Record<string, NonNullable<Settings['rules']>[string]> = {};
  if (given !== null && typeof given === 'object') for (const [id, severity] of Object.entries(given)) if (severities.has(severity)) rules[id] = severity;
  const target = (value: unknown) => (typeof value === 'string' ? value : '');
  const gaps = configuration.format?.gaps;
  const features: FeatureSettings = {
    inlayHints: { units: configuration.inlayHints?.units !== false, inherited: configuration.inlayHints?.inherited !== false, defaults: configuration.inlayHints?.defaults !== false },
    checkWorkspace: configuration.checkWorkspace !== false,
    codeLens: configuration.codeLens?.references !== false,
    gaps: gaps === 'single' || gaps === 'columns' ? gaps : 'keep',
  };
  return { features, haproxy: { target: target(configuration.haproxy?.target), rules }, keepalived: { target: target(configuration.keepalived?.target), rules } };
}

export interface SettingsCache {
  of(uri: string): Promise<DocumentSettings>;
  forget(uri?: string): void;
}

/** Asks for the settings of each document once (`workspace/configuration`); without that request those of the last notification or `initial` hold for all. */
export function settingsCache(connection: Connection, pulls: boolean, initial: unknown): SettingsCache & { changed(answer: unknown): void } {
  const known = new Map<string, Promise<DocumentSettings>>();
  let common = readConfiguration(initial);
  return {
    of(uri) {
      if (!pulls) return Promise.resolve(common);
      let settings = known.get(uri);
      if (!settings) {
        settings = connection.workspace.getConfiguration({ scopeUri: uri, section: 'haconf' }).then(readConfiguration, () => common);
        known.set(uri, settings);
      }
      return settings;
    },
    forget(uri) {
      if (uri === undefined) known.clear();
      else known.delete(uri);
    },
    changed(answer) {
      if (answer !== null && typeof answer === 'object' && 'haconf' in answer) common = readConfiguration((answer as { haconf: unknown }).haconf);
      known.clear();
    },
  };
}

/** Asks the client to tell when settings change. */
export function registerForChanges(connection: Connection): void {
  connection.client.register(DidChangeConfigurationNotification.type, { section: 'haconf' }).then(undefined, () => undefined);
}
