// A part: the stretch of a file that is checked for itself. An HAProxy section, a block of Keepalived at the top of its file. Knows no keyword.
import type { Source } from './reading';
import type { Statement, SyntaxTree } from './tree';

/** A part of a file. Parts stand in order of the text; together they hold all statements. */
export interface Part extends Source {
  /** Offset at which it begins, not behind its header. */
  readonly start: number;
  readonly header: Statement;
  readonly body: readonly Statement[];
}

/** The parts of a tree that is never changed: each statement at its top is one. */
export function plainParts(tree: SyntaxTree): Part[] {
  return tree.statements.map((header) => ({ readers: undefined, start: header.start, header, body: header.body ?? [] }));
}

/** The part that holds an offset: the last one that begins at or before it. */
export function partAt<P extends Part>(parts: readonly P[], offset: number): P | undefined {
  let low = -1;
  let high = parts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((parts[middle] as P).start <= offset) low = middle;
    else high = middle - 1;
  }
  return parts[low];
}
