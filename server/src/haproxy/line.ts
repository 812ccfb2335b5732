// A line of an HAProxy file that holds words: what was read of it, shared by all lines of the same text, and where it stands.
import type { Binding } from '../core/grammar/match';
import { lookAtLine } from '../core/reading';
import type { Span } from '../core/span';
import type { LineProblem, Statement, Word } from '../core/tree';

/** What was read of a line from its first word on. Nothing here depends on where the line stands. */
export interface Shape {
  readonly words: readonly Word[];
  /** The text, where its words mean just what is written. */
  readonly written: string | undefined;
  readonly problems: readonly LineProblem[];
  readonly length: number;
  /** The comment behind the words. */
  readonly comment: Span | undefined;
  /** The comment speaks to haconf. */
  readonly marked: boolean;
  readonly cut: true | undefined;
  /** It stays a statement though it holds no words. */
  readonly kept: boolean;
  /** What the grammar made of the words in the place where such a line was first bound, and that place. */
  place: object | undefined;
  binding: Binding | undefined;
  /** The same for other places. */
  others: Map<object, Binding> | undefined;
}

/** From where the lines of a section are counted. */
export interface Origin {
  start: number;
  line: number;
}

/** A line as a statement. Its offset and number are kept relative to its section, so that sections move as a whole. */
export class Line implements Statement {
  body?: Statement[];
  bodyEnd?: number;
  /** What the grammar made of it in its section. */
  binding: Binding | undefined = undefined;

  constructor(
    public shape: Shape,
    public origin: Origin,
    /** Offset and number relative to the origin. */
    public offset: number,
    public row: number,
    readonly active: false | undefined,
    readonly uncertain: true | undefined,
    public parent: Statement | undefined,
  ) {}

  get start(): number {
    return this.origin.start + this.offset;
  }

  get line(): number {
    lookAtLine();
    return this.origin.line + this.row;
  }

  get words(): readonly Word[] {
    return this.shape.words;
  }

  get written(): string | undefined {
    return this.shape.written;
  }

  get problems(): readonly LineProblem[] {
    return this.shape.problems;
  }

  get length(): number {
    return this.shape.length;
  }

  get comment(): Span | undefined {
    return this.shape.comment;
  }

  get cut(): true | undefined {
    return this.shape.cut;
  }

  /** Whether another line says the same in the same surroundings. */
  equals(other: Line): boolean {
    return this.shape === other.shape && this.active === other.active && this.uncertain === other.uncertain;
  }
}
