// The model of a Keepalived file: its blocks, and each statement bound to its keyword or to the values its block takes.

import { bindStatement, type Naming, type Place } from '../core/bind';
import { Binding, Form, type Mention } from '../core/grammar/match';
import type { Knowledge } from '../core/knowledge';
import { type CheckOptions, type Model, plainUpkeep } from '../core/model';
import { firstIndex } from '../core/search';
import { text } from '../core/text';
import type { LineProblem, Statement } from '../core/tree';
import { type Block, isKeyword } from './blocks';
import type { Use } from './definitions';
import { dialectOf } from './dialect';
import { type KeepalivedTree, parseKeepalived } from './parser';
import type { Directive } from './reader';
import { otherReadings, primaryReading } from './readings';
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

type Found = { readonly statement: Statement; readonly problem: LineProblem };

/** How the lines of a block find their keyword, or which grammar they follow. */
export function namingOf(block: Block): Naming {
  const lines = block.keyword?.entry.lines;
  return { set: 'statement', sections: [block.path], prefixes: [], ...(lines === undefined ? {} : { lines }) };
}

/** How a line of a block is bound. */
export function placeIn(model: Pick<KeepalivedModel, 'knowledge' | 'release'>, block: Block): Place {
  const { knowledge, release } = model;
  return { naming: namingOf(block), around: { knowledge, types: keepalivedTypes, release, section: block.path, surplus: 'dropped' } };
}

const none = new Binding(undefined, Form.empty, [], [], []);

/** Parses and binds. Never throws. */
export function keepalivedModel(source: string, release: number, options: CheckOptions, knowledge: Knowledge): KeepalivedModel {
  const tree = parseKeepalived(source, release, primaryReading(source, options), knowledge);
  const { bindings, found } = bindTree(tree, release, knowledge, options.fragment);
  const byKeyword = new Map<string, Statement[]>();
  for (const [statement, binding] of bindings) {
    const name = binding.keyword?.name;
    if (name === undefined) continue;
    const same = byKeyword.get(name);
    if (same) same.push(statement);
    else byKeyword.set(name, [statement]);
  }
  for (const reading of otherReadings(source, options)) {
    const other = parseKeepalived(source, release, reading, knowledge);
    const of = other.statements[0];
    if (of) for (const problem of other.problems) found.push({ statement: of, problem: { ...problem, start: problem.start - of.start, end: problem.end - of.start } });
    found.push(...bindTree(other, release, knowledge).found);
  }
  return {
    language: 'keepalived',
    release,
    knowledge,
    options,
    tree,
    file: tree.file,
    ...plainUpkeep(tree, distinct(found, tree)),
    block: (statement) => tree.blockOf.get(statement),
    opened: (statement) => tree.opened.get(statement),
    binding: (statement) => bindings.get(statement) ?? none,
    statements: (keyword) => byKeyword.get(keyword) ?? [],
  };
}

/** Lines that come out of a definition or several readings of a file say the same more than once. */
function distinct(found: readonly Found[], tree: KeepalivedTree): Found[] {
  const key = (offset: number, problem: LineProblem) => `${offset + problem.start} ${offset + problem.end} ${problem.rule} ${problem.message}`;
  const told = new Set(tree.problems.map((problem) => key(0, problem)));
  return found.filter(({ statement, problem }) => told.size !== told.add(key(statement.start, problem)).size);
}

/** Binds all statements that the daemon reads, in order of the text. */
function bindTree(tree: KeepalivedTree, release: number, knowledge: Knowledge, fragment = false): { bindings: Map<Statement, Binding>; found: Found[] } {
  const bindings = new Map<Statement, Binding>();
  const found: Found[] = [];
  const bindLine = (statement: Statement, place: Place) => {
    const bound = bindStatement(statement, place.naming, place.around, tree.source);
    const problems = tree.opened.get(statement)?.values ? bound.problems.map((problem) => valueHeader(problem, release, bound.keyword?.entry.syntax !== '')) : bound.problems;
    bindings.set(statement, new Binding(bound.keyword, bound.form, [...bound.mentions, ...usesIn(tree.uses, statement)], problems, bound.values));
    for (const problem of problems) found.push({ statement, problem });
  };
  const bindBlock = (block: Block) => {
    const place = placeIn({ knowledge, release }, block);
    for (const statement of block.lines) {
      for (const problem of statement.problems) found.push({ statement, problem });
      // A part may stand within a block of the file that includes it: which one is not known.
      const foreign = fragment && block === tree.file && !isKeyword(knowledge, statement.words[0]?.text ?? '', '');
      if (block.known && !foreign && knowledge.has('statement')) bindLine(statement, place);
      const inner = tree.opened.get(statement);
      if (inner) bindBlock(inner);
    }
  };
  bindBlock(tree.file);
  for (const [statement, directive] of tree.directives) {
    if (directive.kind === 'skipped') {
      const place = placeIn({ knowledge, release }, tree.blockOf.get(statement) ?? tree.file);
      const { keyword, form, mentions, values } = bindStatement(statement, place.naming, place.around, tree.source);
      bindings.set(statement, new Binding(keyword, form, mentions, none.problems, values));
    } else bindings.set(statement, new Binding(undefined, Form.empty, [...definedBy(statement, directive.name), ...includedBy(statement, directive), ...usesIn(tree.uses, statement)], none.problems, none.values));
  }
  return { bindings, found };
}

/** The daemon tells that it drops words before the brace of a block of values (2.1). Behind a name it trips over them: `virtual_server_group` of check_parser.c. */
function valueHeader(problem: LineProblem, release: number, named: boolean): LineProblem {
  if (problem.rule !== 'dropped-words' || !dialectOf(release).checksValueHeaders) return problem;
  if (named) return { ...problem, rule: 'unexpected-argument', severity: 'error', origin: 'daemon', message: text('more than a name before the brace: keepalived does not start') };
  return { ...problem, origin: 'daemon', message: text('words before the brace are dropped') };
}

function definedBy(statement: Statement, name: string | undefined): Mention[] {
  const word = statement.words[0];
  if (name === undefined || !word || statement.elsewhere !== undefined) return [];
  return [{ role: 'def', kind: 'definition', name, word: 0, start: word.start + 1, end: word.start + 1 + name.length }];
}

/** The files that an `include` line names. */
function includedBy(statement: Statement, directive: Directive): Mention[] {
  const word = directive.kind === 'include' && statement.elsewhere === undefined ? statement.words[1] : undefined;
  return word && !word.opaque ? [{ role: 'ref', kind: 'path', name: word.text, word: 1, start: word.start, end: word.end }] : [];
}

/** The definitions that a written statement uses. */
function usesIn(uses: readonly Use[], statement: Statement): Mention[] {
  if (uses.length === 0 || statement.elsewhere !== undefined) return [];
  const mentions: Mention[] = [];
  for (let i = firstIndex(uses.length, (at) => (uses[at] as Use).start >= statement.start); i < uses.length; i++) {
    const { start, end, name } = uses[i] as Use;
    if (start >= statement.start + statement.length) break;
    const at = { start: start - statement.start, end: end - statement.start };
    mentions.push({
      role: 'ref',
      kind: 'definition',
      name,
      word: Math.max(
        0,
        statement.words.findIndex((word) => word.start <= at.start && word.end >= at.end),
      ),
      ...at,
    });
  }
  return mentions;
}
