// Keywords and grammars in words: for hover, the details of proposals and signatures. Names no keyword.
import { type Argument, type Node, nodes } from '../core/grammar/notation';
import type { Keyword } from '../core/knowledge';
import { firstOf, type ReleaseSet, removedIn } from '../core/release';
import { text } from '../core/text';
import type { Subject } from './subject';

/** A piece of a rendered grammar: its text and the nodes that it stands for. */
export interface Piece {
  readonly label: string;
  readonly node: Node;
}

/** Renders a grammar for people, as the selected release has it. `pieces` receives each argument, word and list of parameters in order. */
export function renderGrammar(subject: Subject, node: Node, pieces: Piece[] = [], depth = 0): string {
  const bit = 1 << subject.model.release;
  const leaf = (label: string): string => {
    pieces.push({ label, node });
    return label;
  };
  const among = (options: readonly Node[]) =>
    options
      .filter((option) => exists(option, bit))
      .map((option) => renderGrammar(subject, option, pieces, depth + 1))
      .filter((one) => one !== '');
  if (depth > 30) return '...';
  switch (node.kind) {
    case 'literal':
      return leaf(node.word);
    // What is read and ignored is no part of what people should write.
    case 'argument':
      return node.name === '_' || subject.language.types[node.type]?.wrong ? '' : leaf(`<${node.name}>`);
    case 'params':
      return leaf(node.single ? `<${setName(node.set)}>` : `[<${setName(node.set)}>...]`);
    case 'sequence':
      return among(node.items)
        .filter((one) => one !== '')
        .join(' ');
    case 'choice': {
      const options = among(node.options);
      if (options.length === 0) return '';
      if (node.optional) return `[${options.join('|')}]`;
      return options.length === 1 ? (options[0] as string) : `{${options.join('|')}}`;
    }
    case 'bag': {
      const options = among(node.options);
      return options.length > 8 ? `[${options.slice(0, 8).join('] [')}] ...` : options.map((one) => `[${one}]`).join(' ');
    }
    case 'repeat':
      return suffixed(renderGrammar(subject, node.item, pieces, depth + 1), '...');
    case 'list':
      return suffixed(renderGrammar(subject, node.item, pieces, depth + 1), ',...');
  }
}

/** Whether a release has a part: the first word of it decides. */
function exists(node: Node, bit: ReleaseSet): boolean {
  if (!(node.releases & bit)) return false;
  return node.kind !== 'sequence' || node.items[0] === undefined || node.items[0].kind === 'choice' || exists(node.items[0], bit);
}

function suffixed(one: string, sign: string): string {
  return one === '' ? '' : one + sign;
}

/** `action:http-request` -> `http-request action`, for people. */
function setName(set: string): string {
  const [kind, of] = set.split(':');
  return of === undefined ? (kind as string) : `${of} ${kind}`;
}

/** A keyword with its arguments, on one line. */
export function renderSyntax(subject: Subject, keyword: Keyword): string {
  const { entry, name } = keyword;
  const signature = subject.editing.signatureOf?.(keyword);
  if (signature !== undefined) return signature;
  const parens = entry.parens === undefined ? '' : `(${renderGrammar(subject, subject.model.knowledge.grammar(entry.parens.replace(/^\?/, '')).root)})`;
  const rest = entry.syntax === undefined ? '' : renderGrammar(subject, subject.model.knowledge.grammar(entry.syntax).root);
  return `${name}${parens}${rest === '' ? '' : ` ${rest}`}`;
}

/** Entries of a keyword's name that speak of the same place: their grammars differ by release. */
function kinOf(subject: Subject, keyword: Keyword): readonly Keyword[] {
  return subject.model.knowledge.all(keyword.set, keyword.name).filter((other) => [...other.where.keys()].some((section) => keyword.where.has(section)));
}

/** The life of a keyword as a line: `since 2.2 · deprecated since 2.8 · removed in 3.3`. Entries of one name count together. */
export function lifeLine(subject: Subject, keyword: Keyword): string {
  const { knowledge } = subject.model;
  const { line } = knowledge;
  let releases: ReleaseSet = 0;
  let deprecated: ReleaseSet = 0;
  for (const one of kinOf(subject, keyword)) {
    releases |= one.releases & ~one.refused;
    deprecated |= one.deprecated & one.releases;
  }
  const parts: string[] = [];
  const since = firstOf(line, releases);
  if (releases === line.all) parts.push(text('in every release from {0} to {1}', line.names[0] ?? '', line.names[line.names.length - 1] ?? ''));
  else if (since !== undefined) parts.push(since === line.names[0] ? text('since {0} or earlier', since) : text('since {0}', since));
  const old = firstOf(line, deprecated);
  if (old !== undefined) parts.push(text('deprecated since {0}', old));
  const removed = removedIn(line, releases);
  if (removed !== undefined) parts.push(text('removed in {0}', removed));
  return parts.join(' · ');
}

/** Sections or blocks in which the selected release knows a keyword, in the order of the data. */
export function homesOf(subject: Subject, keyword: Keyword): string[] {
  const bit = 1 << subject.model.release;
  const homes: string[] = [];
  for (const one of kinOf(subject, keyword)) {
    for (const [section, releases] of one.where) if (releases & bit && section !== '*' && section !== '' && !homes.includes(section)) homes.push(section);
  }
  return homes;
}

/** Whether the selected release warns of a keyword. */
export function isDeprecated(subject: Subject, keyword: Keyword): boolean {
  return (keyword.deprecated & (1 << subject.model.release)) !== 0;
}

/** The unit in which the value of an argument is taken; undefined when it has one itself or none is due. */
export function unitOf(subject: Subject, argument: Argument, value: string): string | undefined {
  return subject.language.types[argument.type]?.unit?.(value, argument.params) ?? (/^\d+(\.\d+)?$/.test(value) ? subject.editing.unitOf?.(argument) : undefined);
}

/** Units in which arguments without one are taken. */
function unitsOf(subject: Subject, keyword: Keyword): string[] {
  const { knowledge } = subject.model;
  if (keyword.entry.syntax === undefined) return [];
  const units = new Map<string, string>();
  for (const node of nodes(knowledge.grammar(keyword.entry.syntax).root)) {
    const unit = node.kind === 'argument' ? unitOf(subject, node, '1') : undefined;
    if (node.kind === 'argument' && unit !== undefined) units.set(node.name, unit);
  }
  return [...units].slice(0, 4).map(([name, unit]) => text('`<{0}>` in {1} without a unit', name, unit));
}

/** Lines of a file as a block of Markdown that none of them can end: its marks are longer than any run of backticks in them. */
export function codeBlock(language: string, lines: string): string {
  const longest = Math.max(2, ...[...lines.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${lines}\n${fence}`;
}

/** A keyword's description in Markdown: syntax, own words, life span, places, default, manual. */
export function describeKeyword(subject: Subject, keyword: Keyword): string {
  const { entry } = keyword;
  const release = subject.model.knowledge.line.names[subject.model.release] as string;
  const lines = [codeBlock(subject.language.id, renderSyntax(subject, keyword))];
  if (entry.doc) lines.push(entry.doc);
  const facts = [lifeLine(subject, keyword)];
  const homes = homesOf(subject, keyword);
  if (homes.length > 0) facts.push(text('in {0}', homes.map((home) => `\`${home}\``).join(', ')));
  if (entry.modes) facts.push(text('mode {0}', entry.modes.join(', ')));
  facts.push(...unitsOf(subject, keyword));
  if (entry.default !== undefined) facts.push(text('default `{0}`', entry.default));
  if (entry.replacement !== undefined) facts.push(text('use `{0}` instead', entry.replacement));
  lines.push(facts.filter((fact) => fact !== '').join('  \n'));
  const manual = subject.editing.manual(release, keyword);
  if (manual) lines.push(`[${text('Manual of {0}', release)}](${manual})`);
  return lines.join('\n\n');
}
