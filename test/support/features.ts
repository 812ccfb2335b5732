// Opens a text with a cursor for tests of the editor's features.
import type { CompletionItem, TextEdit } from 'vscode-languageserver-types';
import { completion } from '../../server/src/features/completion';
import { hover } from '../../server/src/features/hover';
import { signatureHelp } from '../../server/src/features/signature';
import type { Subject } from '../../server/src/features/subject';
import { applyEdits } from '../../server/src/fixing';
import { languages } from '../../server/src/languages';
import { createLanguageService, type OpenFile } from '../../server/src/service';
import type { LanguageId } from '../../server/src/targets';

/** The address under which fixtures are opened. */
export const uri = 'file:///haproxy.cfg';

export interface Opened {
  readonly file: OpenFile;
  readonly subject: Subject;
  /** The text without the cursor. */
  readonly text: string;
  /** Offset of the first `█`, -1 without one. */
  readonly offset: number;
}

const defaultTarget = { haproxy: '2.4', keepalived: '2.2.8' };

/** Opens a fixture whose cursor is `█`. */
export function open(fixture: string, language: LanguageId = 'haproxy', target: string = defaultTarget[language]): Opened {
  const offset = fixture.indexOf('█');
  const text = fixture.replaceAll('█', '');
  const file = createLanguageService(languages[language], undefined).open(text, undefined, { target });
  const subject = file.subject(uri);
  if (!subject) throw new Error(`${language} has no editing features`);
  return { file, subject, text, offset };
}

/** The proposals at the cursor. */
export function complete(fixture: string, language?: LanguageId, target?: string): CompletionItem[] {
  const { subject, offset } = open(fixture, language, target);
  return completion(subject, offset, { snippets: true }).items;
}

/** The labels of the proposals at the cursor, best first. */
export function labels(fixture: string, language?: LanguageId, target?: string): string[] {
  return complete(fixture, language, target)
    .sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1))
    .map((item) => item.label);
}

/** What hover says at the cursor, as one text; empty when it says nothing. */
export function hoverText(fixture: string, language?: LanguageId, target?: string): string {
  const { subject, offset } = open(fixture, language, target);
  const contents = hover(subject, offset)?.contents;
  return contents && typeof contents === 'object' && 'value' in contents ? contents.value : '';
}

/** The active signature at the cursor with its active parameter in `*`; empty without one. */
export function signatureText(fixture: string, language?: LanguageId, target?: string): string {
  const { subject, offset } = open(fixture, language, target);
  const help = signatureHelp(subject, offset);
  const signature = help?.signatures[help.activeSignature ?? 0];
  if (!signature) return '';
  const active = signature.parameters?.[signature.activeParameter ?? help?.activeParameter ?? 0]?.label;
  return Array.isArray(active) ? `${signature.label.slice(0, active[0])}*${signature.label.slice(active[0], active[1])}*${signature.label.slice(active[1])}` : signature.label;
}

/** Applies the editor's edits to the text of a subject. Throws when they overlap. */
export function edited(subject: Subject, edits: readonly TextEdit[]): string {
  const result = applyEdits(
    subject.model.tree.source,
    edits.map((edit) => ({ start: subject.offset(edit.range.start), end: subject.offset(edit.range.end), newText: edit.newText })),
  );
  if (result === undefined) throw new Error(`edits overlap: ${JSON.stringify(edits)}`);
  return result;
}

/** The texts at ranges of a subject, with their lines counted from 1. */
export function at(subject: Subject, ranges: readonly { readonly range: { start: { line: number; character: number }; end: { line: number; character: number } } }[]): string[] {
  return ranges.map(({ range }) => `${range.start.line + 1}: ${subject.model.tree.source.slice(subject.offset(range.start), subject.offset(range.end))}`);
}
