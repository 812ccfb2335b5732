// The model of a Keepalived file: its blocks, and each statement bound to its keyword or to the values its block takes.
import { bindStatement, type Naming, type Place } from '../core/bind';
import type { Binding } from '../core/grammar/match';
import type { Knowledge } from '../core/knowledge';
import { type CheckOptions, type Model, plainUpkeep } from '../core/model';
import type { LineProblem, Statement } from '../core/tree';
import { type Block, openerOf } from './blocks';
import { type KeepalivedTree, parseKeepalived } from './parser';
import { keepalivedTypes } from './values';

export type { Block } from './blocks';

export interface KeepalivedModel extends Model {
  readonly language: 'keepalived';
  readonly tree: KeepalivedTree;
  /** The whole file as a block. */
  readonly file: Block;
  /** The block in which a statement stands. */
  block(statement: Statement): Block | undefined;
  /** The block that a statement opens. */
  opened(statement: Statement): Block | undefined;
}

/** How the lines of a block find their keyword, or which grammar they follow. */
export function namingOf(block: Block, knowledge: Knowledge): Naming {
  const lines = block.values && block.header && block.parent ? openerOf(knowledge, block.header.words[0]?.text ?? '', block.parent.path)?.entry.lines : undefined;
  return { set: 'statement', sections: [block.path], prefixes: [], ...(lines === undefined ? {} : { lines }) };
}

/** How a line of a block is bound. */
export function placeIn(model: Pick<KeepalivedModel, 'knowledge' | 'release'>, block: Block): Place {
  const { knowledge, release } = model;
  return { naming: namingOf(block, knowledge), around: { knowledge, types: keepalivedTypes, release, section: block.path, surplus: 'dropped' } };
}

/** Parses and binds. Never throws. */
export function keepalivedModel(source: string, release: number, options: CheckOptions, knowledge: Knowledge): KeepalivedModel {
  const tree = parseKeepalived(source, release, options, knowledge);
  const bindings = new Map<Statement, Binding>();
  const byKeyword = new Map<string, Statement[]>();
  const found: { statement: Statement; problem: LineProblem }[] = [];
  const bind = (block: Block) => {
    const place = placeIn({ knowledge, release }, block);
    for (const statement of block.lines) {
      for (const problem of statement.problems) found.push({ statement, problem });
      if (block.known && knowledge.has('statement')) {
        const binding = bindStatement(statement, place.naming, place.around, source);
        bindings.set(statement, binding);
        for (const problem of binding.problems) found.push({ statement, problem });
        const name = binding.keyword?.name;
        if (name !== undefined) {
          const same = byKeyword.get(name);
          if (same) same.push(statement);
          else byKeyword.set(name, [statement]);
        }
      }
      const inner = tree.opened.get(statement);
      if (inner) bind(inner);
    }
  };
  bind(tree.file);
  const none: Binding = { keyword: undefined, slots: [], mentions: [], problems: [], values: [] };
  return {
    language: 'keepalived',
    release,
    knowledge,
    options,
    tree,
    file: tree.file,
    ...plainUpkeep(tree, found),
    block: (statement) => tree.blockOf.get(statement),
    opened: (statement) => tree.opened.get(statement),
    binding: (statement) => bindings.get(statement) ?? none,
    statements: (keyword) => byKeyword.get(keyword) ?? [],
  };
}
