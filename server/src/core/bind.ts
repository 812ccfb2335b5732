// Binds a statement to its keyword by the longest known name, then runs the keyword's grammar. Names no keyword.
import { checkStanding, reportDeprecated } from './grammar/lives';
import { Binding, Match, type Surroundings } from './grammar/match';
import { type Found, type Keyword, type Knowledge, unknown } from './knowledge';
import { nearest } from './near';
import { parseReleases } from './release';
import { listed, text } from './text';
import { kept, tight } from './tight';
import type { LineFix, Statement, Word } from './tree';

/** How statements of a language find their keyword. */
export interface Naming {
  /** The set to look names up in. */
  readonly set: string;
  /** Sections to try in order: the first one in which the name is known wins. */
  readonly sections: readonly string[];
  /** Words that may stand before the keyword. */
  readonly prefixes: readonly string[];
  /** Grammar of the whole line, where lines hold values and no keyword. */
  readonly lines?: string;
}

/** How the words of a line are bound: for completion and signature help, which run the grammar once more with a probe. */
export interface Place {
  readonly naming: Naming;
  readonly around: Surroundings;
}

const most = new WeakMap<Knowledge, Map<string, Map<string, number>>>();

/** How many words the longest name has that begins with a word, per set. */
function longest(knowledge: Knowledge, set: string, first: string): number {
  let sets = most.get(knowledge);
  if (!sets) most.set(knowledge, (sets = new Map()));
  let counts = sets.get(set);
  if (!counts) {
    sets.set(set, (counts = new Map()));
    for (const name of knowledge.names(set)) {
      const words = name.split(' ');
      const head = words[0] as string;
      counts.set(head, Math.max(counts.get(head) ?? 1, words.length));
    }
  }
  return counts.get(first) ?? 0;
}

/** The keyword with which a statement begins, by its longest known name. */
function findName(words: readonly Word[], from: number, naming: Naming, around: Surroundings): Found {
  const { knowledge, release } = around;
  const first = words[from]?.text ?? '';
  const known = around.found?.get(first);
  if (known) return known;
  const most = longest(knowledge, naming.set, first);
  let best = unknown;
  for (let length = Math.min(most, words.length - from); length > 0; length--) {
    let name = first;
    for (let i = 1; i < length; i++) name += ` ${words[from + i]?.text ?? ''}`;
    for (const section of naming.sections) {
      const found = knowledge.find(naming.set, name, section, release);
      if (found.standing === 'known' || found.standing === 'ignored') {
        if (most === 1) around.found?.set(first, found);
        return found;
      }
      if (found.keyword && (!best.keyword || (best.standing === 'elsewhere' && found.standing !== 'elsewhere'))) best = found;
    }
  }
  return best;
}

/** Binds the words of a statement; `source` is the text that it stands in, for fixes. */
export function bindStatement(statement: Statement, naming: Naming, around: Surroundings, source = ''): Binding {
  const match = new Match(statement.words, around);
  match.written = statement.written;
  runStatement(match, naming, statement, source);
  return new Binding(match.keyword, match.form, kept(match.keptMentions), tight(match.problems), kept(match.keptValues));
}

/** The source of words as they were written: they stand in a statement of a text. Without a statement: what they mean. */
function writtenAs(words: readonly Word[], statement: Statement | undefined, source: string): string {
  return words.map((word) => (statement ? source.slice(statement.start + word.start, statement.start + word.end) : word.text)).join(' ');
}

/**
 * The fix that a keyword's `rewrite` template describes: `<name>` stands for what the slot of that name holds, `<name.part>` for a part of its value;
 * what stands in brackets is left out when it is not filled. An empty template takes the line out.
 * None when a slot of the template is not filled or the line does not fit the keyword's grammar.
 */
function rewriteFixes(match: Match, keyword: Keyword, from: number, statement: Statement | undefined, source: string): LineFix[] {
  const { rewrite, syntax } = keyword.entry;
  const { words, around } = match;
  const last = words[words.length - 1];
  if (rewrite === undefined || !last) return [];
  if (rewrite === '') return [{ title: text('Remove this line'), safe: false, removes: true, edits: [] }];
  const trial = new Match(words, around);
  trial.run(around.knowledge.grammar(syntax ?? '').root, from);
  if (trial.problems.some(({ severity }) => severity === 'error')) return [];
  const newText = fillTemplate(rewrite, (name, part) => {
    const first = trial.slots.find((slot) => slot.node.kind === 'argument' && slot.node.name === name);
    if (first?.node.kind !== 'argument') return undefined;
    if (part !== undefined) return match.around.types[first.node.type]?.parts?.(trial.word(first.word).text)[part];
    const open = trial.slots.every((slot) => slot.word <= first.word);
    return writtenAs(words.slice(first.word, open ? words.length : first.word + 1), statement, source);
  });
  return newText !== undefined ? [{ title: text('Rewrite as `{0}`', newText), safe: true, edits: [{ start: words[0]?.start ?? 0, end: last.end, newText }] }] : [];
}

/** Something newer says the same, and the daemon is silent. */
function reportOutdated(match: Match, keyword: Keyword, at: number, fixes: readonly LineFix[]): void {
  const { replacement } = keyword.entry;
  const message = replacement ? text('`{0}` is an old way to say it: use `{1}`', keyword.name, replacement) : text('`{0}` is an old way to say it', keyword.name);
  match.report('information', 'deprecated-keyword', message, at, undefined, { origin: 'advice', tag: 'deprecated', fixes });
}

/** Fills the slots of a template; undefined when one is not filled. */
function fillTemplate(template: string, valueOf: (name: string, part: string | undefined) => string | undefined): string | undefined {
  let complete = true;
  const fill = (piece: string) =>
    piece.replace(/<([\w-]+)(?:\.([\w-]+))?>/g, (_whole, name: string, part: string | undefined) => {
      const value = valueOf(name, part);
      if (value === undefined) complete = false;
      return value ?? '';
    });
  const trimmed = template.replace(/ ?\[([^\]]*)\]/g, (_whole, piece: string) => {
    const filled = fill(piece);
    const kept = complete;
    complete = true;
    return kept ? ` ${filled}` : '';
  });
  const filled = fill(trimmed);
  return complete ? filled : undefined;
}

/** Runs a match from the keyword on; also used with a probe to learn what may stand at a word. Tells how many words the keyword's name took, its prefix included. */
export function runStatement(match: Match, naming: Naming, statement?: Statement, source = ''): number {
  const { words, around } = match;
  if (naming.lines !== undefined) {
    match.run(around.knowledge.grammar(naming.lines).root, 0);
    return 0;
  }
  const prefixed = words.length > 1 && naming.prefixes.includes(words[0]?.text ?? '') ? 1 : 0;
  const first = words[prefixed];
  if (!first || first.opaque) return prefixed;
  const found = findName(words, prefixed, naming, around);
  const { keyword } = found;
  const length = keyword ? keyword.length : 1;
  if (!keyword || (length === 1 && found.standing !== 'known' && found.standing !== 'ignored' && hasFamily(first.text, naming, around))) {
    reportUnknown(match, prefixed, naming);
    return prefixed + 1;
  }
  match.keyword = keyword;
  if (found.standing === 'known' && keyword.ordinary && prefixed === 0 && !((keyword.refused | keyword.deprecated) & match.bit)) {
    const grammar = around.knowledge.grammarOf(keyword);
    if (grammar) match.run(grammar.root, length);
    return length;
  }
  return runSpecial(match, naming, found, keyword, prefixed, statement, source);
}

/** The same for a keyword that is not simply known here: it is of another release, outdated, behind a prefix, or forgives. */
function runSpecial(match: Match, naming: Naming, found: Found, keyword: Keyword, prefixed: number, statement: Statement | undefined, source: string): number {
  const { words, around } = match;
  const { length } = keyword;
  const fixes = () => rewriteFixes(match, keyword, prefixed + length, statement, source);
  if (found.standing === 'ignored') match.report('warning', 'ignored-keyword', text('`{0}` is ignored in {1}', keyword.name, naming.sections[0] ?? ''), prefixed);
  else if (found.standing !== 'known') {
    checkStanding(match, found, prefixed, found.standing === 'removed' ? fixes() : []);
    return prefixed + length;
  }
  if (match.in(keyword.refused)) checkStanding(match, { keyword, standing: 'removed' }, prefixed, fixes());
  if (match.in(keyword.deprecated)) reportDeprecated(match, keyword, prefixed, fixes());
  else if (keyword.entry.outdated && match.in(parseReleases(around.knowledge.line, keyword.entry.outdated))) reportOutdated(match, keyword, prefixed, fixes());
  if (prefixed > 0 && keyword.entry.prefixedDeprecated && match.in(parseReleases(around.knowledge.line, keyword.entry.prefixedDeprecated)))
    match.report('warning', 'deprecated-keyword', text('`{0}` is deprecated and ignored behind `{1}`', keyword.name, words[0]?.text ?? ''), 0, undefined, { tag: 'deprecated' });
  match.blank = statement?.cut === true && keyword.entry.takesEmpty !== undefined && match.in(parseReleases(around.knowledge.line, keyword.entry.takesEmpty));
  const syntax = (prefixed > 0 ? keyword.entry.prefixedSyntax : undefined) ?? keyword.entry.syntax;
  const before = match.problems.length;
  if (syntax !== undefined) match.run(around.knowledge.grammar(syntax).root, prefixed + length);
  if (keyword.entry.forgives && match.in(parseReleases(around.knowledge.line, keyword.entry.forgives))) forgive(match, before);
  return prefixed + length;
}

/** Makes warnings of errors in arguments, for keywords that are ignored when one is wrong; surplus words stay errors. */
function forgive(match: Match, from: number): void {
  for (let i = from; i < match.problems.length; i++) {
    const problem = match.problems[i];
    if (problem?.severity === 'error' && problem.rule !== 'unexpected-argument') match.problems[i] = { ...problem, severity: 'warning' };
  }
}

/** Whether names of several words that begin with a word are known here: then the word alone is one of them that is not finished. */
function hasFamily(first: string, naming: Naming, { knowledge, release }: Surroundings): boolean {
  if (longest(knowledge, naming.set, first) < 2) return false;
  const bit = 1 << release;
  for (const keyword of knowledge.each(naming.set)) if (keyword.name.startsWith(`${first} `) && naming.sections.some((section) => (keyword.where.get(section) ?? keyword.where.get('*') ?? 0) & bit)) return true;
  return false;
}

const candidates = new WeakMap<Knowledge, Map<string, ReadonlySet<string>>>();

/** Words that could stand where a keyword is not known: first words of keywords, or what may follow one that begins several. */
function candidatesOf({ knowledge, release }: Match['around'], { set, sections }: Naming, first: string | undefined): ReadonlySet<string> {
  let known = candidates.get(knowledge);
  if (!known) candidates.set(knowledge, (known = new Map()));
  const key = `${release} ${set} ${sections.join()} ${first ?? ''}`;
  let words = known.get(key);
  if (words) return words;
  if (known.size > 1000) known.clear();
  const bit = 1 << release;
  const here = (keyword: Keyword) => sections.some((section) => (keyword.where.get(section) ?? keyword.where.get('*') ?? 0) & bit);
  const names = [...knowledge.each(set)].filter((keyword) => here(keyword) && (first === undefined || keyword.name.startsWith(`${first} `)));
  known.set(key, (words = new Set(names.map(({ name }) => (first === undefined ? name : name.slice(first.length + 1)).split(' ', 1)[0] as string))));
  return words;
}

function reportUnknown(match: Match, at: number, naming: Naming): void {
  const { knowledge, release } = match.around;
  const first = match.word(at).text;
  const second = match.words[at + 1]?.text;
  const family = longest(knowledge, naming.set, first) > 1;
  const known = candidatesOf(match.around, naming, family ? first : undefined);
  const place = family ? at + 1 : at;
  const wrong = family ? second : first;
  if (wrong === undefined) {
    match.report('error', 'missing-argument', text('`{0}` needs one of {1}', first, listed([...known])), at);
    return;
  }
  if (match.words[place]?.opaque || match.around.foreign?.(wrong)) return;
  const near = nearest(wrong, known);
  const what = family ? `${first} ${wrong}` : wrong;
  const [section = ''] = naming.sections;
  const version = knowledge.line.names[release] ?? '';
  const said = section === '' ? text('unknown keyword `{0}` at the top level in {1}', what, version) : text('unknown keyword `{0}` in {1} of {2}', what, section, version);
  const message = near ? text('unknown keyword `{0}`: did you mean `{1}`?', what, near) : said;
  const word = match.word(place);
  match.report('error', 'unknown-keyword', message, place, undefined, near ? { fixes: [{ title: text('Replace by `{0}`', near), safe: false, edits: [{ start: word.start, end: word.end, newText: near }] }] } : {});
}
