// What the lines of a section hold, gathered in one pass: lines by keyword, and the names that they define and use. Kept with the section until its lines change.
import type { Mention } from '../core/grammar/match';
import { addMarks, countOfMarks, type Marks, marksOfBinding } from '../core/marks';
import { look } from '../core/reading';
import { tight } from '../core/tight';
import type { Statement } from '../core/tree';
import { dialectOf } from './dialect';
import type { HaproxyModel, Section } from './model';

/** One definition or use of a name. */
export interface Naming {
  readonly statement: Statement;
  readonly mention: Mention;
  /** The section in which it stands (of a section header: that section). */
  readonly section: Section;
}

/** Names by kind. */
export interface Names {
  readonly definitions: ReadonlyMap<string, Naming[]>;
  readonly uses: ReadonlyMap<string, Naming[]>;
}

/** What a section holds. Names of keywords are their full names. */
export interface Contents {
  /** Lines below the header by keyword, also those that are not read. */
  readonly lines: ReadonlyMap<string, Statement[]>;
  /** Lines that the daemon takes in, and goes on to look at. */
  readonly effective: ReadonlyMap<string, Statement[]>;
  /** Lines that begin with `no` or `default`. */
  readonly prefixed: readonly Statement[];
  /** The names in lines that the daemon takes in; see `namesIn`. */
  names: Names | undefined;
  /** Lines that the daemon takes in, by the kinds of the values that they keep. */
  readonly kept: ReadonlyMap<string, Statement[]>;
}

/** Words that may stand before a keyword. */
export const prefixes = ['no', 'default'];

/** Whether the daemon takes in a statement: it is read, and no fault of its words makes the release drop it. */
export function isTaken(model: HaproxyModel, statement: Statement): boolean {
  if (statement.active === false || statement.words.length === 0) return false;
  const { problems } = statement;
  return problems.length === 0 || !dialectOf(model.release).strict || !problems.some((problem) => problem.severity === 'error');
}

/** What a section holds: who asks is told when its lines change. */
export function contentsIn(model: HaproxyModel, section: Section): Contents {
  look(section);
  return (section.contents ??= gather(model, section));
}

/** The lines of a section that the daemon goes on to look at under some keywords, in order of the text. */
export function linesUnder(model: HaproxyModel, section: Section, keywords: ReadonlySet<string>): { readonly keyword: string; readonly line: Statement }[] {
  const found: { keyword: string; line: Statement }[] = [];
  for (const [keyword, lines] of contentsIn(model, section).effective) if (keywords.has(keyword)) for (const line of lines) found.push({ keyword, line });
  return found.sort((a, b) => a.line.start - b.line.start);
}

/** The marks of a section's lines. The header counts too. */
export function marksIn(model: HaproxyModel, section: Section): Marks {
  look(section);
  const count = countOfMarks();
  if (section.marks?.count !== count) {
    const marks: number[] = [];
    if (section.head) addMarks(marks, marksOfBinding(model.binding(section.head)));
    for (const line of section.lines) addMarks(marks, marksOfBinding(model.binding(line)));
    section.marks = { count, marks: marks.slice() };
  }
  return section.marks.marks;
}

function gather(model: HaproxyModel, section: Section): Contents {
  const lines = new Map<string, Statement[]>();
  const kept = new Map<string, Statement[]>();
  const prefixed: Statement[] = [];
  const { lenient } = dialectOf(model.release);
  let dropped: Set<Statement> | undefined;
  for (const line of section.lines) {
    const { keyword, problems, values } = model.binding(line);
    const taken = isTaken(model, line);
    if (prefixes.includes(line.words[0]?.text ?? '')) prefixed.push(line);
    if (taken) {
      for (const { kind } of values) {
        const same = kept.get(kind);
        if (!same) kept.set(kind, [line]);
        else if (same[same.length - 1] !== line) same.push(line);
      }
    }
    if (!keyword) continue;
    push(lines, keyword.name, line);
    if (!taken || (lenient && problems.some((problem) => problem.severity === 'error'))) (dropped ??= new Set()).add(line);
  }
  return { lines, effective: dropped ? without(lines, dropped) : lines, prefixed: tight(prefixed), names: undefined, kept: lasting(kept) };
}

/** The names that a section defines and uses: who asks is told when its lines change. */
export function namesIn(model: HaproxyModel, section: Section): Names {
  const contents = contentsIn(model, section);
  return (contents.names ??= gatherNames(model, section));
}

function gatherNames(model: HaproxyModel, section: Section): Names {
  const definitions = new Map<string, Naming[]>();
  const uses = new Map<string, Naming[]>();
  const take = (statement: Statement) => {
    const { mentions } = model.binding(statement);
    if (mentions.length === 0 || !isTaken(model, statement)) return;
    for (const mention of mentions) push(mention.role === 'ref' ? uses : definitions, mention.kind, { statement, mention, section });
  };
  if (section.head) take(section.head);
  for (const line of section.lines) take(line);
  return { definitions: lasting(definitions), uses: lasting(uses) };
}

const nothing: ReadonlyMap<string, never[]> = new Map();

/** Empty maps are one. */
function lasting<T>(map: ReadonlyMap<string, T[]>): ReadonlyMap<string, T[]> {
  return map.size === 0 ? nothing : map;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function without(lines: ReadonlyMap<string, Statement[]>, dropped: ReadonlySet<Statement>): Map<string, Statement[]> {
  const rest = new Map<string, Statement[]>();
  for (const [keyword, all] of lines) {
    const left = all.filter((line) => !dropped.has(line));
    if (left.length > 0) rest.set(keyword, left);
  }
  return rest;
}
