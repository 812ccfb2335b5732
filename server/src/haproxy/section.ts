// A section of an HAProxy file: its header and the lines below it. The lines may be exchanged when the text is edited; kind, name and header stay.

import type { Naming } from '../core/bind';
import type { KnownMarks } from '../core/marks';
import type { Part, PartFact } from '../core/part';
import { look, type Visit } from '../core/reading';
import type { Span } from '../core/span';
import { longer, oneOf } from '../core/tight';
import { hasUnknownWord, type Statement, type Word, wordText } from '../core/tree';
import type { Contents } from './contents';
import type { Line, Origin } from './line';
import type { ReadingState } from './state';

const nothingMore: readonly Word[] = [];
const uncommented: readonly Span[] = [];
/** Stands for the header of what is above the first one. */
const noHeader: Statement = { start: 0, line: 0, length: 0, words: [], problems: [] };

/** One section: its header line and the lines below it. `kind` is the header's keyword; an unknown one is kept as written. What stands above the first header is a section without kind and name. */
export class Section implements Part, Origin {
  visits: Visit | Visit[] | undefined = undefined;
  facts: PartFact | undefined = undefined;
  readonly kind: string;
  readonly name: string;
  /** The name is a variable: which one it has is not known. */
  readonly nameless: boolean;
  /** The words of the header behind kind and name: few have any. */
  readonly more: readonly Word[];
  readonly header: Statement;
  /** The lines below the header, for those who do not depend on them. */
  lines: Line[] = [];
  /** Comments from the header's line on to the next header, relative to `start`. */
  comments: readonly Span[] = uncommented;
  /** A comment speaks to haconf. */
  marked = false;
  /** Uses the number of its lines as a variable. */
  numbered = false;
  /** The lines that say something about the surroundings of all lines, see `hostFor`. */
  notable = '';
  /** What its lines hold, once somebody asked; see contents.ts. */
  contents: Contents | undefined = undefined;
  /** There is nothing to say of any of its lines alone; false where that was not asked. */
  silent = false;
  /** How its lines find their keyword; kept by model.ts. */
  naming: Naming | undefined = undefined;
  /** The marks of its lines, and how many marks there were to look for. */
  marks: KnownMarks | undefined = undefined;

  constructor(
    readonly head: Line | undefined,
    /** Offset and number of the first line. */
    public start: number,
    public line: number,
    /** What the lines above left behind. */
    public entry: ReadingState,
  ) {
    this.header = head ?? noHeader;
    const { header } = this;
    this.kind = oneOf(wordText(header, 0) ?? '');
    this.name = wordText(header, 1) ?? '';
    this.nameless = hasUnknownWord(header) && header.words[1]?.opaque === true;
    this.more = wordText(header, 2) !== undefined ? header.words.slice(2) : nothingMore;
    if (!head) return;
    head.origin = this;
  }

  /** The lines below the header. */
  get body(): readonly Statement[] {
    look(this);
    return this.lines;
  }

  addComment(start: number, end: number): void {
    this.comments = longer(this.comments, { start, end });
  }

  /** Takes the last comment out, which belongs elsewhere. */
  takeComment(): Span | undefined {
    const last = this.comments[this.comments.length - 1];
    this.comments = this.comments.slice(0, -1);
    return last;
  }

  add(line: Line): void {
    this.lines.push(line);
    if (line.shape.role === 'notable') this.notable += `${line.words.map((word) => word.text).join(' ')}\n`;
  }

  /** No line follows: the room that a growing list reserves is let go of. */
  close(): void {
    this.lines = this.lines.slice();
  }

  /** Where the lines end, relative to the header. */
  get end(): number {
    const { head, lines } = this;
    const last = lines[lines.length - 1] ?? head;
    return last && head ? last.offset + last.length - head.offset : 0;
  }

  /**
   * Takes in what an edited text has in place of this section, under an equal header. Lines that did not change stay the same statements.
   * Tells whether any line changed, and whether one that stayed now has another number within the section.
   */
  take(next: Section): { readonly changed: boolean; readonly moved: boolean } {
    const { head, lines: old } = this;
    const now = next.lines;
    let moved = false;
    const keep = (kept: Line, at: Line): Line => {
      if (kept.row !== at.row) moved = true;
      kept.offset = at.offset;
      kept.row = at.row;
      return kept;
    };
    const most = Math.min(old.length, now.length);
    let first = 0;
    while (first < most && (old[first] as Line).equals(now[first] as Line)) first++;
    let last = 0;
    while (last < most - first && (old[old.length - 1 - last] as Line).equals(now[now.length - 1 - last] as Line)) last++;
    const shift = old.length - now.length;
    this.lines = now.map((line, i) => {
      if (i < first) return keep(old[i] as Line, line);
      if (i >= now.length - last) return keep(old[i + shift] as Line, line);
      line.origin = this;
      return line;
    });
    if (head && next.head) keep(head, next.head);
    this.contents = undefined;
    this.marks = undefined;
    this.silent = false;
    const changed = first + last < Math.max(old.length, now.length);
    this.start = next.start;
    this.line = next.line;
    this.entry = next.entry;
    this.comments = next.comments;
    this.marked = next.marked;
    this.numbered = next.numbered;
    this.notable = next.notable;
    return { changed, moved };
  }
}
