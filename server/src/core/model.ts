// What every rule and feature receives: a tree, and each statement bound to its keyword. Names no keyword.
import type { Binding } from './grammar/match';
import type { Knowledge } from './knowledge';
import type { Marks } from './marks';
import { type Part, plainParts } from './part';
import { Records } from './records';
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
  /** Names of the files that a pattern with `*`, `?` or `[...]` matches, written as `readFile` takes them; undefined where that cannot be told. */
  readonly listFiles?: (pattern: string) => readonly string[] | undefined;
  /** The text is a part that another file includes: names may be defined there, and it may stand within a block. */
  readonly fragment?: boolean;
  /** Whether a file or folder exists, by the name written in the text; undefined where that cannot be told. Without it no file is looked for. */
  readonly fileExists?: (name: string) => boolean | undefined;
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
  /** The parts that are checked one by one, in order of the text. For the core: rules get theirs, and look others up by name. */
  readonly parts: readonly Part[];
  /** What is kept from one version of the text to the next. */
  readonly records: Records;
  /** What a part holds; absent: nobody gathered it, and all rules look at all parts. */
  marks?(part: Part): Marks;
  /** Whether other parts may start from what a part says. */
  lends?(part: Part): boolean;
  /** Tells the problems of the statements of a part: of their words and of their bindings. */
  eachFound(part: Part, take: (statement: Statement, problem: LineProblem) => void): void;
}

/** What a model needs beside when each version of a text gets a model of its own: a part for each statement at the top of the tree. */
export function plainUpkeep(tree: SyntaxTree, found: readonly { readonly statement: Statement; readonly problem: LineProblem }[]): Pick<Model, 'parts' | 'records' | 'eachFound'> {
  const parts = plainParts(tree);
  const tops = new Map(parts.map((part) => [part.header, part]));
  const byPart = new Map<Part | undefined, { readonly statement: Statement; readonly problem: LineProblem }[]>();
  for (const one of found) {
    let top = one.statement;
    while (top.parent && !tops.has(top)) top = top.parent;
    const part = tops.get(top) ?? parts[0];
    const list = byPart.get(part);
    if (list) list.push(one);
    else byPart.set(part, [one]);
  }
  return {
    parts,
    records: new Records(parts),
    eachFound(part, take) {
      for (const { statement, problem } of byPart.get(part) ?? []) take(statement, problem);
    },
  };
}
