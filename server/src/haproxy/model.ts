// The model of an HAProxy file: its sections, and each statement bound to its keyword.
import { bindStatement, type Naming } from '../core/bind';
import { lineEnd } from '../core/edits';
import { Binding, Form, type Surroundings } from '../core/grammar/match';
import type { Knowledge } from '../core/knowledge';
import type { Marks } from '../core/marks';
import type { CheckOptions, Model } from '../core/model';
import type { Part } from '../core/part';
import { type PartIndex, partIndex } from '../core/part-index';
import { finish } from '../core/patience';
import { look } from '../core/reading';
import { Records } from '../core/records';
import type { LineProblem, Statement, SyntaxTree } from '../core/tree';
import { marksIn, prefixes } from './contents';
import { startsCondition } from './expressions/condition';
import { type HaproxyHost, hostFor, isForeign } from './host';
import { Line } from './line';
import { statementsIn } from './names';
import { type HaproxyText, isDirective, readHaproxy, rereadHaproxy } from './parser';
import { Section } from './section';
import { haproxyTypes } from './values';

export { Section } from './section';

export interface HaproxyModel extends Model {
  readonly language: 'haproxy';
  readonly host: HaproxyHost;
  /** All sections. For what looks at the whole file: who looks at them depends on everything. */
  readonly sections: readonly Section[];
  readonly parts: readonly Section[];
  /** What the grammar made of a line of a section. */
  bindIn(section: Section, line: Line): Binding;
  /** The section in which a statement stands; undefined above the first one. */
  section(statement: Statement): Section | undefined;
}

const headerNaming: Naming = { set: 'section', sections: ['*'], prefixes: [] };
const namings = new Map<string, Naming>();

/** Names of the places in which keywords of a section are looked up; rules in named `defaults` have a place of their own. */
function namingOf(section: Section | undefined): Naming {
  return section ? (section.naming ??= namingAt(section.kind === 'defaults' && section.name !== '' ? 'defaults-named' : section.kind)) : namingAt('');
}

function namingAt(place: string): Naming {
  let naming = namings.get(place);
  if (!naming) namings.set(place, (naming = { set: 'statement', sections: place === 'defaults-named' ? ['defaults-named', 'defaults'] : [place], prefixes }));
  return naming;
}

/** How the words of a statement are bound: for completion and signature help, which run the grammar once more with a probe. */
export function binderOf(model: HaproxyModel, statement: Statement): { naming: Naming; around: Surroundings } {
  const section = statement.body ? undefined : (model.section(statement) ?? (statement.parent && model.section(statement.parent)));
  const naming = statement.body ? headerNaming : namingOf(section);
  return { naming, around: surroundings(model, naming) };
}

function surroundings({ knowledge, release, host }: Pick<HaproxyModel, 'knowledge' | 'release' | 'host'>, naming: Naming): Surroundings {
  return { knowledge, types: haproxyTypes, release, section: naming.sections[0] ?? '', foreign: (name) => isForeign(host, name), ends: startsCondition, found: new Map(), host };
}

const none = new Binding(undefined, Form.empty, [], [], []);

/** Keywords of which one warning a file is given, by their group: the lines that would be warned about. */
const warned = partIndex((model: HaproxyModel, section: Section) => {
  const found: [string, Statement][] = [];
  for (const statement of [section.header, ...section.body]) {
    const { keyword, problems } = model.binding(statement);
    const once = keyword?.entry.extra?.warnsOnce as string | undefined;
    if (once !== undefined && problems.some((problem) => problem.rule === 'deprecated-keyword')) found.push([once, statement]);
  }
  return found;
});

/** The problems of a binding. Some keywords are deprecated with one warning a file, whatever number of lines uses them. */
function eachBindingProblem(model: HaproxyModel, statement: Statement, take: (statement: Statement, problem: LineProblem) => void): void {
  const { keyword, problems } = model.binding(statement);
  const once = keyword?.entry.extra?.warnsOnce as string | undefined;
  for (const problem of problems) {
    const again = once !== undefined && problem.rule === 'deprecated-keyword' && warned.get(model, once)[0] !== statement;
    take(statement, again ? { ...problem, severity: 'hint', origin: 'advice' } : problem);
  }
}

/** Parses and binds, with what is left of the version before; that one must not be used any more. Never throws. */
export function haproxyModel(source: string, release: number, options: CheckOptions, knowledge: Knowledge, before?: HaproxyModel): HaproxyModel {
  return finish(haproxySteps(source, release, options, knowledge, before));
}

/** The same in steps, between which other work may be done. */
export function* haproxySteps(source: string, release: number, options: CheckOptions, knowledge: Knowledge, before?: HaproxyModel): Generator<void, HaproxyModel> {
  const last = before instanceof TextModel ? before : undefined;
  const old = last?.text;
  if (last && old && lineEnd(last.tree) === lineEnd({ source })) {
    const { text, changes } = yield* rereadHaproxy(old, source);
    last.text = undefined;
    if (text.remarks.notable === old.remarks.notable) {
      last.records.update(changes);
      return new TextModel(text, text, last.host, options, knowledge, last.records);
    }
  }
  const text = yield* readHaproxy(source, release, options);
  const records = yield* Records.inSteps(text.sections);
  return new TextModel(text, text, hostFor(text.remarks.notable, options), options, knowledge, records);
}

/** A model with its text, to go on from. A class, as getters of single objects are made where old objects live: each version of the text would stay in memory until all of it is looked through. */
class TextModel implements HaproxyModel {
  readonly language = 'haproxy';
  readonly release: number;
  readonly parts: readonly Section[];
  readonly tree: SyntaxTree;
  private readonly around = new Map<Naming, Surroundings>();
  private named: readonly Section[] | undefined = undefined;

  constructor(
    /** Undefined once the next version took it over. */
    public text: HaproxyText | undefined,
    { release, sections, tree }: HaproxyText,
    readonly host: HaproxyHost,
    readonly options: CheckOptions,
    readonly knowledge: Knowledge,
    readonly records: Records,
  ) {
    this.release = release;
    this.parts = sections;
    this.tree = tree;
  }

  get sections(): readonly Section[] {
    look(this.records.everything);
    return (this.named ??= this.parts.slice(1));
  }

  section(statement: Statement): Section | undefined {
    return sectionOf(statement);
  }

  binding(statement: Statement): Binding {
    // Nearly all statements are lines: to look for the field takes less than to ask for the class.
    return (statement as Line).binding ?? this.bindAnew(statement);
  }

  bindIn(section: Section, line: Line): Binding {
    return (line.binding ??= this.bindLine(line, namingOf(section.head ? section : undefined)));
  }

  statements(keyword: string): readonly Statement[] {
    return statementsOf(this, keyword);
  }

  marks(part: Part): Marks {
    return marksIn(this, part as Section);
  }

  lends({ kind }: Part): boolean {
    return kind === 'defaults';
  }

  eachFound(part: Part, take: (statement: Statement, problem: LineProblem) => void): void {
    const { silent, head, lines } = part as Section;
    if (silent) return;
    if (head) foundAt(this, head, take);
    for (const line of lines) if ((line.shape.odd !== undefined && line.problems.length > 0) || this.binding(line).problems.length > 0) foundAt(this, line, take);
  }

  private aroundOf(naming: Naming): Surroundings {
    let around = this.around.get(naming);
    if (!around) this.around.set(naming, (around = surroundings(this, naming)));
    return around;
  }

  private saysNothing(statement: Statement): boolean {
    return statement.active === false || statement.words.length === 0 || isDirective(statement, this.release);
  }

  private bindLine(line: Line, naming: Naming): Binding {
    const { shape } = line;
    if (line.read === false || (shape.odd !== undefined && this.saysNothing(line))) return none;
    return shape.place === naming ? (shape.binding as Binding) : bound(line, naming, this.aroundOf(naming), this.tree.source);
  }

  private bindAnew(statement: Statement): Binding {
    const naming = statement.body ? headerNaming : namingOf(sectionOf(statement));
    if (statement instanceof Line) return (statement.binding = this.bindLine(statement, naming));
    return this.saysNothing(statement) ? none : bindStatement(statement, naming, this.aroundOf(naming), this.tree.source);
  }
}

function foundAt(model: HaproxyModel, statement: Statement, take: (statement: Statement, problem: LineProblem) => void): void {
  for (const problem of statement.problems) take(statement, problem);
  eachBindingProblem(model, statement, take);
}

/** The section in which a statement stands; undefined above the first one. */
function sectionOf(statement: Statement): Section | undefined {
  const line = statement instanceof Line ? statement : statement.parent;
  const origin = line instanceof Line ? line.origin : undefined;
  return origin instanceof Section && origin.head ? origin : undefined;
}

/** Binds a line, or takes what a line of the same text in such a place was bound to. */
function bound(line: Line, naming: Naming, around: Surroundings, source: string): Binding {
  const { shape } = line;
  const known = shape.others?.get(naming);
  if (known) return known;
  const binding = bindStatement(line, naming, around, source);
  if (shape.place === undefined) {
    shape.place = naming;
    shape.binding = binding;
  } else (shape.others ??= new Map()).set(naming, binding);
  return binding;
}

/** Statements by the full names of their keywords: an index for each keyword that was asked for. */
const keywords = new Map<string, PartIndex<HaproxyModel, Statement>>();

function statementsOf(model: HaproxyModel, keyword: string): readonly Statement[] {
  let index = keywords.get(keyword);
  if (!index) keywords.set(keyword, (index = partIndex((one: HaproxyModel, section: Section) => statementsIn(one, section, keyword).map((statement) => [keyword, statement] as const), { holds: [keyword] })));
  return index.get(model, keyword);
}
