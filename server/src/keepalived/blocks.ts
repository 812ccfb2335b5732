// The blocks of a file as the daemon enters them, and which keywords open one: taken from the data.
import type { Keyword, Knowledge } from '../core/knowledge';
import type { Statement } from '../core/tree';

/** A block, or the whole file (path ''). */
export interface Block {
  /** Names of the block keywords from the top down, joined by `/`: `vrrp_instance/track_script`. The path of what encloses it where its keyword is unknown. */
  readonly path: string;
  /** The line that opens it; undefined for the file. */
  readonly header: Statement | undefined;
  readonly parent: Block | undefined;
  /** Its lines take values, not keywords. */
  readonly values: boolean;
  /** The daemon knows its keyword here; what stands in another one is not looked at. */
  readonly known: boolean;
  /**
   * The lines that the daemon reads in it, in order: headers of inner blocks too, and lines that come out of definitions and included files (those have the
   * span of the line that brings them in). Without lines of another `@id`.
   */
  readonly lines: readonly Statement[];
  readonly blocks: readonly Block[];
}

/** A keyword that opens a block in a place, in any release; undefined when the word opens none there. */
export function openerOf(knowledge: Knowledge, word: string, path: string): Keyword | undefined {
  return knowledge.all('statement', word).find((keyword) => keyword.entry.opens !== undefined && keyword.where.has(path));
}
