// The shape of a rule: a check of one part of a file at a time, or of a whole file, reported through `Report`.
import type { Model } from './model';
import type { Part } from './part';
import type { Fix, Note } from './problem';
import type { Span } from './span';
import type { Severity, Statement } from './tree';

/** Works fixes out when they are asked for, over the model of that time: for fixes that look far around, so that the finding depends on nothing more. */
export type LaterFixes<M extends Model = Model> = { of(model: M): readonly Fix[] }['of'];

/** Options of one report. */
export interface ReportOptions {
  /** Default: the rule's severity. */
  readonly severity?: Severity;
  /** Default: the rule's origin. */
  readonly origin?: 'daemon' | 'advice';
  readonly notes?: readonly Note[];
  readonly tag?: 'deprecated' | 'unused';
  readonly fixes?: readonly Fix[] | LaterFixes;
}

/** Reports a problem at a statement: at one word (its index), at a part of it (a span relative to the statement), or at its first word. */
export type Report = (statement: Statement, where: number | Span | undefined, message: string, options?: ReportOptions) => void;

/** Where a rule or an index has something to look at. What is not said does not matter. */
export interface Gate {
  /** Kinds of parts: the first words of their headers. */
  readonly kinds?: readonly string[];
  /** Marks of which the part holds at least one; see marks.ts. */
  readonly holds?: readonly string[];
}

/** A check that data cannot express. `M` is the model of the language, `P` its parts. A rule has one of the two checks. */
export interface Rule<M extends Model = Model, P extends Part = Part> extends Gate {
  /** Kebab-case, names the defect; its page stands beside it as `<id>.md`. */
  readonly id: string;
  readonly severity: Severity;
  /** `daemon`: reports what the selected release reports too. `advice`: the release is silent. */
  readonly origin: 'daemon' | 'advice';
  /** One sentence for lists of rules. */
  readonly summary: string;
  /** Releases in which it may say something, as a mark of releases (`2.2+`); default all. */
  readonly releases?: string;
  /** Marks of which the file holds at least one, in whatever part. */
  readonly anywhere?: readonly string[];
  /** Marks of which a part that lends holds one, so that this part may start from it. */
  readonly inherits?: readonly string[];
  /** Marks of which the part holds one itself, or may start from what does. */
  readonly effective?: readonly string[];
  /** How many of the marks in `holds` the part holds at least; default 1. */
  readonly least?: number;
  /** Tells what is missing, which may stand in another file: not asked of a part of a configuration. */
  readonly whole?: true;
  /**
   * Checks one part: an HAProxy section, a block at the top of a Keepalived file. What it finds is kept until the part changes, or anything else that it
   * looked at through the model: other parts, an index (`partIndex`), what a part inherits. Looking at all of them is looking at everything.
   */
  checkPart?(this: void, model: M, part: P, report: Report): void;
  /** Checks the whole file, after every change: for what cannot be told part by part. */
  check?(model: M, report: Report): void;
}
