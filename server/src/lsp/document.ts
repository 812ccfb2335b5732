// Open documents as the server keeps them: the library's, but for very large ones.
import type { Position, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { LargeDocument } from './large-document';
import { isLong } from './slices';

/** An open document. */
export interface Document {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  getText(): string;
  /** The offset of a position; one outside of the text is moved to its nearest place. */
  offsetAt(position: Position): number;
}

/** Whether a CR stands right before an offset. */
function isBehindReturn(text: string, offset: number): boolean {
  return text.charCodeAt(offset - 1) === 13;
}

/** Takes in one change. The library's document is made anew where it would count lines wrongly from then on: where a CR comes to stand before an LF, and behind ranges that end outside of the text. */
function changed(document: TextDocument, change: TextDocumentContentChangeEvent, version: number): TextDocument {
  const range = 'range' in change ? change.range : undefined;
  const outside = range !== undefined && Math.max(range.start.line, range.end.line) >= document.lineCount;
  const start = range === undefined ? 0 : Math.min(document.offsetAt(range.start), document.offsetAt(range.end));
  const next = TextDocument.update(document, [change], version);
  const text = next.getText();
  if (!outside && !isBehindReturn(text, start) && !isBehindReturn(text, start + change.text.length)) return next;
  return TextDocument.create(next.uri, next.languageId, version, text);
}

/** How the library's store of documents makes and changes them. */
export const documentKind = {
  create: (uri: string, languageId: string, version: number, text: string): Document => (isLong(text) ? new LargeDocument(uri, languageId, version, text) : TextDocument.create(uri, languageId, version, text)),
  update(document: Document, changes: readonly TextDocumentContentChangeEvent[], version: number): Document {
    if (!(document instanceof LargeDocument)) return changes.reduce((now, change) => changed(now, change, version), document as TextDocument);
    document.update(changes, version);
    return document;
  },
};
