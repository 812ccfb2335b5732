// The one tree shape of both languages: statements of words, some with a body. Knows no keyword.
import type { FindingId } from './finding-ids';
import type { LineStarts } from './line-starts';
import { firstIndex } from './search';
import type { Span } from './span';

/** How a problem weighs: error = the selected release refuses it; see docs/ARCHITECTURE.md. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** One word of a statement. Its span is relative to the statement's start, so equal lines can share everything that was computed of them. */
export interface Word extends Span {
  /** The word as the daemon sees it: quotes and escapes resolved, variables replaced where the environment is known. */
  readonly text: string;
  /** Something was quoted or escaped, so that `text` and the source differ. */
  readonly quoted: boolean;
  /** Holds a variable whose value is unknown: every check of its value is to be skipped. */
  readonly opaque: boolean;
  /** Stands for any number of words: a list whose value is unknown. `opaque` too. */
  readonly spread?: true;
}

/** A problem inside one statement; the span is relative to the statement's start. */
export interface LineProblem extends Span {
  readonly rule: FindingId;
  readonly severity: Severity;
  readonly message: string;
  readonly origin?: 'daemon' | 'advice';
  readonly tag?: 'deprecated' | 'unused';
  readonly fixes?: readonly LineFix[];
}

/** A fix whose edits are relative to the statement's start. */
export interface LineFix {
  readonly title: string;
  readonly safe: boolean;
  /** Takes the whole statement out, with its line. */
  readonly removes?: true;
  readonly edits: readonly (Span & { readonly newText: string })[];
}

/**
 * A keyword and its arguments: an HAProxy line, a Keepalived line. A section header or a block owns its `body`.
 * `start` and `line` move when text above changes; all else is fixed for the life of the statement.
 */
export interface Statement {
  /** Offset of the statement's first character (of the first word, or of what stands before it on the line). */
  start: number;
  /** Line of `start`, counted from 0. */
  line: number;
  /** Length of the statement in the source, continuation lines included, comment and line end excluded. */
  readonly length: number;
  readonly words: readonly Word[];
  /** The words as they were written, where they mean just that: nothing is quoted, no variable is replaced. Their offsets count in it. */
  readonly written?: string | undefined;
  /** Problems found while the words were read (quotes, escapes, braces ...). */
  readonly problems: readonly LineProblem[];
  /** Span of the trailing comment, relative to `start`; the statement's own length does not include it. */
  readonly comment?: Span;
  readonly parent?: Statement;
  body?: Statement[];
  /** Where the body ends: offset after its last character (the closing brace of a Keepalived block included), relative to `start`. */
  bodyEnd?: number;
  /** False where a conditional block is known not to be read by the daemon. */
  readonly active?: boolean;
  /** An empty word ended it: `words` holds what stands before that one. */
  readonly cut?: true;
  /** It is not written where it stands: '' when it comes out of a definition, else the file and line it comes from. Its spans are those of what brings it in. */
  readonly elsewhere?: string;
  /** Set in a conditional block of which it is not known whether the daemon reads it. */
  readonly uncertain?: true;
}

/** A parsed text. Every byte is reachable by span: what is in no statement is blank, comment or line end. */
export interface SyntaxTree {
  readonly source: string;
  /** Where each line starts. Lines end at LF only, as both daemons read them. */
  readonly lines: LineStarts;
  /** Top-level statements in order of the text. */
  readonly statements: readonly Statement[];
  /** Comments in order of the text, as offsets. */
  readonly comments: readonly Span[];
  /** The comments around an offset, at least those of its line; absent: not told apart. */
  readonly commentsNear?: (offset: number) => readonly Span[];
  /** Those that speak to haconf; absent: not told apart. */
  readonly marked?: readonly Span[];
  /** Problems that belong to no statement, with spans as offsets. */
  readonly problems: readonly LineProblem[];
}

/** Whether a word is the first one of a statement. Of plain lines the text tells, without making objects of their words. */
export function beginsWith(statement: Statement, word: string): boolean {
  const { written } = statement;
  if (written === undefined) return statement.words[0]?.text === word;
  return written.startsWith(word) && (written.length === word.length || written.charCodeAt(word.length) === 32 || written.charCodeAt(word.length) === 13);
}

/** The text of a word of a statement; undefined behind the last. For those who ask for one word only: of plain lines no objects are made. */
export function wordText(statement: Statement, at: number): string | undefined {
  const { written } = statement;
  if (written === undefined) return statement.words[at]?.text;
  let start = 0;
  for (let i = 0; i < at; i++) {
    start = written.indexOf(' ', start);
    if (start < 0) return undefined;
    while (written.charCodeAt(start) === 32) start++;
  }
  const space = written.indexOf(' ', start);
  const end = space >= 0 ? space : written.charCodeAt(written.length - 1) === 13 ? written.length - 1 : written.length;
  return end > start ? written.slice(start, end) : undefined;
}

/** Whether a statement holds a word of which the value is not known. */
export function hasUnknownWord(statement: Statement): boolean {
  return statement.written === undefined && statement.words.some((word) => word.opaque);
}

/** The text of a word of a statement, where there is one and its value is known. */
export function knownText(statement: Statement, at: number): string | undefined {
  return statement.written === undefined && statement.words[at]?.opaque ? undefined : wordText(statement, at);
}

/** The absolute span of something whose span is relative to a statement. */
export function absolute(statement: Statement, span: Span): Span {
  return { start: statement.start + span.start, end: statement.start + span.end };
}

/** Visits statements and their bodies, parents first. */
export function* walk(statements: readonly Statement[]): Generator<Statement> {
  for (const statement of statements) {
    yield statement;
    if (statement.body) yield* walk(statement.body);
  }
}

/** The statements that lie between two offsets, or reach into what is there; blocks that end above are passed over as a whole. */
export function* between(statements: readonly Statement[], from: number, to: number): Generator<Statement> {
  const first = firstIndex(statements.length, (i) => i + 1 >= statements.length || (statements[i + 1] as Statement).start >= from);
  for (let i = first; i < statements.length; i++) {
    const statement = statements[i] as Statement;
    if (statement.start > to) return;
    if (statement.start + statement.length >= from) yield statement;
    if (statement.body) yield* between(statement.body, from, to);
  }
}
