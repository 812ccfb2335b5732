// What every rule and feature receives: a tree, and each statement bound to its keyword. Names no keyword.
import type { Binding } from './grammar/match';
import type { Knowledge } from './knowledge';
import type { LineProblem, Statement, SyntaxTree } from './tree';

/** What the caller says about a text beside the text itself. */
export interface CheckOptions {
  /** Path of the file, for messages and for what is found beside it. */
  readonly path?: string;
  /** All environment variables; without it variables are opaque. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Name of the local peer (haproxy -L); without it unknown. */
  readonly localPeer?: string;
  /** Config id (keepalived -i); without it both readings of `@id` lines are checked. */
  readonly configId?: string;
  /** Reads another file by the name written in the text; undefined when there is none. Without it no file is looked at. */
  readonly readFile?: (name: string) => string | undefined;
}

export interface Model {
  /** `haproxy` or `keepalived`. */
  readonly language: string;
  /** Index of the selected release in `knowledge.line`. */
  readonly release: number;
  readonly knowledge: Knowledge;
  readonly options: CheckOptions;
  readonly tree: SyntaxTree;
  /** What the grammar made of a statement. */
  binding(statement: Statement): Binding;
  /** Statements by the full name of their keyword, in order of the text. */
  statements(keyword: string): readonly Statement[];
  /** Problems that came up while the model was built, by statement. */
  readonly found: readonly { readonly statement: Statement; readonly problem: LineProblem }[];
}
