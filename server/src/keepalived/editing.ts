// What the editor's features ask of Keepalived beside its grammar.
import { bodies, implied as impliedKeywords } from '../../data/editing/keepalived.json';
import type { Editing } from '../core/editing';
import type { Keyword } from '../core/knowledge';
import { duration } from '../core/quantities';
import { compareReleases } from '../core/release';
import type { Statement } from '../core/tree';
import { explainTiming } from './explain-timing';
import { knowledge } from './knowledge';
import { type Block, type KeepalivedModel, placeIn } from './model';
import { parseKeepalived } from './parser';

/** Milliseconds of the units by which arguments are called. */
const units: Readonly<Record<string, readonly [sign: string, milliseconds: number]>> = { seconds: ['s', 1000], milliseconds: ['ms', 1], microseconds: ['µs', 0.001] };

let openersKnown: ReadonlySet<string> | undefined;

/** Keywords that open a block at the top of a file. */
function openers(): ReadonlySet<string> {
  openersKnown ??= new Set([...knowledge.each('statement')].filter((keyword) => keyword.entry.opens !== undefined && keyword.where.has('')).map((keyword) => keyword.name));
  return openersKnown;
}

/** Settings of a block that it leaves to their defaults, those that decide about failover only. */
function implied(model: KeepalivedModel, statement: Statement): string | undefined {
  const block = model.opened(statement);
  const wanted: readonly string[] | undefined = block && Object.hasOwn(impliedKeywords, block.path) ? impliedKeywords[block.path as keyof typeof impliedKeywords] : undefined;
  if (!block || !wanted || !block.closed) return undefined;
  const said = new Set(block.lines.map((line) => model.binding(line).keyword?.name));
  const parts = wanted.flatMap((name) => {
    const { keyword } = model.knowledge.find('statement', name, block.path, model.release);
    return said.has(name) || keyword?.entry.default === undefined ? [] : [`${name} ${keyword.entry.default}`];
  });
  return parts.length === 0 ? undefined : parts.join(' · ');
}

/** The last line above at whose very beginning a keyword of the file's top stands: people write nothing else there. */
function topBefore(source: string, offset: number): number {
  for (let end = offset - 1; end >= 0; ) {
    const feed = end === 0 ? -1 : source.lastIndexOf('\n', end - 1);
    const at = feed + 1;
    end = feed;
    const word = /^[a-z_]+/i.exec(source.slice(at, at + 64))?.[0];
    if (word !== undefined && openers().has(word)) return at;
  }
  return 0;
}

/** The block that is open at a line, told by the lines above it only: where a brace is missing or too many, what follows misleads. */
function blockBefore(model: KeepalivedModel, offset: number): Block {
  const { source } = model.tree;
  const line = source.lastIndexOf('\n', offset - 1) + 1;
  const above = parseKeepalived(source.slice(topBefore(source, line), line), model.release, model.options, model.knowledge);
  let block = above.file;
  for (let inner = block.blocks.at(-1); inner && !inner.closed; inner = block.blocks.at(-1)) block = inner;
  return block;
}

function bodyOf(keyword: Keyword): readonly string[] | undefined {
  const path = keyword.entry.opens ?? '';
  return Object.hasOwn(bodies, path) ? bodies[path as keyof typeof bodies] : undefined;
}

export const keepalivedEditing: Editing<KeepalivedModel> = {
  braces: true,
  directiveSet: 'directive',
  variableKind: 'definition',
  fileKind: 'path',
  nameShape: /^[^\s"'{}#!$\\]+$/,
  openers,
  isLead: (statement) => statement.words.length === 1 && statement.words[0]?.text.startsWith('@') === true,
  placeOf: (model, statement) => placeIn(model, (model.tree.derailed ? blockBefore(model, statement.start) : model.block(statement)) ?? model.file),
  placesBelow(model, owner, offset) {
    const block = model.tree.derailed ? blockBefore(model, offset) : owner ? model.opened(owner) : model.file;
    return block?.known ? [placeIn(model, block)] : [];
  },
  // Names are known in the whole file, and in the files that are read together with it.
  scopeOf: () => undefined,
  bodyOf,
  implied,
  explain: explainTiming,
  unitOf: (argument) => units[argument.name]?.[0],
  explainValue(argument, value) {
    const unit = units[argument.name];
    return unit && /^\d+(\.\d+)?$/.test(value) ? duration(Number(value) * unit[1]) : undefined;
  },
  endsFlow: (statement) => /^(real_server|sorry_server)$/.test(statement.words[0]?.text ?? ''),
  givesDefaults: (statement) => statement.words[0]?.text === 'global_defs',
  manual: (release) => `https://github.com/acassen/keepalived/blob/v${release}/doc/man/man5/keepalived.conf.5${compareReleases(release, '2.2.0') >= 0 ? '.in' : ''}`,
};
