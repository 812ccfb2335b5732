// Reads lines into sections as the selected release does, from the start of a text or from a section on. Never fails: what is wrong is noted at the line.
import sectionHeaders from '../../data/haproxy/section-headers.json';
import { GatheredStarts } from '../core/line-starts';
import type { CheckOptions } from '../core/model';
import type { Span } from '../core/span';
import { tight } from '../core/tight';
import type { LineProblem, Word } from '../core/tree';
import { isConditionLine } from './blocks';
import { type Dialect, dialectOf } from './dialect';
import type { Value } from './environment';
import { isNotable } from './host';
import { firstWord, isPlain, lexLine, type Line as ReadLine } from './lexer';
import { byteLength, problemsOf, reportEmpty, scopeProblems, trimmed } from './lexical-problems';
import { Line, Shape } from './line';
import { Section } from './section';
import { applyEnvironment, type ReadingState, type State, setsEnvironment, stateOf } from './state';

/** Words that open a section in any release: also where the selected one does not know it, its lines belong together. */
const headers: ReadonlySet<string> = new Set(sectionHeaders.entries.map((entry) => entry.name));

/** Whether a line with this first word is a section header. */
export function isSectionHeader(word: string): boolean {
  return headers.has(word);
}

/** Where reading begins: offset and number of a line, and what the lines above left behind. */
export interface Beginning {
  readonly from: number;
  readonly line: number;
  readonly entry: ReadingState | undefined;
}

/** What was read: sections, and the offsets of all lines. `stopped`: offset of a header at which reading was told to stop. */
export interface Reading {
  readonly sections: Section[];
  readonly lines: GatheredStarts;
  readonly stopped: number | undefined;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Lines between two pauses of reading that may be interrupted. */
const stride = 500;
/** Texts of lines that are remembered. */
const mostShapes = 200_000;

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** Reads texts for one release; lines of equal text share what is read of them. */
export class LineReader {
  private readonly dialect: Dialect;
  private readonly state: State;
  private readonly shapes = new Map<string, Shape>();
  private source = '';
  private number = 0;
  private section: Section;
  private from = 0;
  /** Where the next line starts. */
  private at = 0;
  private detached = false;
  /** Whether the line just read depends on its number, and whether the daemon reads it. */
  private numbered = false;
  private reading: boolean | undefined = true;
  /** Whether lines of the section may set variables. */
  private sets = false;

  constructor(
    release: number,
    private readonly options: CheckOptions,
  ) {
    this.dialect = dialectOf(release);
    this.state = stateOf(this.dialect, options.environment);
    this.section = new Section(undefined, 0, 0, this.state.save());
  }

  /**
   * Reads from a line on: in steps, between which nothing else may be read. `stop` is asked at each header, with its offset and the state before it.
   * `detached`: nothing that is read keeps the source in memory.
   */
  *read(source: string, { from, line, entry }: Beginning, detached: boolean, stop: (offset: number, entry: ReadingState) => boolean): Generator<void, Reading> {
    if (this.shapes.size > mostShapes) this.shapes.clear();
    if (entry) this.state.restore(entry);
    this.source = source;
    this.from = this.at = from;
    this.number = line;
    this.detached = detached;
    const reading: Mutable<Reading> = { sections: [], lines: new GatheredStarts(), stopped: undefined };
    this.begin(reading.sections, new Section(undefined, from, line, this.state.save()));
    while (this.readOn(reading, stop)) yield;
    this.section.close();
    return reading;
  }

  /** Reads until it is time for a pause; false: all is read. Apart from the generator, as the engine optimises such a loop with less work. */
  private readOn(reading: Mutable<Reading>, stop: (offset: number, entry: ReadingState) => boolean): boolean {
    const { source, state } = this;
    const { sections, lines } = reading;
    for (let left = stride; left > 0; left--) {
      const { at } = this;
      const feed = source.indexOf('\n', at);
      const end = feed < 0 ? source.length : feed;
      if (feed < 0 && at === source.length) {
        lines.add(at);
        return false;
      }
      const read = this.line(at, end);
      if (read && this.isHeader(read)) {
        const before = state.save();
        if (at > this.from && stop(at, before)) {
          if (read.comment) this.section.takeComment();
          reading.stopped = at;
          return false;
        }
        this.begin(sections, this.headed(read, at, before, sections));
      } else if (read) {
        this.section.add(read);
        if (this.sets && read.read !== false && read.words.length > 1) applyEnvironment(read.words, !read.uncertain, state.environment);
      }
      if (this.numbered) this.section.numbered = true;
      lines.add(at);
      if (feed < 0) return false;
      this.at = feed + 1;
      this.number++;
    }
    return true;
  }

  /** Number of conditional blocks that are open behind what was read last. */
  depth(): number {
    return this.state.blocks.depth();
  }

  private begin(sections: Section[], section: Section): void {
    this.section.close();
    this.section = section;
    this.sets = setsEnvironment(section.kind, this.dialect);
    sections.push(section);
  }

  /** A section that begins with a header just read. Its comment is its own; where reading began with it, nothing stands above. */
  private headed(head: Line, at: number, before: ReadingState, sections: Section[]): Section {
    const above = this.section;
    const comment = head.comment ? above.takeComment() : undefined;
    head.offset += above.start - at;
    head.row = 0;
    const section = new Section(head, at, this.number, before);
    if (comment) section.addComment(comment.start + above.start - at, comment.end + above.start - at);
    section.marked = head.shape.odd?.marked === true;
    if (at === this.from && this.from > 0) sections.pop();
    return section;
  }

  private isHeader(line: Line): boolean {
    return line.shape.role === 'header' && line.read !== false;
  }

  /** Reads one line; undefined when nothing but blanks and a comment stands there. */
  private line(from: number, end: number): Line | undefined {
    const { source, dialect, section } = this;
    this.numbered = false;
    let at = from;
    // Nearly all lines begin with spaces.
    while (at < end && source.charCodeAt(at) === 32) at++;
    while (at < end && isBlank(source.charCodeAt(at))) at++;
    const long = dialect.lineLimit > 0 && end - from > dialect.lineLimit / 3;
    if (at >= end && !long) return undefined;
    const found = source.slice(at, end);
    let shape = this.shapes.get(found);
    this.reading = this.state.blocks.depth() > 0 ? this.state.blocks.reading('') : true;
    if (!shape) {
      const own = this.detached ? ` ${found}`.slice(1) : found;
      shape = (long ? undefined : this.plain(own)) ?? this.special(own, at - from, long);
    }
    const offset = at - section.start;
    const { odd } = shape;
    if (odd !== undefined) {
      if (odd.comment) {
        section.addComment(offset + odd.comment.start, offset + odd.comment.end);
        if (odd.marked) section.marked = true;
      }
      if (odd.words.length === 0 && odd.problems.length === 0 && !odd.kept) return undefined;
    }
    return new Line(shape, section, offset, this.number - section.line, this.reading);
  }

  /** What is read of a line that means the same everywhere; undefined when it is not one. */
  private plain(text: string): Shape | undefined {
    const { dialect, state } = this;
    const first = text.charCodeAt(0);
    // 91 [, 46 .
    if (first === 91 || first === 46) return undefined;
    if (isPlain(text)) return this.remember(text, new Shape(text, undefined, roleOf(firstWord(text))));
    if (text.includes('$') || text.includes('\0')) return undefined;
    const line = lexLine(text, 0, text.length, dialect, state.environment, nowhere);
    const { words, comment } = line;
    if (line.empty >= 0 || words[0]?.text.charCodeAt(0) === 46) return undefined;
    const length = trimmed(text, 0, comment < 0 ? text.length : comment);
    return this.remember(text, shapeOf(text, words, line.problems, length, comment < 0 ? undefined : { start: comment, end: trimmed(text, comment, text.length) }));
  }

  /** Keeps what was read of a line for all lines of its text. */
  private remember(text: string, shape: Shape): Shape {
    this.shapes.set(text, shape);
    return shape;
  }

  /** Reads a line of which the meaning depends on the lines above it, or in which something is wrong. */
  private special(text: string, indent: number, mayBeLong: boolean): Shape {
    const { dialect, state, section } = this;
    const nul = text.indexOf('\0');
    const to = nul < 0 ? text.length : nul;
    const where = (name: string): Value => {
      if (name === '.LINE') this.numbered = true;
      return name === '.LINE' ? String(this.number + 1) : name === '.FILE' ? this.options.path : section.head ? section.head.words[1]?.text || section.head.words[0]?.text : null;
    };
    const line = lexLine(text, 0, to, dialect, state.environment, where);
    const comment = line.comment < 0 ? undefined : { start: line.comment, end: trimmed(text, line.comment, to) };
    const long = mayBeLong && indent + byteLength(text, 0, to) >= dialect.lineLimit;
    const kept = nul >= 0 || long;
    if (line.words.length === 0 && line.problems.length === 0 && !kept) return shapeOf(text, none, noProblems, 0, comment);
    const found = problemsOf(line, to, nul >= 0, long, dialect);
    this.reading = state.blocks.reading(dialect.conditions ? (line.words[0]?.text ?? '') : '');
    const words = this.wordsOf(line, text, to, found);
    return shapeOf(text, words, found, trimmed(text, line.start, comment ? comment.start : to), comment, line.empty >= 0 ? true : undefined, kept);
  }

  /** The words of a line as far as the release reads them; takes a directive in. */
  private wordsOf(line: ReadLine, text: string, to: number, found: LineProblem[]): readonly Word[] {
    const { dialect, state, reading } = this;
    let words: readonly Word[] = line.words;
    if (dialect.scopes && text.charCodeAt(line.start) === 91) {
      found.push(...scopeProblems(text, line.start, to));
      words = [];
    }
    const directive = dialect.conditions && words[0] !== undefined && words[0].text.charCodeAt(0) === 46;
    if (line.empty >= 0 && words.length > 0) {
      if (line.empty === 0 || !directive || !isConditionLine((words[0] as Word).text)) words = words.slice(0, line.empty);
      if (dialect.emptyWordEverywhere || (reading !== false && !directive && line.empty > 0)) reportEmpty(line, found, dialect);
    }
    const skipped = (dialect.strict && line.problems.length > 0) || (line.empty >= 0 && dialect.emptyWordEverywhere && dialect.emptyWord === 'error');
    if (directive && words.length > 0 && !skipped) found.push(...state.blocks.directive(words));
    return words;
  }
}

const none: readonly Word[] = [];
const noProblems: readonly LineProblem[] = [];
const nowhere = (): Value => undefined;

function shapeOf(text: string, words: readonly Word[], problems: readonly LineProblem[], length: number, comment: Span | undefined, cut: true | undefined = undefined, kept = false): Shape {
  const marked = comment !== undefined && text.includes('haconf:');
  return new Shape(undefined, { words: tight(words), problems, length, comment, marked, cut, kept }, roleOf(words[0]?.text ?? ''));
}

const roles = new Map<string, 'header' | 'notable' | 'none'>();
/** Words of which the role is remembered. */
const mostRoles = 1000;

function roleOf(word: string): Shape['role'] {
  let role = roles.get(word);
  if (role === undefined) {
    if (roles.size >= mostRoles) roles.clear();
    roles.set(word, (role = headers.has(word) ? 'header' : isNotable(word) ? 'notable' : 'none'));
  }
  return role === 'none' ? undefined : role;
}
