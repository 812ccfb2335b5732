// Reads a keepalived.conf into statements and blocks. Never fails: what is wrong is noted beside the line.
import type { Knowledge } from '../core/knowledge';
import type { CheckOptions } from '../core/model';
import { lineStarts, type Span } from '../core/span';
import type { LineProblem, Statement, SyntaxTree, Word } from '../core/tree';
import { type Block, openerOf } from './blocks';

/** A tree, and the blocks in it. */
export interface KeepalivedTree extends SyntaxTree {
  readonly file: Block;
  readonly blockOf: ReadonlyMap<Statement, Block>;
  readonly opened: ReadonlyMap<Statement, Block>;
}

type Open = { -readonly [K in keyof Block]: Block[K] extends readonly (infer T)[] ? T[] : Block[K] };

export function parseKeepalived(source: string, _release: number, _options: CheckOptions, knowledge: Knowledge): KeepalivedTree {
  const lines = lineStarts(source);
  const statements: Statement[] = [];
  const comments: Span[] = [];
  const problems: LineProblem[] = [];
  const file: Open = { path: '', header: undefined, parent: undefined, values: false, known: true, lines: [], blocks: [] };
  const blockOf = new Map<Statement, Block>();
  const opened = new Map<Statement, Block>();
  let block = file;
  let last: Statement | undefined;
  const open = () => {
    if (!last || last.body) return;
    const header = last;
    const keyword = openerOf(knowledge, header.words[0]?.text ?? '', block.path);
    header.body = [];
    const inner: Open = { path: keyword?.entry.opens ?? block.path, header, parent: block, values: keyword?.entry.lines !== undefined, known: block.known && keyword !== undefined, lines: [], blocks: [] };
    block.blocks.push(inner);
    opened.set(header, inner);
    block = inner;
  };
  const close = (end: number) => {
    if (!block.parent) return;
    const header = block.header as Statement;
    header.bodyEnd = end - header.start;
    block = block.parent as Open;
  };
  for (let number = 0; number < lines.length; number++) {
    const from = lines[number] as number;
    const to = (lines[number + 1] ?? source.length + 1) - 1;
    let words: Word[] = [];
    let start = -1;
    const flush = () => {
      if (words.length === 0) return;
      const parent = block.header;
      const statement: Statement = { start, line: number, length: (words[words.length - 1] as Word).end, words, problems: [], ...(parent ? { parent } : {}) };
      (parent?.body ?? statements).push(statement);
      block.lines.push(statement);
      blockOf.set(statement, block);
      last = statement;
      words = [];
      start = -1;
    };
    const shape = /"([^"\n]*)"?|[{}]|[#!].*|[^\s{}"#!]+/g;
    shape.lastIndex = from;
    for (let found = shape.exec(source); found && found.index < to; found = shape.exec(source)) {
      const text = found[0];
      if (text === '{' || text === '}') {
        flush();
        if (text === '{') open();
        else close(found.index + 1);
      } else if (text[0] === '#' || text[0] === '!') comments.push({ start: found.index, end: found.index + text.length });
      else {
        if (start < 0) start = found.index;
        words.push({ start: found.index - start, end: found.index - start + text.length, text: found[1] ?? text, quoted: found[1] !== undefined, opaque: false });
      }
    }
    flush();
  }
  while (block.parent) close(source.length);
  return { source, lines, statements, comments, problems, file, blockOf, opened };
}
