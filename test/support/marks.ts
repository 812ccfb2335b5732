// Marks of positions in a text, each with a feature and what it answers there: `#   ^ hover: 30 minutes` below a line. A caret behind the end of its line is a cursor behind as many blanks.
import type { DocumentSymbol, SelectionRange } from 'vscode-languageserver-types';
import { lintModel } from '../../server/src/core/lint';
import type { Problem } from '../../server/src/core/problem';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../server/src/features/call-hierarchy';
import { codeActions } from '../../server/src/features/code-actions';
import { codeLenses } from '../../server/src/features/code-lens';
import { completion } from '../../server/src/features/completion';
import { foldingRanges } from '../../server/src/features/folding';
import { format } from '../../server/src/features/formatting';
import { hover } from '../../server/src/features/hover';
import { inlayHints } from '../../server/src/features/inlay-hints';
import { linkedEditing } from '../../server/src/features/linked-editing';
import { documentLinks } from '../../server/src/features/links';
import { definition, highlights, references } from '../../server/src/features/navigation';
import { prepareRename, rename } from '../../server/src/features/rename';
import { selectionRange } from '../../server/src/features/selection';
import { signatureHelp } from '../../server/src/features/signature';
import type { Subject } from '../../server/src/features/subject';
import { documentSymbols, flatSymbols } from '../../server/src/features/symbols';
import { edited, open } from './features';
import { coloursOf } from './structure';

export interface PlaceMark {
  /** Line of the mark in the fixture, counted from 0. */
  readonly at: number;
  /** Line of the text that it means, and the column of the cursor. */
  readonly line: number;
  readonly column: number;
  readonly feature: string;
  readonly argument: string;
  readonly wanted: string;
}

const shape = /^([#!]\s*)\^ ([a-z]+)(?: ([^:]*))?: ?(.*)$/;

/** Splits a fixture into its text and its marks. */
export function placeMarks(fixture: string): { text: string; marks: PlaceMark[] } {
  const lines: string[] = [];
  const marks: PlaceMark[] = [];
  fixture.split('\n').forEach((line, at) => {
    const mark = shape.exec(line);
    if (mark) marks.push({ at, line: lines.length - 1, column: (mark[1] as string).length, feature: mark[2] as string, argument: mark[3] ?? '', wanted: mark[4] as string });
    else lines.push(line);
  });
  return { text: lines.join('\n'), marks };
}

/** The text with blanks up to the cursor of a mark, opened. */
export function openMark(text: string, mark: PlaceMark, language: 'haproxy' | 'keepalived', target?: string): { subject: Subject; offset: number } {
  const lines = text.split('\n');
  const line = (lines[mark.line] as string).padEnd(mark.column, ' ');
  lines[mark.line] = `${line.slice(0, mark.column)}█${line.slice(mark.column)}`;
  return open(lines.join('\n'), language, target);
}

/** What a feature answers at an offset, as one line; for `hover` and `complete` only whether it says what is wanted. */
export function answerAt(subject: Subject, offset: number, { feature, argument, wanted }: PlaceMark): string {
  const source = subject.model.tree.source;
  const lineOf = (range: { start: { line: number } }) => (source.split('\n')[range.start.line] ?? '').trim();
  const lines = (list: readonly { range: { start: { line: number } } }[]) => list.map(({ range }) => lineOf(range)).join(' | ') || '-';
  switch (feature) {
    case 'complete': {
      const labels = new Set(completion(subject, offset).items.map((item) => item.label));
      return wanted
        .split(' ')
        .map((word) => (word.startsWith('!') ? (labels.has(word.slice(1)) ? word.slice(1) : word) : labels.has(word) ? word : `(${word})`))
        .join(' ');
    }
    case 'hover': {
      const contents = hover(subject, offset)?.contents;
      const said = contents && typeof contents === 'object' && 'value' in contents ? contents.value.replace(/\s+/g, ' ') : '-';
      return said.includes(wanted) ? wanted : said;
    }
    case 'signature': {
      const help = signatureHelp(subject, offset);
      const signature = help?.signatures[help.activeSignature ?? 0];
      const active = signature?.parameters?.[signature.activeParameter ?? 0]?.label;
      return signature ? (Array.isArray(active) ? `${signature.label.slice(0, active[0])}*${signature.label.slice(...active)}*${signature.label.slice(active[1])}` : signature.label) : '-';
    }
    case 'definition':
      return lines(definition(subject, offset));
    case 'references':
      return lines(references(subject, offset, true));
    case 'highlight':
      return (
        highlights(subject, offset)
          .map((one) => `${['', 'text', 'read', 'write'][one.kind ?? 1]} ${lineOf(one.range)}`)
          .join(' | ') || '-'
      );
    case 'prepare': {
      const found = prepareRename(subject, offset);
      return 'refused' in found ? found.refused : found.placeholder;
    }
    case 'rename': {
      const found = rename(subject, offset, argument);
      return 'refused' in found ? found.refused : String(Object.values(found.changes ?? {}).flat().length);
    }
    case 'select': {
      const texts: string[] = [];
      for (let at: SelectionRange | undefined = selectionRange(subject, offset); at && texts.length < 3; at = at.parent) texts.push(source.slice(subject.offset(at.range.start), subject.offset(at.range.end)).split('\n')[0] as string);
      return texts.join(' < ');
    }
    case 'calls':
    case 'callers': {
      const [item] = prepareCallHierarchy(subject, offset);
      if (!item) return '-';
      const found = feature === 'calls' ? outgoingCalls(subject, item).map((call) => `${call.to.name} ${call.fromRanges.length}`) : incomingCalls(subject, item).map((call) => `${call.from.name} ${call.fromRanges.length}`);
      return `${item.name}: ${found.join(', ') || '-'}`;
    }
    case 'linked':
      return (
        linkedEditing(subject, offset)
          ?.ranges.map(({ start }) => start.line + 1)
          .join(' ') ?? '-'
      );
    default:
      return answerOfWhole(subject, offset, feature, argument);
  }
}

/** What a feature of the whole text says about the place or line of an offset. */
function answerOfWhole(subject: Subject, offset: number, feature: string, argument: string): string {
  const { source } = subject.model.tree;
  const position = subject.position(offset);
  const onLine = <T>(list: readonly T[], lineOf: (one: T) => number, shown: (one: T) => string) =>
    list
      .filter((one) => lineOf(one) === position.line)
      .map(shown)
      .join(' | ') || '-';
  switch (feature) {
    case 'outline': {
      const path: string[] = [];
      for (let level: readonly DocumentSymbol[] | undefined = documentSymbols(subject); level; ) {
        const inner: DocumentSymbol | undefined = level.find(({ range }) => subject.offset(range.start) <= offset && offset <= subject.offset(range.end));
        if (inner) path.push(`${inner.name}${inner.detail ? ` (${inner.detail})` : ''}`);
        level = inner?.children;
      }
      return path.join(' > ') || '-';
    }
    case 'fold':
      return onLine(
        foldingRanges(subject),
        (one) => one.startLine,
        (one) => `${one.kind ?? 'block'} of ${one.endLine - one.startLine + 1}`,
      );
    case 'link':
      return onLine(
        documentLinks(subject, (name) => name),
        (one) => one.range.start.line,
        (one) => one.target ?? '',
      );
    case 'hint':
      return onLine(
        inlayHints(subject, { start: 0, end: source.length }, {}),
        (one) => one.position.line,
        (one) => String(one.label),
      );
    case 'lens':
      return onLine(
        codeLenses(subject),
        (one) => one.range.start.line,
        (one) => one.command?.title ?? '',
      );
    case 'symbol':
      return (
        flatSymbols(subject, argument)
          .map((one) => one.name)
          .join(' ') || '-'
      );
    case 'token':
      return coloursOf(subject).find(({ line, start, end }) => line === position.line && start <= position.character && position.character < end)?.type ?? '-';
    case 'format': {
      const line = { start: { line: position.line, character: 0 }, end: { line: position.line + 1, character: 0 } };
      const after = edited(subject, format(subject, { tabSize: 4, insertSpaces: true, gaps: 'single' }, line));
      return JSON.stringify(after.split('\n')[position.line]);
    }
    case 'action':
    case 'problem': {
      const file = openedOf(subject);
      if (feature === 'problem')
        return (
          file
            .filter((one) => one.start <= offset && offset <= Math.max(one.end, one.start + 1))
            .map((one) => `${one.severity} ${one.rule}`)
            .join(' | ') || '-'
        );
      return (
        codeActions(subject, file, { range: { start: position, end: position } })
          .map((one) => one.title)
          .join(' | ') || '-'
      );
    }
    default:
      throw new Error(`no feature ${feature}`);
  }
}

/** The problems of the text of a subject. */
function openedOf(subject: Subject): readonly Problem[] {
  return lintModel(subject.language, subject.model);
}
