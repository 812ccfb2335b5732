// The blocks of a file as the daemon enters them, and which keywords open one: taken from the data.
import type { Keyword, Knowledge } from '../core/knowledge';
import type { Span } from '../core/span';
import type { Statement } from '../core/tree';

/** A block, or the whole file (path ''). */
export interface Block {
  /** Names of the block keywords from the top down, joined by `/`: `vrrp_instance/track_script`. The path of what encloses it where its keyword is unknown. */
  readonly path: string;
  /** The line that opens it; undefined for the file. */
  readonly header: Statement | undefined;
  readonly parent: Block | undefined;
  /** The keyword that opens it; undefined for the file and where it is unknown. */
  readonly keyword: Keyword | undefined;
  /** Its lines take values, not keywords. */
  readonly values: boolean;
  /** The daemon knows its keyword here; what stands in another one is not looked at. */
  readonly known: boolean;
  /** Its `}` was found. What is missing in a block that still is open may be about to be written. */
  readonly closed: boolean;
  /** Place of its `{`, as offsets; undefined when it has none. */
  readonly brace: Span | undefined;
  /**
   * The lines that the daemon reads in it, in order: headers of inner blocks too, and lines that come out of definitions and included files (`elsewhere`; those have
   * the span of the line that brings them in). Without lines of another `@id`.
   */
  readonly lines: readonly Statement[];
  readonly blocks: readonly Block[];
}

/** A block while it is being read. */
export type OpenBlock = { -readonly [K in keyof Block]: Block[K] extends readonly (infer T)[] ? T[] : K extends 'parent' ? OpenBlock | undefined : Block[K] };

/** A keyword that opens a block in a place: of the release if it has one, else of any. Undefined when the word opens none there. */
export function openerOf(knowledge: Knowledge, word: string, path: string, release: number): Keyword | undefined {
  const all = knowledge.all('statement', word).filter((keyword) => keyword.where.has(path));
  const own = all.find((keyword) => (keyword.where.get(path) as number) & (1 << release));
  if (own) return own.entry.opens === undefined ? undefined : own;
  return all.find((keyword) => keyword.entry.opens !== undefined);
}

/** Whether a word is a keyword in a place, in any release. */
export function isKeyword(knowledge: Knowledge, word: string, path: string): boolean {
  return knowledge.all('statement', word).some((keyword) => keyword.where.has(path));
}

/** A block and all blocks in it, in the order of the file. */
export function* walkBlocks(block: Block): Generator<Block> {
  yield block;
  for (const inner of block.blocks) yield* walkBlocks(inner);
}
