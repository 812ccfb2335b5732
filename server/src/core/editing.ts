// What a language tells the editor's features beside its grammar: where a line stands, what may stand at a place, how names are scoped.
import type { Place } from './bind';
import type { Mention } from './grammar/match';
import type { Argument } from './grammar/notation';
import type { Keyword } from './knowledge';
import type { Model } from './model';
import type { Statement } from './tree';

/** A line that a section or block takes over; `from` names where it stands. */
export interface Inherited {
  readonly line: Statement;
  readonly from: string;
  readonly important: boolean;
}

/** What a language tells the features. */
export interface Editing<M extends Model = Model> {
  /** Whether bodies end with a brace; else they reach to the next header. */
  readonly braces: boolean;
  /** The set of the keywords that open a body at the top of a file, where it is a set of its own. */
  readonly headerSet?: string;
  /** The set of the words that may begin a line anywhere and belong to no section or block. */
  readonly directiveSet?: string;
  /** The kind of names that stand behind a `$`. */
  readonly variableKind?: string;
  /** The kind of mentions that are paths of files. */
  readonly fileKind?: string;
  /** What a name may look like, for renaming. */
  readonly nameShape: RegExp;
  /** Whether a line keeps its indentation when the text is formatted. */
  keepsIndent?(statement: Statement): boolean;
  /** First words of the lines that open a section or block at the top of a file: what a file of this language is known by. */
  openers(): ReadonlySet<string>;
  /** Whether a statement is nothing but what may stand before a keyword, such as a condition: what is typed behind it begins a line. */
  isLead?(statement: Statement): boolean;
  /** How a statement of a model is bound. */
  placeOf(model: M, statement: Statement): Place;
  /** What may begin a new line below a statement (undefined: at the top of the file), the most likely place first. `offset`: where the line begins. */
  placesBelow(model: M, owner: Statement | undefined, offset: number): readonly Place[];
  /** The statement within which a name of a kind is known; undefined when it is known in the whole file. `mention` is one of that kind, to look at its details. */
  scopeOf(model: M, kind: string, statement: Statement, mention: Mention): Statement | undefined;
  /** The kinds under which a definition is meant, or which a use may mean; default: its own kind. */
  kindsOf?(model: M, statement: Statement, mention: Mention): readonly string[];
  /** Address of a keyword's description in the manual of a release. */
  manual(release: string, keyword: Keyword): string | undefined;
  /** How a keyword is written, where its grammar does not tell. */
  signatureOf?(keyword: Keyword): string | undefined;
  /** Keywords inside of a statement's words, such as those of an expression; offsets are relative to the statement. */
  termsOf?(model: M, statement: Statement): readonly { readonly start: number; readonly end: number; readonly keyword: Keyword }[];
  /** Names inside of a statement's words that its grammar does not see, such as variables; offsets are relative to the statement. */
  mentionsIn?(model: M, statement: Statement): readonly Mention[];
  /** What a text holds where there is anything for `mentionsIn` to find; without it each line is looked through. */
  readonly mentionSign?: RegExp;
  /** What the values of a line mean together, at one of its words: `fall 3 inter 2s` = down after 4 to 6 seconds. */
  explain?(model: M, statement: Statement, word: number): readonly string[];
  /** The unit of an argument, where its name tells and not its type. */
  unitOf?(argument: Argument): string | undefined;
  /** What the value of an argument means, where the argument's name tells and not its type. */
  explainValue?(argument: Argument, value: string): string | undefined;
  /** What holds for a line or block where it says nothing: `inter 2s fall 3 rise 2`. */
  implied?(model: M, statement: Statement): string | undefined;
  /** The line from elsewhere that holds where a statement would not stand; undefined when it replaces nothing. */
  replaces?(model: M, statement: Statement): Inherited | undefined;
  /** Whether a keyword has an effect in a section or block as it is now; unless told otherwise it has. */
  fits?(model: M, owner: Statement | undefined, keyword: Keyword): boolean;
  /** Whether a line is where a request ends, as the call hierarchy shows it. */
  endsFlow?(statement: Statement): boolean;
  /** Whether a definition gives values to others and is nothing by itself, such as a section of defaults. */
  givesDefaults?(statement: Statement): boolean;
  /** Lines from elsewhere that are in effect in a section or block; `important`: worth to be shown beside its header. */
  inherited?(model: M, block: Statement): readonly Inherited[];
  /** Body to offer for a keyword that opens a section or block: lines of a snippet with `${1:name}` places; undefined: name and braces only as the grammar says. */
  bodyOf?(keyword: Keyword): readonly string[] | undefined;
}
