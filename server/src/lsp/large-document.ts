// The text of a very large open document, and the edits that a client sends of it. The library's own class notes where every line starts: a long stretch of work for such a text, and again for each edit.
import type { Position, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { lastIndex } from '../core/search';

/** Where a line starts. */
interface Mark {
  line: number;
  offset: number;
}

/** Another text between two offsets. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Lines between two marks. */
const stride = 256;
/** Characters of an edit from which on what is known of the lines behind it is given up. */
const large = 1_000_000;

const lineEnds = /\r\n?|\n/g;

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

/** A large open document. Lines end at LF, CR LF and a lone CR, as in the protocol; only some of their starts are remembered. */
export class LargeDocument {
  private marks: Mark[] = [{ line: 0, offset: 0 }];
  /** There is no CR from one offset up to another. */
  private withoutReturn = { from: 0, to: -1 };

  constructor(
    readonly uri: string,
    readonly languageId: string,
    public version: number,
    private text: string,
  ) {}

  getText(): string {
    return this.text;
  }

  /** The offset of a position; one outside of the text is moved to its nearest place. */
  offsetAt({ line, character }: Position): number {
    if (line < 0) return 0;
    const start = this.startOf(line);
    if (start === undefined) return this.text.length;
    if (character <= 0) return start;
    let offset = Math.min(start + character, this.next(start) ?? this.text.length);
    while (offset > start && isLineEnd(this.text.charCodeAt(offset - 1))) offset--;
    return offset;
  }

  /** Takes in what a client changed: one change after the other, but those that go up the text at once, as an editor sends them when it replaces a word everywhere. */
  update(changes: readonly TextDocumentContentChangeEvent[], version: number): void {
    let upwards: Change[] = [];
    let above = Number.POSITIVE_INFINITY;
    for (const { text, ...where } of changes) {
      if (typeof text !== 'string') throw new Error('a change without a text');
      const range = 'range' in where ? where.range : undefined;
      const last = range && Math.max(range.start.line, range.end.line);
      if (last === undefined || last >= above) {
        this.exchange(upwards);
        upwards = [];
      }
      upwards.push(range === undefined ? { start: 0, end: this.text.length, text } : this.changeOf(range, text));
      // Lines beyond the end of the text are all at its end.
      above = range === undefined || last === undefined || this.startOf(last) === undefined ? Number.NEGATIVE_INFINITY : Math.min(range.start.line, range.end.line);
    }
    this.exchange(upwards);
    this.version = version;
  }

  private changeOf({ start, end }: Range, text: string): Change {
    const one = this.offsetAt(start);
    const other = this.offsetAt(end);
    return { start: Math.min(one, other), end: Math.max(one, other), text };
  }

  /** Takes in changes that lie in different lines, the last one of the text first. */
  private exchange(upwards: readonly Change[]): void {
    if (upwards.length === 0) return;
    const { text: before, marks: old } = this;
    const pieces: string[] = [];
    const marks: Mark[] = [];
    let at = 0;
    let next = 0;
    let lines = 0;
    let shift = 0;
    const move = (end: number) => {
      for (let mark = old[next]; mark !== undefined && mark.offset < end; mark = old[++next]) {
        mark.line += lines;
        mark.offset += shift;
        marks.push(mark);
      }
    };
    move(1);
    for (let i = upwards.length - 1; i >= 0; i--) {
      const { start, end, text } = upwards[i] as Change;
      move(start);
      // A mark right behind a change is given up too: it may stand between a CR and an LF that came to follow it.
      while (next < old.length && (old[next] as Mark).offset <= end) next++;
      if (text.length + end - start > large) next = old.length;
      else lines += countOfEnds(before.charAt(start - 1) + text + before.charAt(end)) - countOfEnds(before.slice(Math.max(start - 1, 0), end + 1));
      shift += text.length - (end - start);
      pieces.push(before.slice(at, start), text);
      at = end;
      this.forgetReturns(start, text);
    }
    move(Number.POSITIVE_INFINITY);
    pieces.push(before.slice(at));
    this.marks = marks;
    this.text = pieces.join('');
  }

  /** Where a line starts; undefined when there is no such line. */
  private startOf(line: number): number | undefined {
    const { marks } = this;
    let at = lastIndex(marks.length, (i) => (marks[i] as Mark).line <= line);
    let { line: reached, offset } = marks[at] as Mark;
    while (reached < line) {
      const next = this.next(offset);
      if (next === undefined) return undefined;
      reached++;
      offset = next;
      if (reached - (marks[at] as Mark).line === stride) marks.splice(++at, 0, { line: reached, offset });
    }
    return offset;
  }

  /** Where the line behind one starts. */
  private next(from: number): number | undefined {
    const feed = this.text.indexOf('\n', from);
    const back = this.returnFrom(from);
    if (back < feed - 1 || (feed < 0 && back !== Number.POSITIVE_INFINITY)) return back + 1;
    return feed < 0 ? undefined : feed + 1;
  }

  /** The offset of the next CR; most texts have none, so the search is not repeated for each line. */
  private returnFrom(from: number): number {
    const known = this.withoutReturn;
    if (from >= known.from && from <= known.to) return known.to;
    const found = this.text.indexOf('\r', from);
    const to = found < 0 ? Number.POSITIVE_INFINITY : found;
    this.withoutReturn = { from, to };
    return to;
  }

  /** What was known of CRs stays true where there was none up to the end, and none came. */
  private forgetReturns(start: number, added: string): void {
    const { from, to } = this.withoutReturn;
    if (to !== Number.POSITIVE_INFINITY || from > start || added.includes('\r')) this.withoutReturn = { from: 0, to: -1 };
  }
}

/** How many lines end within a text. */
function countOfEnds(text: string): number {
  return text.match(lineEnds)?.length ?? 0;
}
