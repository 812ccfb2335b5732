// The model of an HAProxy file: its sections, and each statement bound to its keyword.
import { bindStatement, type Naming } from '../core/bind';
import type { Binding, Surroundings } from '../core/grammar/match';
import type { Knowledge } from '../core/knowledge';
import type { CheckOptions, Model } from '../core/model';
import type { LineProblem, Statement, SyntaxTree } from '../core/tree';
import { foreignNames, type HaproxyHost } from './host';
import { isDirective, parseHaproxy } from './parser';
import { haproxyTypes } from './values';

/** One section: its header line and the lines below it. `kind` is the header's keyword; an unknown one is kept as written. */
export interface Section {
  readonly kind: string;
  readonly name: string;
  readonly header: Statement;
  readonly body: readonly Statement[];
}

export interface HaproxyModel extends Model {
  readonly language: 'haproxy';
  readonly host: HaproxyHost;
  readonly sections: readonly Section[];
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

/** Parses and binds. Never throws. */
export function haproxyModel(source: string, release: number, options: CheckOptions, knowledge: Knowledge): HaproxyModel {
  const tree: SyntaxTree = parseHaproxy(source, release, options);
  const sections: Section[] = [];
  const owner = new Map<Statement, Section>();
  const bindings = new Map<Statement, Binding>();
  const byKeyword = new Map<string, Statement[]>();
  const found: { statement: Statement; problem: LineProblem }[] = [];
  const host: HaproxyHost = { extended: /^\s*(lua-load|lua-load-per-thread|module-load)\b/m.test(source), environmentComplete: options.environment !== undefined };

  const foreign = foreignNames(source);
  // Some keywords are deprecated with one warning a file, whatever number of lines uses them.
  const told = new Set<string>();
  const bind = (statement: Statement, naming: Naming, kind: string) => {
    for (const problem of statement.problems) found.push({ statement, problem });
    if (statement.active === false || statement.words.length === 0 || isDirective(statement, release)) return;
    const binding = bindStatement(statement, naming, { knowledge, types: haproxyTypes, release, section: kind, foreign, host }, source);
    bindings.set(statement, binding);
    const once = binding.keyword?.entry.extra?.warnsOnce as string | undefined;
    for (const problem of binding.problems) {
      const again = once !== undefined && problem.rule === 'deprecated-keyword' && told.size === told.add(once).size;
      found.push({ statement, problem: again ? { ...problem, severity: 'hint', origin: 'advice' } : problem });
    }
    const name = binding.keyword?.name;
    if (name === undefined) return;
    const same = byKeyword.get(name);
    if (same) same.push(statement);
    else byKeyword.set(name, [statement]);
  };

  for (const statement of tree.statements) {
    if (!statement.body) {
      bind(statement, namingOf(undefined), '');
      continue;
    }
    const section: Section = { kind: statement.words[0]?.text ?? '', name: statement.words[1]?.text ?? '', header: statement, body: statement.body };
    sections.push(section);
    owner.set(statement, section);
    bind(statement, headerNaming, '*');
    const naming = namingOf(section);
    for (const line of section.body) {
      owner.set(line, section);
      bind(line, naming, naming.sections[0] ?? '');
    }
  }
  const none: Binding = { keyword: undefined, slots: [], mentions: [], problems: [], values: [] };
  return {
    language: 'haproxy',
    release,
    knowledge,
    options,
    tree,
    host,
    sections,
    found,
    section: (statement) => owner.get(statement),
    binding: (statement) => bindings.get(statement) ?? none,
    statements: (keyword) => byKeyword.get(keyword) ?? [],
  };
}
