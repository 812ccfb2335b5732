// Reads a haproxy.cfg into sections and their lines, and takes over what an edit left alone from the version before. Never fails.

import { difference } from '../core/difference';
import { LineStarts } from '../core/line-starts';
import type { CheckOptions } from '../core/model';
import { partAt } from '../core/part';
import { finish } from '../core/patience';
import type { Changes } from '../core/records';
import { lastStartingAt } from '../core/search';
import type { Span } from '../core/span';
import type { LineProblem, Statement, SyntaxTree } from '../core/tree';
import { dialectOf } from './dialect';
import { missingLineFeed, unterminated } from './lexical-problems';
import { LineReader } from './reader';
import type { Section } from './section';

export { isSectionHeader } from './reader';

/** Whether a statement is one of the `.if` kind, which the release takes out before it looks at keywords. */
export function isDirective(statement: Statement, release: number): boolean {
  return statement.words[0]?.text.charCodeAt(0) === 46 && dialectOf(release).conditions;
}

/** A text that was read. The first section holds what stands above the first header. */
export interface HaproxyText {
  readonly release: number;
  readonly sections: readonly Section[];
  readonly tree: SyntaxTree;
  readonly remarks: Remarks;
  readonly reader: LineReader;
  /** Conditional blocks are open at the end. */
  readonly open: boolean;
}

/** What some sections have that concerns others too: gathered anew where an edit touches such a section. */
interface Remarks {
  /** A section uses the numbers of its lines. */
  readonly numbered: boolean;
  /** Sections with a comment that speaks to haconf. */
  readonly marked: readonly Section[];
  /** The lines that say something about all others, as one text. */
  readonly notable: string;
}

function hasRemark({ numbered, marked, notable }: Section): boolean {
  return numbered || marked || notable !== '';
}

function remarksOf(sections: readonly Section[]): Remarks {
  const some = sections.filter(hasRemark);
  return { numbered: some.some(({ numbered }) => numbered), marked: some.filter(({ marked }) => marked), notable: some.map(({ notable }) => notable).join('') };
}

/** Parses any text for the release with an index. Linear in the length of the text. */
export function parseHaproxy(source: string, release: number, options: CheckOptions): SyntaxTree {
  return finish(readHaproxy(source, release, options)).tree;
}

/**
 * Reads any text for the release with an index, in steps. Linear in the length of the text.
 * With `options.environment` variables have their values, an absent one is not set; without it words that hold one are opaque.
 */
export function* readHaproxy(source: string, release: number, options: CheckOptions): Generator<void, HaproxyText> {
  const reader = new LineReader(release, options);
  const { sections, lines } = yield* reader.read(source, { from: 0, line: 0, entry: undefined }, false, () => false);
  return textOf(source, release, sections, new LineStarts(lines), remarksOf(sections), reader, reader.depth() > 0);
}

function textOf(source: string, release: number, sections: readonly Section[], lines: LineStarts, remarks: Remarks, reader: LineReader, open: boolean): HaproxyText {
  const tree = new Tree(source, lines, sections, remarks.marked, endProblems(source, lines, release, open));
  return { release, sections, tree, remarks, reader, open };
}

/** A class, as getters of single objects are made where old objects live: each version of the text would stay in memory until all of it is looked through. */
class Tree implements SyntaxTree {
  private tops: readonly Statement[] | undefined = undefined;
  private placed: readonly Span[] | undefined = undefined;
  private speaking: readonly Span[] | undefined = undefined;

  constructor(
    readonly source: string,
    readonly lines: LineStarts,
    private readonly sections: readonly Section[],
    private readonly markedSections: readonly Section[],
    readonly problems: readonly LineProblem[],
  ) {}

  get statements(): readonly Statement[] {
    const { sections } = this;
    return (this.tops ??= [...(sections[0]?.lines ?? []), ...sections.flatMap(({ head }) => head ?? [])]);
  }

  get marked(): readonly Span[] {
    return (this.speaking ??= this.markedSections.flatMap((section) => placedComments(section).filter(({ start, end }) => this.source.slice(start, end).includes('haconf:'))));
  }

  get comments(): readonly Span[] {
    return (this.placed ??= this.sections.flatMap(placedComments));
  }

  commentsNear(offset: number): readonly Span[] {
    const section = partAt(this.sections, offset);
    return section ? placedComments(section) : [];
  }
}

/** The comments of a section, as offsets. */
function placedComments(section: Section): Span[] {
  return section.comments.map(({ start, end }) => ({ start: start + section.start, end: end + section.start }));
}

/** What is wrong at the end of a file. */
function endProblems(source: string, lines: LineStarts, release: number, open: boolean): LineProblem[] {
  const dialect = dialectOf(release);
  const problems: LineProblem[] = [];
  if (source.length > 0 && !source.endsWith('\n') && dialect.missingLineFeed !== 'silent') problems.push(missingLineFeed(source, lines, dialect));
  if (open) problems.push(unterminated(source, lines));
  return problems;
}

/** Reads an edited text: only from the section of the first change to the first section below the last one that is read in an equal state. The text before must not be used any more. */
export function* rereadHaproxy(before: HaproxyText, source: string): Generator<void, { readonly text: HaproxyText; readonly changes: Changes }> {
  const { sections: old, reader, release, remarks } = before;
  const { lines } = before.tree;
  const edit = difference(before.tree.source, source);
  const shift = source.length - before.tree.source.length;
  const first = firstTouched(old, before.tree.source, edit.start);
  const start = old[first] as Section;
  let next = old.length;
  const stop = (offset: number, entry: { readonly key: string }): boolean => {
    if (offset < edit.newEnd || remarks.numbered) return false;
    const at = sectionFrom(old, offset - shift, first + 1);
    if (at < 0 || old[at]?.entry.key !== entry.key) return false;
    next = at;
    return true;
  };
  const read = yield* reader.read(source, { from: start.start, line: start.line, entry: start.entry }, true, stop);
  const count = lines.length;
  lines.exchange(start.line, old[next]?.line ?? count, read.lines, shift);
  const linesShift = lines.length - count;
  const gone = old.slice(first, next);
  const remarked = gone.some(hasRemark);
  const exchange = exchanged(gone, read.sections, edit);
  move(old, next, shift, linesShift);
  const sections = replaced(old as Section[], first, next, exchange.sections);
  const open = read.stopped === undefined ? reader.depth() > 0 : before.open;
  return {
    text: textOf(source, release, sections, lines, remarked || exchange.sections.some(hasRemark) ? remarksOf(sections) : remarks, reader, open),
    changes: { added: exchange.added, removed: exchange.removed, changed: exchange.changed, linesMoved: linesShift !== 0 || exchange.moved },
  };
}

/** Sections that are passed to a function one by one, at most. */
const many = 1000;

/** Puts sections in the place of others: in the same list, unless they are very many, as the text before is not used any more. */
function replaced(sections: Section[], from: number, to: number, now: readonly Section[]): Section[] {
  if (now.length > many) return [...sections.slice(0, from), ...now, ...sections.slice(to)];
  sections.splice(from, to - from, ...now);
  return sections;
}

/** Moves the sections from one on. A loop of its own, which the engine comes to optimise. */
function move(sections: readonly Section[], from: number, shift: number, lines: number): void {
  for (let i = from; i < sections.length; i++) {
    const section = sections[i] as Section;
    section.start += shift;
    section.line += lines;
  }
}

/** The first section that an edit may touch: that of its start, or the one above when it touches a header's line. */
function firstTouched(sections: readonly Section[], source: string, offset: number): number {
  const at = lastStartingAt(sections, offset);
  // A header at the very start: what stands above it begins there too.
  if ((sections[at] as Section).start === 0) return 0;
  const feed = source.indexOf('\n', (sections[at] as Section).start);
  return feed < 0 || offset <= feed ? at - 1 : at;
}

/** Index of the section with a header that starts at an offset, from an index on; -1 when there is none. */
function sectionFrom(sections: readonly Section[], offset: number, from: number): number {
  const at = lastStartingAt(sections, offset);
  return at >= from && sections[at]?.start === offset ? at : -1;
}

interface Exchange {
  readonly sections: Section[];
  readonly added: Section[];
  readonly removed: Section[];
  readonly changed: Section[];
  readonly moved: boolean;
}

/** Lines of a section from which on it is not brought up to date line by line, but exchanged: that takes no time, and all of it is looked at anew either way. */
let long = 10_000;

/** Sets their number, for tests. */
export function setLongSection(lines: number): void {
  long = lines;
}

/** Whether a section read anew stands for an old one: their headers are equal. */
function stands(old: Section, now: Section): boolean {
  if (old.lines.length > long || now.lines.length > long) return false;
  return old.head === undefined ? now.head === undefined : now.head !== undefined && old.head.equals(now.head);
}

/** Puts sections read anew in the place of old ones; those with equal headers at either end stay the same sections. */
function exchanged(old: readonly Section[], now: readonly Section[], edit: { readonly start: number; readonly oldEnd: number }): Exchange {
  const most = Math.min(old.length, now.length);
  let first = 0;
  while (first < most && stands(old[first] as Section, now[first] as Section)) first++;
  let last = 0;
  while (last < most - first && stands(old[old.length - 1 - last] as Section, now[now.length - 1 - last] as Section)) last++;
  const changed: Section[] = [];
  let moved = false;
  const behind = old.length - now.length;
  const sections = now.map((section, i) => {
    if (i >= first && i < now.length - last) return section;
    const at = i < first ? i : i + behind;
    const kept = old[at] as Section;
    const touched = kept.start <= edit.oldEnd && (old[at + 1]?.start ?? Number.POSITIVE_INFINITY) >= edit.start;
    const result = kept.take(section);
    if (result.changed || touched) changed.push(kept);
    if (result.moved) moved = true;
    return kept;
  });
  return { sections, changed, moved, added: now.slice(first, now.length - last), removed: old.slice(first, old.length - last) };
}
