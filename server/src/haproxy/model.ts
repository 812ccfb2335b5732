// The model of an HAProxy file: its sections, and each statement bound to its keyword.
import { bindStatement, type Naming } from '../core/bind';
import type { Binding, Surroundings } from '../core/grammar/match';
import type { Knowledge } from '../core/knowledge';
import type { CheckOptions, Model } from '../core/model';
import { partIndex } from '../core/part-index';
import { look } from '../core/reading';
import { Records } from '../core/records';
import type { LineProblem, Statement, SyntaxTree } from '../core/tree';
import { foreignNames, type HaproxyHost, hostFor } from './host';
import { isDirective, parseHaproxy } from './parser';
import { Section } from './section';
import { haproxyTypes } from './values';

export { Section } from './section';

export interface HaproxyModel extends Model {
  readonly language: 'haproxy';
  readonly host: HaproxyHost;
  /** All sections. For what looks at the whole file: who looks at them depends on everything. */
  readonly sections: readonly Section[];
  readonly parts: readonly Section[];
  /** The section in which a statement stands; undefined above the first one. */
  section(statement: Statement): Section | undefined;
}

const prefixes = ['no', 'default'];
const headerNaming: Naming = { set: 'section', sections: ['*'], prefixes: [] };
const namings = new Map<string, Naming>();

/** Names of the places in which keywords of a section are looked up; rules in named `defaults` have a place of their own. */
function namingOf(section: Section | undefined): Naming {
  const place = section === undefined ? '' : section.kind === 'defaults' && section.name !== '' ? 'defaults-named' : section.kind;
  let naming = namings.get(place);
  if (!naming) namings.set(place, (naming = { set: 'statement', sections: place === 'defaults-named' ? ['defaults-named', 'defaults'] : [place], prefixes }));
  return naming;
}

/** How the words of a statement are bound: for completion and signature help, which run the grammar once more with a probe. */
export function binderOf(model: HaproxyModel, statement: Statement): { naming: Naming; around: Surroundings } {
  const section = statement.body ? undefined : (model.section(statement) ?? (statement.parent && model.section(statement.parent)));
  const naming = statement.body ? headerNaming : namingOf(section);
  return { naming, around: { knowledge: model.knowledge, types: haproxyTypes, release: model.release, section: naming.sections[0] ?? '', foreign: foreignNames(model.tree.source), host: model.host } };
}

const none: Binding = { keyword: undefined, slots: [], mentions: [], problems: [], values: [] };

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

/** Parses and binds. Never throws. */
export function haproxyModel(source: string, release: number, options: CheckOptions, knowledge: Knowledge): HaproxyModel {
  const tree: SyntaxTree = parseHaproxy(source, release, options);
  const top: Statement = { start: 0, line: 0, length: 0, words: [], problems: [] };
  const preamble = new Section(
    '',
    '',
    top,
    tree.statements.filter((statement) => !statement.body),
  );
  const sections = tree.statements.filter((statement) => statement.body).map((header) => new Section(header.words[0]?.text ?? '', header.words[1]?.text ?? '', header, header.body ?? []));
  const parts = [preamble, ...sections];
  const records = new Records(parts);
  const owner = new Map<Statement, Section>();
  for (const section of sections) owner.set(section.header, section);
  const host = hostFor(source, options);
  const foreign = foreignNames(source);
  const bindings = new Map<Statement, Binding>();
  const bind = (statement: Statement): Binding => {
    if (statement.active === false || statement.words.length === 0 || isDirective(statement, release)) return none;
    const section = statement.body ? undefined : owner.get(statement.parent ?? statement);
    const naming = statement.body ? headerNaming : namingOf(section);
    return bindStatement(statement, naming, { knowledge, types: haproxyTypes, release, section: statement.body ? '*' : (naming.sections[0] ?? ''), foreign, host }, source);
  };
  const model: HaproxyModel = {
    language: 'haproxy',
    release,
    knowledge,
    options,
    tree,
    host,
    parts,
    records,
    get sections() {
      look(records.everything);
      return sections;
    },
    section: (statement) => owner.get(statement.parent ?? statement),
    binding(statement) {
      let binding = bindings.get(statement);
      if (!binding) bindings.set(statement, (binding = bind(statement)));
      return binding;
    },
    statements: (keyword) => keywords.get(model, keyword),
    eachFound(part, take) {
      for (const statement of [part.header, ...part.body]) {
        for (const problem of statement.problems) take(statement, problem);
        eachBindingProblem(model, statement, take);
      }
    },
  };
  return model;
}

/** Statements by the full names of their keywords. */
const keywords = partIndex((model: HaproxyModel, section: Section) => {
  const found: [string, Statement][] = [];
  for (const statement of [section.header, ...section.body]) {
    const name = model.binding(statement).keyword?.name;
    if (name !== undefined) found.push([name, statement]);
  }
  return found;
});
