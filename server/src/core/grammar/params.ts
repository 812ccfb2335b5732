// Executes lists of parameters: keywords of a set, each with arguments of its own. Names no keyword.
import type { Found, Keyword } from '../knowledge';
import { nearest } from '../near';
import { text } from '../text';
import { checkStanding, reportDeprecated } from './lives';
import type { Match } from './match';
import type { Params } from './notation';
import { runNode } from './run';
import { Tails } from './tails';

/** Finds a word in a set: by its name, by the part before a parenthesis, or by what it begins with. `inner` is what is glued to the name, `syntax` its grammar. */
export function lookUpParam(match: Match, { set, place }: Params, word: string): Found & { inner?: { start: number; end: number }; syntax?: string } {
  const { knowledge, release } = match.around;
  const section = place ?? match.around.section;
  const found = knowledge.find(set, word, section, release);
  if (found.standing === 'known') return found;
  const glued = knowledge.findGlued(set, word, section, release);
  const open = word.indexOf('(');
  const prefix = found.keyword || open <= 0 ? found : knowledge.find(set, word.slice(0, open), section, release);
  const entry = found.keyword ? undefined : prefix.keyword?.entry;
  // Of a keyword that is not described yet nobody knows whether it takes parentheses.
  if (entry && entry.parens === undefined && entry.syntax === undefined) return prefix;
  if (entry?.parens !== undefined) {
    const closed = word.endsWith(')');
    if (!glued || closed) return { keyword: prefix.keyword, standing: prefix.standing, inner: { start: open + 1, end: closed ? word.length - 1 : word.length }, syntax: entry.parens };
  }
  return glued ? { keyword: glued, standing: 'known', inner: { start: glued.name.length, end: word.length }, syntax: glued.entry.glued ?? '' } : found;
}

/** Reads keywords of a set with their arguments, as many as there are or one; returns the index behind them, -1 once one is wrong. */
export function runParams(match: Match, node: Params, at: number): number {
  return node.single ? readParams(match, node, at) : (node.tails ??= new Tails()).read(match, node, at, readParams);
}

function readParams(match: Match, node: Params, at: number): number {
  let next = at;
  while (next < match.words.length && !match.lost) {
    const word = match.word(next);
    if (word.opaque) {
      match.lost = true;
      return match.words.length;
    }
    if (!node.single && match.around.ends?.(word.text)) break;
    const found = lookUpParam(match, node, word.text);
    const keyword = found.keyword;
    if (!keyword) {
      if (match.around.foreign?.(word.text)) {
        match.lost = true;
        return match.words.length;
      }
      reportUnknown(match, node, next);
      if (match.probe < 0 || node.single) return -1;
      next++;
      continue;
    }
    const outer = match.keyword;
    match.keyword = keyword;
    match.slot(node, next);
    const grammar = match.around.knowledge.grammarOf(keyword);
    if (found.standing === 'ignored') {
      next = passIgnored(match, keyword, next, node.place ?? match.around.section);
      match.keyword = outer;
      continue;
    }
    if (found.standing !== 'known') checkStanding(match, found, next, [], node.place);
    if (keyword.deprecated & match.bit) reportDeprecated(match, keyword, next);
    if (found.inner) runGlued(match, keyword, next, found.inner, found.syntax ?? '');
    else if (!keyword.bare && keyword.entry.parens !== undefined && !keyword.entry.parens.startsWith('?') && keyword.entry.glued === undefined)
      match.report('error', 'missing-argument', text('`{0}` needs `({1})`', keyword.name, keyword.entry.parens), next);
    // Of a keyword that is not described yet nobody knows what it takes.
    if (found.standing === 'known' && !grammar) match.lost = true;
    const after = found.standing !== 'known' ? -1 : grammar ? runNode(match, grammar.root, next + 1) : match.words.length;
    match.keyword = outer;
    if (after < 0) return -1;
    if (match.lost) return match.words.length;
    next = after;
    if (node.single) return next;
  }
  if (next === match.probe) match.expect(node);
  if (node.single && next === at && !match.lost) return match.missing(text('an argument is missing'));
  return next;
}

/** A parameter that the daemon reads past with a complaint: its arguments are not looked at. */
function passIgnored(match: Match, keyword: Keyword, at: number, place: string): number {
  match.report('warning', 'ignored-keyword', text('`{0}` is ignored in {1}', keyword.name, place), at, undefined, { origin: 'advice' });
  const after = runNode(match.inner(match.words), match.around.knowledge.grammar(keyword.entry.syntax ?? '').root, at + 1);
  return after > at ? after : Math.min(at + 2, match.words.length);
}

/** Runs a grammar on what is glued to a keyword's name. */
function runGlued(match: Match, keyword: Keyword, at: number, inner: { start: number; end: number }, syntax: string): void {
  const word = match.word(at);
  if (syntax === keyword.entry.parens && !word.text.endsWith(')')) {
    match.report('error', 'wrong-argument', text('missing `)` after `{0}`', keyword.name), at);
    return;
  }
  const part = word.text.slice(inner.start, inner.end);
  const start = word.quoted ? word.start : word.start + inner.start;
  const run = match.inner([{ start, end: word.quoted ? word.end : word.start + inner.end, text: part, quoted: word.quoted, opaque: false }]);
  run.keyword = keyword;
  run.run(match.around.knowledge.grammar(syntax[0] === '?' ? syntax.slice(1) : syntax).root, 0);
  match.take(run, at);
}

function reportUnknown(match: Match, node: Params, at: number): void {
  const { knowledge } = match.around;
  const section = node.place ?? match.around.section;
  const word = match.word(at).text;
  const names: string[] = [];
  for (const keyword of knowledge.each(node.set)) if ((keyword.where.get(section) ?? keyword.where.get('*') ?? 0) & match.bit) names.push(keyword.name);
  const near = nearest(word.replace(/\(.*/, ''), names);
  match.report(
    'error',
    'unknown-argument',
    near ? text('`{0}` is not known here: did you mean `{1}`?', word, near) : text('`{0}` is not known here', word),
    at,
    undefined,
    near ? { fixes: [match.replace(at, near + word.slice(word.replace(/\(.*/, '').length))] } : {},
  );
}
