// Where each line of a text starts: in blocks, so that an edit moves blocks and not lines. Knows no language.
import { lastIndex } from './search';
import type { Place } from './span';

/** Lines of a block, at most. */
const most = 1024;

/** Lines that follow each other: the number of the first one, and where they start from an offset on. */
interface Block {
  line: number;
  offset: number;
  readonly starts: readonly number[];
}

/** Starts of lines that are gathered one by one: in blocks from the beginning, as a list of very many would be copied again and again while it grows. */
export class GatheredStarts {
  readonly blocks: number[][] = [];
  length = 0;
  private last: number[] = [];

  constructor(starts: readonly number[] = []) {
    for (const start of starts) this.add(start);
  }

  add(start: number): void {
    if (this.length % most === 0) this.blocks.push((this.last = []));
    this.last.push(start);
    this.length++;
  }
}

/** Offsets at which the lines of a text start, in order. They are exchanged in place when the text is edited: those of the version before are gone then. */
export class LineStarts {
  private readonly blocks: Block[];

  constructor(
    starts: GatheredStarts,
    /** How many lines there are. */
    public length = starts.length,
  ) {
    this.blocks = blocksOf(0, starts);
  }

  /** Where a line starts; undefined when there is no such line. */
  at(line: number): number | undefined {
    if (line < 0 || line >= this.length) return undefined;
    const block = this.blocks[this.blockOf(line)] as Block;
    return block.offset + (block.starts[line - block.line] as number);
  }

  /** The line and column of an offset. */
  placeAt(offset: number): Place {
    const { blocks } = this;
    const { line, offset: from, starts } = blocks[lastIndex(blocks.length, (i) => firstOf(blocks[i] as Block) <= offset)] as Block;
    const at = lastIndex(starts.length, (i) => from + (starts[i] as number) <= offset);
    return { line: line + at, column: offset - from - (starts[at] as number) };
  }

  /** Exchanges the starts of some lines and moves those behind them. */
  exchange(from: number, to: number, now: GatheredStarts, shift: number): void {
    const { blocks } = this;
    const first = this.blockOf(from);
    const last = Math.max(first, this.blockOf(to));
    const head = blocks[first] as Block;
    const tail = blocks[last] as Block;
    const lines = now.length - (to - from);
    for (let i = last + 1; i < blocks.length; i++) {
      const block = blocks[i] as Block;
      block.line += lines;
      block.offset += shift;
    }
    const above: Block = { line: head.line, offset: head.offset, starts: head.starts.slice(0, from - head.line) };
    const below: Block = { line: from + now.length, offset: tail.offset + shift, starts: tail.starts.slice(to - tail.line) };
    const exchanged = [above, ...blocksOf(from, now), below].filter(({ starts }) => starts.length > 0);
    // Few are put together with what is left of the blocks at either end, so that these do not become smaller and smaller.
    const together = new GatheredStarts();
    if (now.length <= most) for (const { offset, starts } of exchanged) for (const start of starts) together.add(offset + start);
    blocks.splice(first, last - first + 1, ...(now.length <= most ? blocksOf(head.line, together) : exchanged));
    this.length += lines;
  }

  private blockOf(line: number): number {
    const { blocks } = this;
    return lastIndex(blocks.length, (i) => (blocks[i] as Block).line <= line);
  }
}

function firstOf({ offset, starts }: Block): number {
  return offset + (starts[0] as number);
}

function blocksOf(line: number, { blocks }: GatheredStarts): Block[] {
  return blocks.map((starts, i) => ({ line: line + i * most, offset: 0, starts }));
}
