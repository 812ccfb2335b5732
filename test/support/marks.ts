// Marks of positions in a text, each with a feature and what it answers there: `#   ^ hover: 30 minutes` below a line. A caret behind the end of its line is a cursor behind as many blanks.
import type { SelectionRange } from 'vscode-languageserver-types';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../server/src/features/call-hierarchy';
import { completion } from '../../server/src/features/completion';
import { hover } from '../../server/src/features/hover';
import { definition, highlights, references } from '../../server/src/features/navigation';
import { prepareRename, rename } from '../../server/src/features/rename';
import { selectionRange } from '../../server/src/features/selection';
import { signatureHelp } from '../../server/src/features/signature';
import type { Subject } from '../../server/src/features/subject';
import { open } from './features';

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
    default:
      throw new Error(`no feature ${feature}`);
  }
}
