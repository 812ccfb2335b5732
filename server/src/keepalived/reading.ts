// What of a block the daemon takes: lines that it refuses have no effect, and the last of several counts.
import type { Slot } from '../core/grammar/match';
import type { Statement, Word } from '../core/tree';
import type { Block } from './blocks';
import type { KeepalivedModel } from './model';
import type { Address } from './values/addresses';

/** Whether the daemon takes a line: it knows the keyword, and nothing in it makes it ignore the line. */
export function isTaken(model: KeepalivedModel, line: Statement): boolean {
  return !model.binding(line).problems.some((problem) => problem.severity === 'error' && problem.origin !== 'advice');
}

/** The lines of a block with a keyword, whether they are taken or not. */
export function linesOf(model: KeepalivedModel, block: Block, keyword: string): Statement[] {
  return block.lines.filter((line) => model.binding(line).keyword?.name === keyword);
}

/** The lines of a block with a keyword that the daemon takes. */
export function takenLines(model: KeepalivedModel, block: Block, keyword: string): Statement[] {
  return linesOf(model, block, keyword).filter((line) => isTaken(model, line));
}

/** The line that counts of those with a keyword: the last one that the daemon takes. */
export function lastLine(model: KeepalivedModel, block: Block, keyword: string): Statement | undefined {
  return takenLines(model, block, keyword).pop();
}

/** The first argument of the line that counts. */
export function valueOf(model: KeepalivedModel, block: Block, keyword: string): Word | undefined {
  return lastLine(model, block, keyword)?.words[1];
}

/** What a switch says: true, false, or undefined where it is not there. */
export function switchOf(model: KeepalivedModel, block: Block, keyword: string): boolean | undefined {
  const line = lastLine(model, block, keyword);
  return line && !/^(off|false|no)$/.test(line.words[1]?.text ?? 'on');
}

/** The inner blocks of a block with a path. */
export function innerBlocks(block: Block, path: string): Block[] {
  return block.blocks.filter((inner) => inner.known && inner.path === path);
}

/** The lines in the inner blocks with a path, that is the entries of a list. */
export function entriesOf(block: Block, path: string): Statement[] {
  return innerBlocks(block, path).flatMap((inner) => inner.lines);
}

/** The address that a value type found at a word of a line. */
export function addressAt(model: KeepalivedModel, line: Statement, word: number): Address | undefined {
  return model.binding(line).values.find((value) => value.kind === 'address' && value.word === word)?.value as Address | undefined;
}

/** The slot of an argument by its name. */
export function slotOf(model: KeepalivedModel, line: Statement, name: string): Slot | undefined {
  return model.binding(line).slots.find(({ node }) => node.kind === 'argument' && node.name === name);
}

/** Whether a word of the grammar stands in a line, and where. */
export function literalAt(model: KeepalivedModel, line: Statement, word: string): number | undefined {
  return model.binding(line).slots.find(({ node }) => node.kind === 'literal' && node.word === word)?.word;
}

/** The span of a block's closing brace, where the daemon says what the block lacks. */
export function closingBrace(header: Statement): { start: number; end: number } | undefined {
  return header.bodyEnd === undefined ? undefined : { start: header.bodyEnd - 1, end: header.bodyEnd };
}
