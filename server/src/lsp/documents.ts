// The open documents: each is opened by the service once per version and settings, and forgotten when it changes.
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { OpenFile, Services } from '../service';
import type { LanguageId } from '../targets';
import type { DocumentSettings, SettingsCache } from './settings';

export interface OpenDocument {
  readonly document: TextDocument;
  readonly version: number;
  readonly settings: DocumentSettings;
  readonly file: OpenFile;
}

export interface Documents {
  /** Opens a document in its present version; undefined for documents of other languages and closed ones. */
  open(uri: string): Promise<OpenDocument | undefined>;
  forget(uri?: string): void;
}

/** The file system path of a `file:` address; undefined for all others. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file://')) return undefined;
  try {
    const path = decodeURIComponent(new URL(uri).pathname);
    return /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path;
  } catch {
    return undefined;
  }
}

/** Whether a language is one of ours. */
export function isOurs(language: string): language is LanguageId {
  return language === 'haproxy' || language === 'keepalived';
}

export function documentsOf(get: (uri: string) => TextDocument | undefined, services: Services, settings: SettingsCache): Documents {
  const opened = new Map<string, OpenDocument>();
  return {
    async open(uri) {
      const chosen = await settings.of(uri);
      const document = get(uri);
      if (!document || !isOurs(document.languageId)) return undefined;
      const known = opened.get(uri);
      if (known && known.version === document.version && known.settings === chosen && known.document.languageId === document.languageId) return known;
      const service = services[document.languageId];
      const next = { document, version: document.version, settings: chosen, file: service.open(document.getText(), pathOf(uri) ?? uri, chosen[document.languageId]) };
      opened.set(uri, next);
      return next;
    },
    forget(uri) {
      if (uri === undefined) opened.clear();
      else opened.delete(uri);
    },
  };
}
