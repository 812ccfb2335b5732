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

/** Offsets at which the lines of a text start, in order. They are exchanged in place when the text is edited: those of the version before are gone then. */
export class LineStarts {
  private readonly blocks: Block[];

  constructor(
    starts: readonly number[],
    /** How many lines there are. */
    public length = starts.length,
  ) {
    this.blocks = inBlocks(0, starts);
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
  exchange(from: number, to: number, now: readonly number[], shift: number): void {
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
    const starts: number[] = [];
    for (let i = 0; i < from - head.line; i++) starts.push(head.offset + (head.starts[i] as number));
    for (const start of now) starts.push(start);
    for (let i = to - tail.line; i < tail.starts.length; i++) starts.push(tail.offset + (tail.starts[i] as number) + shift);
    blocks.splice(first, last - first + 1, ...inBlocks(head.line, starts));
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

function inBlocks(line: number, starts: readonly number[]): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < starts.length; at += most) blocks.push({ line: line + at, offset: 0, starts: starts.slice(at, at + most) });
  return blocks;
}
