// What the lines of a section hold: marks, lines by keyword, and the names that they define and use. Kept with the section until its lines change, where looking anew would take longer.
import type { Binding, Mention } from '../core/grammar/match';
import { countOfMarks, type KnownMarks, type Marks, marksOfLine, mayHave, noMarks } from '../core/marks';
import { long } from '../core/part';
import { finish, isPatient, Unready } from '../core/patience';
import { look } from '../core/reading';
import type { LineProblem, Statement } from '../core/tree';
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

/** What is kept of a section. Names of keywords are their full names. */
export interface Contents {
  /** The lines by keyword, of a section in which many are looked for. */
  byKeyword: LinesByKeyword | undefined;
  /** The names in lines that the daemon takes in; see `namesIn`. */
  names: Names | undefined;
}

interface LinesByKeyword {
  /** Lines below the header, also those that are not read. */
  readonly all: ReadonlyMap<string, Statement[]>;
  /** Lines that the daemon takes in, and goes on to look at. */
  readonly effective: ReadonlyMap<string, Statement[]>;
}

/** Words that may stand before a keyword. */
export const prefixes = ['no', 'default'];

/** Whether the daemon takes in a statement: it is read, and no fault of its words makes the release drop it. */
export function isTaken(model: HaproxyModel, statement: Statement): boolean {
  if (statement.active === false || (statement.written === undefined && statement.words.length === 0)) return false;
  const { problems } = statement;
  return problems.length === 0 || !dialectOf(model.release).strict || !holdsError(problems);
}

function holdsError(problems: readonly LineProblem[]): boolean {
  for (const { severity } of problems) if (severity === 'error') return true;
  return false;
}

/** Whether the daemon goes on to look at a line: it takes it in, and up to 1.7 goes on behind a refused one. */
function isEffective(model: HaproxyModel, line: Statement, { problems }: Binding): boolean {
  return isTaken(model, line) && (problems.length === 0 || !dialectOf(model.release).lenient || !holdsError(problems));
}

const none: readonly Statement[] = [];

/** Lines from which on a section keeps them by keyword: shorter ones are looked through. Sections that lend are asked for all that start from them. */
const many = 40;

/** The lines of a section under a keyword, in order of the text; `effective`: only those that the daemon goes on to look at. Who asks is told when the section's lines change. */
export function linesWith(model: HaproxyModel, section: Section, keyword: string, effective: boolean): readonly Statement[] {
  if (!mayHave(marksIn(model, section), keyword)) return none;
  if (section.lines.length >= many || section.kind === 'defaults') {
    const { byKeyword } = contentsOf(section);
    if (byKeyword === undefined && section.lines.length > long && isPatient()) throw new Unready(() => gather(model, section));
    const { all, effective: read } = byKeyword ?? finish(gather(model, section));
    return (effective ? read : all).get(keyword) ?? none;
  }
  let found: Statement[] | undefined;
  for (const line of section.lines) {
    const binding = line.binding ?? model.binding(line);
    if (binding.keyword === undefined || binding.keyword.name !== keyword || (effective && !isEffective(model, line, binding))) continue;
    if (found === undefined) found = [line];
    else found.push(line);
  }
  return found ?? none;
}

/** The last line of a section under any of some keywords, of those that the daemon goes on to look at. */
export function lastLineWith(model: HaproxyModel, section: Section, keywords: readonly string[]): Statement | undefined {
  let last: Statement | undefined;
  for (const keyword of keywords) {
    const own = linesWith(model, section, keyword, true);
    const line = own[own.length - 1];
    if (line && (!last || line.start > last.start)) last = line;
  }
  return last;
}

function contentsOf(section: Section): Contents {
  return (section.contents ??= { byKeyword: undefined, names: undefined });
}

/** The lines of a section that the daemon goes on to look at under some keywords, in order of the text. */
export function linesUnder(model: HaproxyModel, section: Section, keywords: ReadonlySet<string>): Statement[] {
  const found: Statement[] = [];
  for (const line of section.body) {
    const binding = model.binding(line);
    if (binding.keyword !== undefined && keywords.has(binding.keyword.name) && isEffective(model, line, binding)) found.push(line);
  }
  return found;
}

/** The lines of a section that the daemon takes in and that keep a value of a kind, in order of the text. */
export function linesThatKeep(model: HaproxyModel, section: Section, kind: string): Statement[] {
  const found: Statement[] = [];
  for (const line of section.body) {
    for (const value of model.binding(line).values) {
      if (value.kind !== kind) continue;
      if (isTaken(model, line)) found.push(line);
      break;
    }
  }
  return found;
}

/** The marks of a section's lines. The header counts too. */
export function marksIn(model: HaproxyModel, section: Section): Marks {
  look(section);
  const { marks } = section;
  return marks !== undefined && marks.count === countOfMarks() ? marks.marks : gatherMarks(model, section);
}

function gatherMarks(model: HaproxyModel, section: Section): Marks {
  const { head, kind, lines } = section;
  let all = noMarks(kind);
  let silent = true;
  if (head) {
    const binding = model.binding(head);
    all = all.plus(marksOfLine(model, head, binding));
    silent = binding.problems.length === 0 && head.problems.length === 0;
  }
  let last: KnownMarks | undefined;
  for (const line of lines) {
    const binding = line.binding ?? model.bindIn(section, line);
    const own = marksOfLine(model, line, binding);
    // Lines that follow each other are often alike.
    if (own !== last) all = all.plus(own);
    last = own;
    if (binding.problems.length > 0 || (line.shape.odd !== undefined && line.problems.length > 0)) silent = false;
  }
  section.marks = all;
  section.silent = silent;
  return all.marks;
}

function* gather(model: HaproxyModel, section: Section): Generator<void, LinesByKeyword> {
  const all = new Map<string, Statement[]>();
  let dropped: Set<Statement> | undefined;
  let count = 0;
  for (const line of section.lines) {
    if (++count % long === 0) yield;
    const binding = model.binding(line);
    if (!binding.keyword) continue;
    push(all, binding.keyword.name, line);
    if (!isEffective(model, line, binding)) (dropped ??= new Set()).add(line);
  }
  return (contentsOf(section).byKeyword = { all, effective: dropped ? without(all, dropped) : all });
}

/** The names that a section defines and uses: who asks is told when its lines change. */
export function namesIn(model: HaproxyModel, section: Section): Names {
  look(section);
  const contents = contentsOf(section);
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
