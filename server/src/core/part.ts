// A part: the stretch of a file that is checked for itself. An HAProxy section, a block of Keepalived at the top of its file. Knows no keyword.
import type { Reader, Source } from './reading';
import { lastStartingAt } from './search';
import { type Statement, type SyntaxTree, walk } from './tree';

/** A part of a file. Parts stand in order of the text; together they hold all statements. */
export interface Part extends Source {
  /** Offset at which it begins, not behind its header. */
  readonly start: number;
  /** The first word of its header. */
  readonly kind: string;
  readonly header: Statement;
  readonly body: readonly Statement[];
  /** What was worked out of it last; kept by part-index.ts. */
  facts?: PartFact | undefined;
  /** Its check; kept by records.ts. */
  check?: Reader | undefined;
}

/** Something that was worked out of a part: `id` tells what, `next` is what was worked out of it before. */
export interface PartFact extends Reader, Source {
  /** Its value holds. */
  readonly known: boolean;
  readonly id: number;
  readonly next: PartFact | undefined;
}

/** Statements of a part from which on it is not worked on in one step where somebody can wait; so many are worked on in one. */
export const long = 2000;

/** The parts of a tree that is never changed: each statement at its top is one. */
export function plainParts(tree: SyntaxTree): Part[] {
  return tree.statements.map((header) => ({ visits: undefined, start: header.start, kind: header.words[0]?.text ?? '', header, body: header.body ?? [] }));
}

/** The part, or the line, that holds an offset: the last one that begins at or before it. */
export function partAt<P extends { readonly start: number }>(parts: readonly P[], offset: number): P | undefined {
  return parts[lastStartingAt(parts, offset)];
}

/** The statements of a part, those in blocks too, some at a time. */
export function* inChunks(part: Part, most: number): Generator<readonly Statement[]> {
  let chunk: Statement[] = [part.header];
  for (const statement of walk(part.body)) {
    if (chunk.length >= most) {
      yield chunk;
      chunk = [];
    }
    chunk.push(statement);
  }
  yield chunk;
}
