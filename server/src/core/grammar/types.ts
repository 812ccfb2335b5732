// What grammars work with: types of arguments, and what a run leaves behind. Names no keyword.
import type { Found, Keyword, Knowledge } from '../knowledge';
import type { KnownMarks } from '../marks';
import { type Kept, listOf } from '../tight';
import type { LineProblem } from '../tree';
import type { Match } from './match';
import type { Argument, Node } from './notation';
import type { Form, Slot } from './slots';

/** A type of argument: reads words of a statement. Languages register theirs in a table by name. */
export interface ValueType {
  /** Whether the word at `at` (it exists) may begin such a value where it is optional or one of several. Default: any word may. */
  accepts?(match: Match, at: number, params: readonly string[]): boolean;
  /** Reads from the existing word `at`, reports what is wrong with it, returns the index after the last word read. Before its own words it may look at one. */
  read(match: Match, at: number, params: readonly string[], argument: Argument): number;
  /** It reads one word, and what it says of it depends on that word, its parameters and the release alone: good words are remembered. */
  readonly pure?: true;
  /** Reads though no word is left (a type that may be empty). Without it a missing word is a missing argument. */
  readonly mayBeEmpty?: boolean;
  /** What may be written for such a value; `typed` is what stands before the cursor in the word. */
  propose?(match: Match, typed: string, params: readonly string[]): readonly Proposal[];
  /** For types that read several words: what may be written as the word `match.probe`, behind what the value holds from `at` on. */
  proposeWithin?(match: Match, at: number, typed: string, params: readonly string[]): readonly Proposal[];
  /** What a value means, in words: `1800s` = 30 minutes. Undefined when there is nothing to add. */
  explain?(value: string, params: readonly string[], around: Surroundings): string | undefined;
  /** The unit that a value without one is taken in: shown behind it. Undefined when the value has one or none is due. */
  unit?(value: string, params: readonly string[]): string | undefined;
  /** Parts of a value that a `rewrite` may take: `<slot.part>`. */
  parts?(value: string): Readonly<Record<string, string | undefined>>;
  /** Takes words that are wrong, to say so: no part of what people should write. */
  readonly wrong?: true;
  /** The value is the path of a file. */
  readonly file?: true;
  /** Values of this kind are proposed again wherever one is due, in other files of the workspace too. */
  readonly seen?: string;
  /** The part of a value that is worth proposing again: an address without its port. Default: all of it. */
  core?(value: string): string;
}

/** Something that may be written at a place. */
export interface Proposal {
  readonly text: string;
  /** Stands for all names of this kind; `text` is then what comes before each. */
  readonly names?: string;
  /** Offset into what is typed at which the text begins; default 0. */
  readonly from?: number;
  readonly keyword?: Keyword;
  readonly detail?: string;
}
export type ValueTypes = Readonly<Record<string, ValueType>>;

/** A name that a statement defines or uses. */
export interface Mention {
  readonly role: 'def' | 'ref';
  readonly kind: string;
  readonly name: string;
  readonly word: number;
  readonly start: number;
  readonly end: number;
  /** Anything that a rule wants to know about this use, such as what was written before it. */
  readonly detail?: string;
}

/** What a grammar made of the words of one statement. Most lines leave one name or value: there are too many of them to make a list for each. */
export class Binding {
  /** Its marks; kept by marks.ts. */
  marks: KnownMarks | undefined = undefined;

  constructor(
    readonly keyword: Keyword | undefined,
    /** The form of the line: what is bound to which place. */
    readonly form: Form,
    /** Mentions and values as they are kept, for those who look at very many lines: see `countOf`. */
    readonly keptMentions: Kept<Mention>,
    readonly problems: readonly LineProblem[],
    readonly keptValues: Kept<BoundValue>,
  ) {}

  /** The names that the words define or use. */
  get mentions(): readonly Mention[] {
    return listOf(this.keptMentions);
  }

  /** What types left for the language's own rules, such as a parsed condition. */
  get values(): readonly BoundValue[] {
    return listOf(this.keptValues);
  }

  get slots(): readonly Slot[] {
    return this.form.slots;
  }
}

export interface BoundValue {
  readonly kind: string;
  readonly word: number;
  readonly value: unknown;
}

/** What may stand at a position: a node of the grammar, and for parameters the keyword in whose grammar it stands. */
export interface Expected {
  readonly node: Node;
  readonly keyword: Keyword | undefined;
}

/** Surroundings of a statement that grammars and types may ask for. */
export interface Surroundings {
  readonly knowledge: Knowledge;
  readonly types: ValueTypes;
  /** Index of the selected release. */
  readonly release: number;
  /** Section or block in which the statement stands. */
  readonly section: string;
  /** Whether a name that no data file knows may come from elsewhere, such as a module or a script: it is not looked at. */
  readonly foreign?: (name: string) => boolean;
  /** Whether a word ends a list of parameters, as what follows begins with it. */
  readonly ends?: (word: string) => boolean;
  /** `dropped`: words behind the last argument are no error, the daemon drops them in silence; neither are words that only other releases know. */
  readonly surplus?: 'dropped';
  /** Keywords that were found by names of one word; kept by bind.ts where many statements share these surroundings. */
  readonly found?: Map<string, Found>;
  /** The language's own surroundings, opaque here. */
  readonly host?: unknown;
}
