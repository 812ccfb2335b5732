// The open documents: each is opened by the service once per version and settings, with what the version before hands over.

import type { OpenFile, Services, Settings } from '../service';
import type { LanguageId } from '../targets';
import type { Document } from './document';
import type { DocumentSettings, SettingsCache } from './settings';
import { inSlices, isLong } from './slices';

export interface OpenDocument {
  readonly document: Document;
  readonly version: number;
  readonly settings: DocumentSettings;
  /** Opened as a part of another file. */
  readonly part: boolean;
  readonly file: OpenFile;
}

export interface Documents {
  /** Opens a document in its present version; undefined for documents of other languages and closed ones. */
  open(uri: string): Promise<OpenDocument | undefined>;
  /** Whether a document was opened as a part of another file. */
  isPart(uri: string): boolean;
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

/** A document of one of our languages. */
type OurDocument = Document & { readonly languageId: LanguageId };

function isOurDocument(document: Document): document is OurDocument {
  return isOurs(document.languageId);
}

const ofParts = new WeakMap<Settings, Settings>();

/** The settings of a part, the same for the same ones. */
function forPart(settings: Settings): Settings {
  let own = ofParts.get(settings);
  if (!own) ofParts.set(settings, (own = { ...settings, fragment: true }));
  return own;
}

export function documentsOf(get: (uri: string) => Document | undefined, services: Services, settings: SettingsCache, isPart: (document: Document) => boolean, expect: (length: number, all: number) => void = () => undefined): Documents {
  const opened = new Map<string, OpenDocument>();
  /** The last version of each document, also when its work was given up: what is done of it is handed over. */
  const last = new Map<string, OpenDocument>();
  /** Long texts that are worked on; undefined comes of it when they changed meanwhile. */
  const underWay = new Map<string, Promise<OpenDocument | undefined>>();
  // The text is compared too: a client may forget to count. Where it is the same one, that costs nothing.
  const isCurrent = ({ document, version, settings: chosen, file }: OpenDocument, now: Document, wanted: DocumentSettings) =>
    version === now.version && chosen === wanted && document.languageId === now.languageId && file.source === now.getText();

  /** Announces a text that is about to be worked on, and how much is open with it. */
  const announce = (uri: string, { length }: string) => {
    let all = length;
    for (const [other, { file }] of last) if (other !== uri) all += file.source.length;
    expect(length, all);
  };

  const begin = (document: OurDocument, chosen: DocumentSettings): OpenDocument => {
    const { uri, version, languageId } = document;
    const older = last.get(uri);
    const before = older && older.settings === chosen && older.document.languageId === languageId ? older.file : undefined;
    const part = isPart(document);
    const own = part ? forPart(chosen[languageId]) : chosen[languageId];
    const next: OpenDocument = { document, version, settings: chosen, part, file: services[languageId].open(document.getText(), pathOf(uri) ?? uri, own, before) };
    last.set(uri, next);
    return next;
  };

  /** Works on a long text in slices; undefined when it changed meanwhile. */
  const beginLong = async (document: OurDocument, chosen: DocumentSettings): Promise<OpenDocument | undefined> => {
    const { uri, version } = document;
    let next: OpenDocument | undefined;
    function* steps(): Generator<void> {
      // Who asks for something small meanwhile is answered first.
      yield;
      const text = document.getText();
      announce(uri, text);
      // The engine puts a text that came in pieces together when it is looked at, which takes a while of its own.
      text.charCodeAt(0);
      yield;
      next = begin(document, chosen);
      yield;
      yield* next.file.prepare();
    }
    return (await inSlices(steps(), () => get(uri) === document && document.version === version)) ? next : undefined;
  };

  const open = async (uri: string): Promise<OpenDocument | undefined> => {
    const chosen = await settings.of(uri);
    const document = get(uri);
    if (!document || !isOurDocument(document)) return undefined;
    const known = opened.get(uri);
    if (known && isCurrent(known, document, chosen)) return known;
    const other = underWay.get(uri);
    if (other) {
      const done = await other;
      return done && isCurrent(done, document, chosen) ? done : open(uri);
    }
    let next: OpenDocument | undefined;
    if (isLong(document.getText())) {
      const ready = beginLong(document, chosen).finally(() => underWay.delete(uri));
      underWay.set(uri, ready);
      next = await ready;
      if (!next) return open(uri);
    } else {
      if (!last.has(uri)) announce(uri, document.getText());
      next = begin(document, chosen);
    }
    opened.set(uri, next);
    return next;
  };
  return {
    open,
    isPart: (uri) => opened.get(uri)?.part === true,
    forget(uri) {
      for (const kept of [opened, last]) {
        if (uri === undefined) kept.clear();
        else kept.delete(uri);
      }
    },
  };
}
