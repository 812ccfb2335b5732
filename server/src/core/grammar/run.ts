// Executes the nodes of a grammar on words: binds each word to its place, reports what does not fit, tells what may stand where. Names no keyword.
import { nearest } from '../near';
import { listed, text } from '../text';
import { checkLife, reportLife } from './lives';
import type { Match } from './match';
import type { Argument, Bag, Choice, List, Literal, Node, Sequence } from './notation';
import { lookUpParam, runParams } from './params';
import type { ValueType } from './types';

/** Good words that are remembered of an argument. */
const mostGood = 1000;

/** Runs a node; returns the index after what it read, -1 once something was missing or wrong in a way that hides the rest. */
export function runNode(match: Match, node: Node, at: number): number {
  if (match.spreads && !match.lost && match.words[at]?.spread) match.lost = true;
  if (match.lost) return match.words.length;
  if (at === match.probe) match.expect(node);
  switch (node.kind) {
    case 'literal':
      return runLiteral(match, node, at);
    case 'argument':
      return runArgument(match, node, at);
    case 'sequence': {
      let next = at;
      for (const item of node.items) {
        if (!(item.releases & match.bit)) {
          if (match.around.surplus === 'dropped' || !writtenAnyway(match, item, next, node)) continue;
          if (item.kind !== 'literal') {
            reportLife(match, item, next, match.word(next).text);
            return -1;
          }
        }
        next = runNode(match, item, next);
        if (next < 0) return -1;
      }
      return next;
    }
    case 'choice':
      return runChoice(match, node, at);
    case 'bag':
      return runBag(match, node, at);
    case 'repeat': {
      let next = runNode(match, node.item, at);
      while (next >= 0 && next < match.words.length && startsNode(match, node.item, next)) {
        const after = runNode(match, node.item, next);
        if (after <= next) return after;
        next = after;
      }
      if (next === match.probe) match.expect(node.item);
      return next;
    }
    case 'list':
      return runList(match, node, at);
    case 'params':
      return runParams(match, node, at);
  }
}

/** A part that this release lacks is only entered when it stands there as a literal and nothing behind it takes the word, so that its life span can be told. */
function writtenAnyway(match: Match, node: Node, at: number, parent: Sequence): boolean {
  if (at >= match.words.length || node.kind === 'argument' || !literalStart(match, node, match.word(at).text)) return false;
  return node.kind === 'literal' || !parent.items.slice(parent.items.indexOf(node) + 1).some((item) => match.in(item.releases) && startsNode(match, item, at));
}

function literalStart(match: Match, node: Node, word: string): boolean {
  switch (node.kind) {
    case 'literal':
      return node.word === word;
    case 'sequence':
      return node.items[0] !== undefined && literalStart(match, node.items[0], word);
    case 'choice':
    case 'bag':
      for (const option of node.options) if (literalStart(match, option, word)) return true;
      return false;
    default:
      return false;
  }
}

/** Whether the word at `at` may begin a node. */
export function startsNode(match: Match, node: Node, at: number): boolean {
  if (at === match.probe) match.expect(node);
  const word = match.words[at];
  switch (node.kind) {
    case 'literal':
      return word !== undefined && (word.opaque || node.word === word.text);
    case 'argument': {
      if (!match.in(node.releases)) return false;
      const type = typeOf(match, node);
      if (!word) return type.mayBeEmpty === true;
      return word.opaque || (type.accepts?.(match, at, node.params) ?? true);
    }
    case 'sequence': {
      for (const item of node.items) {
        if (startsNode(match, item, at)) return true;
        // A literal is what the rest belongs to: without it the rest does not begin anything.
        if (item.kind === 'literal' || !mayBeAbsent(match, item)) return false;
      }
      return node.items.length === 0;
    }
    case 'choice':
    case 'bag':
      return startsOne(match, node.options, at);
    case 'repeat':
    case 'list':
      return startsNode(match, node.item, at);
    case 'params':
      return word !== undefined && (word.opaque || lookUpParam(match, node, word.text).keyword !== undefined);
  }
}

function startsOne(match: Match, options: readonly Node[], at: number): boolean {
  for (const option of options) if (startsNode(match, option, at)) return true;
  return false;
}

function mayBeAbsent(match: Match, node: Node): boolean {
  return (
    !match.in(node.releases) || (node.kind === 'choice' && node.optional) || (node.kind === 'bag' && node.least === 0) || (node.kind === 'params' && !node.single) || (node.kind === 'argument' && typeOf(match, node).mayBeEmpty === true)
  );
}

function typeOf(match: Match, node: Argument): ValueType {
  const { types } = match.around;
  if (node.reader?.types === types) return node.reader.type;
  const type = types[node.type];
  if (!type) throw new Error(`no value type ${node.type}`);
  node.reader = { types, type };
  return type;
}

function runLiteral(match: Match, node: Literal, at: number): number {
  const word = match.words[at];
  if (!word) return match.missing(text('expected {0}', listed([node.word])));
  if (word.opaque) {
    match.lost = true;
    return match.words.length;
  }
  if (word.text !== node.word) {
    match.report('error', 'wrong-argument', text('expected `{0}`, not `{1}`', node.word, word.text), at);
    return -1;
  }
  match.slot(node, at);
  checkLife(match, node, at, node.word);
  return at + 1;
}

function runArgument(match: Match, node: Argument, at: number): number {
  const type = typeOf(match, node);
  if (at >= match.words.length && !type.mayBeEmpty) return match.missing(text('`<{0}>` is missing', node.name));
  if (at < match.words.length) match.slot(node, at);
  const next = type.pure ? readPure(match, type, node, at) : type.read(match, at, node.params, node);
  if (match.probe > at && (next < 0 || next >= match.probe)) match.proposals.push(...(type.proposeWithin?.(match, at, match.typed, node.params) ?? []));
  if (node.deprecated & match.bit) match.report('warning', 'deprecated-argument', text('`<{0}>` is deprecated here', node.name), at, undefined, { tag: 'deprecated' });
  return next;
}

function readPure(match: Match, type: ValueType, node: Argument, at: number): number {
  const { release } = match.around;
  const word = match.word(at).text;
  if (node.good?.release === release && node.good.words.has(word)) return at + 1;
  const before = match.problems.length;
  const next = type.read(match, at, node.params, node);
  if (next !== at + 1 || match.problems.length > before || match.word(at).opaque) return next;
  if (node.good?.release !== release || node.good.words.size >= mostGood) node.good = { release, words: new Set() };
  node.good.words.add(word);
  return next;
}

function runChoice(match: Match, node: Choice, at: number): number {
  let outside: Node | undefined;
  for (const option of node.options) {
    if (!startsNode(match, option, at)) continue;
    if (match.in(option.releases) && literalLives(match, option, at)) return runNode(match, option, at);
    if (match.around.surplus !== 'dropped') outside ??= option;
  }
  if (outside) return runNode(match, outside, at);
  if (node.optional) return at;
  const words = firstWords(match, node.options);
  if (at >= match.words.length) return match.missing(words.length > 0 ? text('expected {0}', listed(words)) : text('an argument is missing'));
  const near = nearest(match.word(at).text, words);
  match.report(
    'error',
    'wrong-argument',
    near ? text('`{0}` is not known here: did you mean `{1}`?', match.word(at).text, near) : text('expected {0}, not `{1}`', listed(words), match.word(at).text),
    at,
    undefined,
    near ? { fixes: [match.replace(at, near)] } : {},
  );
  return -1;
}

/** Whether the literal with which an option begins here exists in this release. */
function literalLives(match: Match, node: Node, at: number): boolean {
  if (node.kind === 'literal') return match.in(node.releases);
  if (node.kind === 'sequence') return node.items[0] === undefined || (match.in(node.items[0].releases) && literalLives(match, node.items[0], at));
  if (node.kind === 'choice') return node.options.some((option) => startsNode(match, option, at) && match.in(option.releases) && literalLives(match, option, at));
  return true;
}

function runBag(match: Match, node: Bag, at: number): number {
  let next = at;
  let count = 0;
  const used = match.probe < 0 ? undefined : new Set<Node>();
  while (next < match.words.length && !match.lost) {
    let chosen: Node | undefined;
    for (const option of node.options) {
      if (!startsNode(match, option, next)) continue;
      if (match.in(option.releases) && literalLives(match, option, next)) {
        chosen = option;
        break;
      }
      if (match.around.surplus !== 'dropped') chosen ??= option;
    }
    if (!chosen) break;
    const after = runNode(match, chosen, next);
    if (after < 0) return -1;
    if (after === next) break;
    count++;
    used?.add(chosen);
    next = after;
  }
  if (next === match.probe) for (const option of node.options) if (node.again || !used?.has(option)) startsNode(match, option, next);
  if (count < node.least && !match.lost) {
    const words = firstWords(match, node.options);
    if (next >= match.words.length) return match.missing(text('expected {0}', listed(words)));
    match.report('error', 'wrong-argument', text('expected {0}, not `{1}`', listed(words), match.word(next).text), next);
    return -1;
  }
  return next;
}

function runList(match: Match, node: List, at: number): number {
  const word = match.words[at];
  if (!word) return match.missing(text('an argument is missing'));
  if (word.opaque) return at + 1;
  let from = 0;
  for (const part of word.text.split(',')) {
    const span = word.quoted ? word : { start: word.start + from, end: word.start + from + part.length };
    const inner = match.inner([{ ...span, text: part, quoted: word.quoted, opaque: false }]);
    inner.keyword = match.keyword;
    inner.run({ kind: 'sequence', items: [node.item], releases: node.releases, deprecated: 0 }, 0);
    match.take(inner, at);
    from += part.length + 1;
  }
  return at + 1;
}

/** The literals with which nodes may begin, in this release. */
export function firstWords(match: Match, options: readonly Node[]): string[] {
  const words: string[] = [];
  for (const node of options) {
    if (!match.in(node.releases)) continue;
    if (node.kind === 'literal') words.push(node.word);
    else if (node.kind === 'sequence' && node.items[0]) words.push(...firstWords(match, [node.items[0]]));
    else if (node.kind === 'choice' || node.kind === 'bag') words.push(...firstWords(match, node.options));
    else if (node.kind === 'argument') words.push(`<${node.name}>`);
  }
  return words;
}
