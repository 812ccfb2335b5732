// A line of an HAProxy file that holds words: what was read of it, shared by all lines of the same text, and where it stands.
import type { Binding } from '../core/grammar/match';
import { lookAtLine } from '../core/reading';
import type { Span } from '../core/span';
import type { LineProblem, Statement, Word } from '../core/tree';
import { plainWords } from './lexer';
import { trimmed } from './lexical-problems';

/** What was read of a line that is more than words and spaces, or that means something else elsewhere. */
export interface Odd {
  readonly words: readonly Word[];
  readonly problems: readonly LineProblem[];
  readonly length: number;
  /** The comment behind the words. */
  readonly comment: Span | undefined;
  /** The comment speaks to haconf. */
  readonly marked: boolean;
  readonly cut: true | undefined;
  /** It stays a statement though it holds no words. */
  readonly kept: boolean;
}

/** What was read of a line from its first word on. Nothing here depends on where the line stands. */
export class Shape {
  /** What the grammar made of the words in the place where such a line was first bound, and that place. */
  place: object | undefined = undefined;
  binding: Binding | undefined = undefined;
  /** The same for other places. */
  others: Map<object, Binding> | undefined = undefined;

  constructor(
    /** The text, where its words mean just what is written: then it holds nothing but words and spaces. */
    readonly written: string | undefined,
    readonly odd: Odd | undefined,
    /** What its first word makes of it: a section header, or a line that says something of all others (`isNotable`). */
    readonly role: 'header' | 'notable' | undefined,
  ) {}
}

const noProblems: readonly LineProblem[] = [];
let split: Shape | undefined;
let splitWords: readonly Word[] = noProblems as readonly never[];

/** The words of a shape. Those of plain lines are made when they are asked for, as objects of all words would be the most of what is kept of a text; the last ones are remembered, as one who asks asks again. */
function wordsOf(shape: Shape): readonly Word[] {
  if (shape.odd !== undefined) return shape.odd.words;
  if (shape !== split) {
    splitWords = plainWords(shape.written as string);
    split = shape;
  }
  return splitWords;
}

/** From where the lines of a section are counted, and what they are to its header. */
export interface Origin {
  readonly start: number;
  readonly line: number;
  readonly head: Line | undefined;
  readonly lines: Line[];
  /** Where the lines end, relative to the header. */
  readonly end: number;
}

/** A line as a statement. Its offset and number are kept relative to its section, so that sections move as a whole. */
export class Line implements Statement {
  /** What the grammar made of it in its section. */
  binding: Binding | undefined = undefined;

  constructor(
    readonly shape: Shape,
    public origin: Origin,
    /** Offset and number relative to the origin. */
    public offset: number,
    public row: number,
    /** Whether the daemon reads it; undefined: that is not known. */
    readonly read: boolean | undefined,
  ) {}

  get start(): number {
    return this.origin.start + this.offset;
  }

  get line(): number {
    lookAtLine();
    return this.origin.line + this.row;
  }

  get words(): readonly Word[] {
    return wordsOf(this.shape);
  }

  get written(): string | undefined {
    return this.shape.written;
  }

  get problems(): readonly LineProblem[] {
    const { odd } = this.shape;
    return odd === undefined ? noProblems : odd.problems;
  }

  get length(): number {
    const { odd, written } = this.shape;
    return odd === undefined ? trimmed(written as string, 0, (written as string).length) : odd.length;
  }

  get comment(): Span | undefined {
    return this.shape.odd?.comment;
  }

  get cut(): true | undefined {
    return this.shape.odd?.cut;
  }

  get active(): false | undefined {
    return this.read === false ? false : undefined;
  }

  get uncertain(): true | undefined {
    return this.read === undefined ? true : undefined;
  }

  get parent(): Line | undefined {
    const { head } = this.origin;
    return head === this ? undefined : head;
  }

  get body(): Line[] | undefined {
    const { origin } = this;
    return origin.head === this ? origin.lines : undefined;
  }

  get bodyEnd(): number | undefined {
    const { origin } = this;
    return origin.head === this ? origin.end : undefined;
  }

  /** Whether another line says the same in the same surroundings. */
  equals(other: Line): boolean {
    return this.shape === other.shape && this.read === other.read;
  }
}
