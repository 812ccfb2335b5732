// Runs everything that finds problems over a model and gathers the findings. Names no keyword.
import type { Language } from './language';
import type { CheckOptions, Model } from './model';
import type { Problem } from './problem';
import type { Report, Rule } from './rule';
import type { LineProblem, Statement } from './tree';

/** All problems of a text for one release, in order of the text. A rule that throws loses only its own findings; `onCrash` hears of it. */
export function lint<M extends Model>(language: Language<M>, source: string, release: number, options: CheckOptions, onCrash?: (rule: string, error: unknown) => void): Problem[] {
  return lintModel(language, language.model(source, release, options), onCrash);
}

/** The same for a model that exists already. */
export function lintModel<M extends Model>(language: Language<M>, model: M, onCrash?: (rule: string, error: unknown) => void): Problem[] {
  const problems: Problem[] = [];
  for (const problem of model.tree.problems) problems.push(atOffset(problem, 0));
  for (const { statement, problem } of model.found) problems.push(atOffset(problem, statement.start));
  for (const rule of language.rules) {
    try {
      rule.check(model, reporter(rule as unknown as Rule, problems));
    } catch (error) {
      onCrash?.(rule.id, error);
    }
  }
  const ignored = ignores(model);
  const kept = ignored.size === 0 ? problems : problems.filter((problem) => !isIgnored(problem, model, ignored));
  return kept.sort((a, b) => a.start - b.start || a.end - b.end);
}

function atOffset(problem: LineProblem, offset: number): Problem {
  return {
    rule: problem.rule,
    severity: problem.severity,
    message: problem.message,
    origin: problem.origin ?? 'daemon',
    start: offset + problem.start,
    end: offset + problem.end,
    ...(problem.tag ? { tag: problem.tag } : {}),
    fixes: (problem.fixes ?? []).map((fix) => ({ title: fix.title, safe: fix.safe, edits: fix.edits.map((edit) => ({ start: offset + edit.start, end: offset + edit.end, newText: edit.newText })) })),
  };
}

function reporter(rule: Rule, problems: Problem[]): Report {
  return (statement: Statement, where, message, options = {}) => {
    const span = typeof where === 'number' ? (statement.words[where] ?? statement.words[0]) : (where ?? statement.words[0]);
    problems.push({
      rule: rule.id,
      severity: options.severity ?? rule.severity,
      message,
      origin: options.origin ?? rule.origin,
      start: statement.start + (span?.start ?? 0),
      end: statement.start + (span?.end ?? statement.length),
      ...(options.notes ? { notes: options.notes } : {}),
      ...(options.tag ? { tag: options.tag } : {}),
      fixes: options.fixes ?? [],
    });
  };
}

const mark = /haconf:\s*ignore(-file)?\b\s*([\w\s,-]*)/;

/** Lines whose problems are not wanted: `# haconf: ignore rule-id ...` at the end of a line or on the line above; no id means all. -1: the whole file. */
function ignores(model: Model): Map<number, readonly string[]> {
  const map = new Map<number, readonly string[]>();
  const { source, comments, lines } = model.tree;
  if (!source.includes('haconf:')) return map;
  let line = 0;
  for (const comment of comments) {
    const shape = mark.exec(source.slice(comment.start, comment.end));
    if (!shape) continue;
    while (line + 1 < lines.length && (lines[line + 1] as number) <= comment.start) line++;
    const alone = source.slice(lines[line], comment.start).trim() === '';
    const rules = (shape[2] ?? '').split(/[\s,]+/).filter(Boolean);
    const key = shape[1] ? -1 : alone ? line + 1 : line;
    map.set(key, [...(map.get(key) ?? []), ...(rules.length > 0 ? rules : ['*'])]);
  }
  return map;
}

function isIgnored(problem: Problem, model: Model, ignored: Map<number, readonly string[]>): boolean {
  const covers = (rules: readonly string[] | undefined) => rules !== undefined && (rules.includes('*') || rules.includes(problem.rule));
  if (covers(ignored.get(-1))) return true;
  for (const [line, rules] of ignored) {
    const start = model.tree.lines[line];
    if (line >= 0 && start !== undefined && problem.start >= start && problem.start < (model.tree.lines[line + 1] ?? Number.POSITIVE_INFINITY) && covers(rules)) return true;
  }
  return false;
}
