// Reads fixtures: config texts with marks below their lines, a cursor, and several files in one. Knows the marks, not the languages.
import type { Severity } from '../../server/src/core/tree';

/** A problem that a fixture expects: line counted from 0, columns half-open in UTF-16 units. */
export interface Mark {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly severity: Severity;
  readonly message: string;
}

/** One file of a fixture, without its marks and cursor. */
export interface FixtureFile {
  /** As in the `#- path` line above it; empty for a first file without such a line. */
  readonly path: string;
  readonly text: string;
  readonly marks: readonly Mark[];
  /** Offset of the first `█`. */
  readonly cursor: number | undefined;
}

const fileLine = /^#- (\S+)$/;
const markLine = /^(\s*[#!]\s*)(<?)(\^+)\s+(error|warning|information|hint): (.*)$/;

/**
 * Splits a fixture into its files and takes the marks and the cursor out.
 * A mark stands below the line that it means, under the marked columns: `#   ^^^^ error: message`.
 * A range from column 0 on is written `#<^^^`: everything up to the last caret. An empty range is one caret.
 */
export function parseFixture(source: string): FixtureFile[] {
  const files: FixtureFile[] = [];
  let path = '';
  let lines: string[] = [];
  let marks: Mark[] = [];
  const close = () => {
    const text = lines.join('\n');
    const cursor = text.indexOf('█');
    if (text !== '' || path !== '') files.push({ path, text: text.replaceAll('█', ''), marks, cursor: cursor < 0 ? undefined : cursor });
    lines = [];
    marks = [];
  };
  for (const line of source.split('\n')) {
    const file = fileLine.exec(line);
    if (file) {
      if (lines.length > 0 && lines[lines.length - 1] !== '') lines.push('');
      close();
      path = file[1] as string;
      continue;
    }
    const mark = markLine.exec(line);
    if (!mark) {
      lines.push(line);
      continue;
    }
    if (lines.length === 0) throw new Error(`a mark without a line above it: ${line}`);
    const [, lead = '', fromStart, carets = '', severity, message = ''] = mark;
    const first = lead.length + (fromStart ? 1 : 0);
    marks.push({ line: lines.length - 1, start: fromStart ? 0 : first, end: first + carets.length, severity: severity as Severity, message });
  }
  close();
  return files;
}

/** The inverse of `parseFixture` for one text: puts marks below their lines, so that a comparison shows what differs and where. */
export function renderMarks(text: string, marks: readonly Mark[]): string {
  const byLine = new Map<number, Mark[]>();
  for (const mark of marks) byLine.set(mark.line, [...(byLine.get(mark.line) ?? []), mark]);
  return text
    .split('\n')
    .flatMap((line, i) => [line, ...(byLine.get(i) ?? []).sort((a, b) => a.start - b.start || a.end - b.end || a.message.localeCompare(b.message)).map(renderMark)])
    .join('\n');
}

function renderMark(mark: Mark): string {
  const end = Math.max(mark.end, mark.start + 1);
  const lead = mark.start === 0 ? `#<${'^'.repeat(Math.max(end - 2, 1))}` : `#${' '.repeat(mark.start - 1)}${'^'.repeat(end - mark.start)}`;
  return `${lead} ${mark.severity}: ${mark.message}`;
}

/** A fenced block of a page. */
export interface Fence {
  /** Line of the opening fence in the page, counted from 1. */
  readonly line: number;
  readonly language: string;
  /** Words behind the language: `fixed`, and `name=value` pairs. */
  readonly flags: ReadonlySet<string>;
  readonly options: Readonly<Record<string, string>>;
  readonly text: string;
}

/** The fenced blocks of a Markdown page, in order. Their text ends with a line feed unless the fence says `no-final-newline`. */
export function fences(page: string): Fence[] {
  const found: Fence[] = [];
  const lines = page.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const open = /^```([\w-]+)(.*)$/.exec(lines[i] as string);
    if (!open) continue;
    const line = i + 1;
    const body: string[] = [];
    for (i++; i < lines.length && lines[i] !== '```'; i++) body.push(lines[i] as string);
    if (i === lines.length) throw new Error(`the fence of line ${line} is not closed`);
    const words = (open[2] ?? '').trim().split(/\s+/).filter(Boolean);
    const flags = new Set(words.filter((word) => !word.includes('=')));
    const options = Object.fromEntries(words.filter((word) => word.includes('=')).map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]));
    found.push({ line, language: open[1] as string, flags, options, text: body.join('\n') + (flags.has('no-final-newline') ? '' : '\n') });
  }
  return found;
}
