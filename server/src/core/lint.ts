// Runs everything that finds problems over a model and gathers the findings. Parts that did not change keep theirs. Names no keyword.
import { removeLine } from './edits';
import { type Finding, keepFinding, placed, withFixes } from './finding';
import { gatherMarks, rulesFor } from './gates';
import type { Language } from './language';
import { type CheckOptions, finish, type Model } from './model';
import type { Edit, Problem } from './problem';
import { reading } from './reading';
import type { Check } from './records';
import type { LaterFixes, Report, Rule } from './rule';
import { ignores, isIgnored } from './silence';
import type { LineProblem, Statement } from './tree';

type OnCrash = (rule: string, error: unknown) => void;

/** All problems of a text for one release, in order of the text. A rule that throws loses only its own findings; `onCrash` hears of it. */
export function lint<M extends Model>(language: Language<M>, source: string, release: number, options: CheckOptions, onCrash?: OnCrash): Problem[] {
  return lintModel(language, language.model(source, release, options), onCrash);
}

/** The same for a model that exists already. */
export function lintModel<M extends Model>(language: Language<M>, model: M, onCrash?: OnCrash): Problem[] {
  return finish(lintSteps(language, model, onCrash));
}

/** Parts that are checked in one step of a check that may be interrupted. */
const stride = 64;

/** The same in steps, between which other work may be done as long as the model stays as it is. */
export function* lintSteps<M extends Model>(language: Language<M>, model: M, onCrash?: OnCrash): Generator<void, Problem[]> {
  const { records } = model;
  yield* gatherMarks(language, model);
  let count = 0;
  for (records.settle(model); records.due.size > 0; records.settle(model)) {
    for (const check of records.due) {
      checkPart(language, model, check, onCrash);
      records.due.delete(check);
      if (++count % stride === 0) yield;
    }
  }
  const problems: Problem[] = model.tree.problems.map((problem) => atOffset(problem, 0));
  gather(model, problems);
  for (const rule of language.rules) {
    if (!rule.check || (rule.whole && model.options.fragment)) continue;
    guarded(rule.id, onCrash, () =>
      rule.check?.(
        model,
        reporter(rule, (problem, later) => problems.push(later ? withFixes(problem, later, model) : problem)),
      ),
    );
  }
  const told = reading(undefined, () => language.temper?.(model, problems) ?? problems);
  const ignored = ignores(model);
  const kept = told.filter((problem) => ignored.size === 0 || !isIgnored(problem, model, ignored));
  const { length } = model.tree.source;
  return kept.map((problem) => within(problem, length)).sort((a, b) => a.start - b.start || a.end - b.end);
}

/** A problem whose mark ends with the text: what is missing at its very end is marked behind it. */
function within(problem: Problem, length: number): Problem {
  return problem.end <= length ? problem : { ...problem, start: Math.min(problem.start, length), end: length };
}

function guarded(rule: string, onCrash: OnCrash | undefined, work: () => void): void {
  try {
    work();
  } catch (error) {
    onCrash?.(rule, error);
  }
}

const nothing: readonly Finding[] = [];

function checkPart<M extends Model>(language: Language<M>, model: M, check: Check, onCrash: OnCrash | undefined): void {
  reading(check, () => {
    const part = check.own;
    const findings: Finding[] = [];
    const take = (problem: Problem, later?: LaterFixes) => findings.push(keepFinding(problem, later, part, model.parts));
    const found = (statement: Statement, problem: LineProblem) => {
      const remove = () => removeLine(model.tree, statement);
      take(fromElsewhere(statement, atOffset(problem, statement.start, remove)));
    };
    guarded('statements', onCrash, () => model.eachFound(part, found));
    let current = language.rules[0] as Rule<M>;
    const report: Report = (...args) => reporter(current, take)(...args);
    for (const rule of rulesFor(language, model, part)) {
      current = rule;
      try {
        rule.checkPart?.(model, part, report);
      } catch (error) {
        onCrash?.(rule.id, error);
      }
    }
    check.findings = findings.length > 0 ? findings : nothing;
    if (findings.length > 0) model.records.telling.add(check);
    else model.records.telling.delete(check);
  });
}

/** Takes the findings of all parts. What several parts report at one place of another part is told once. */
function gather(model: Model, problems: Problem[]): void {
  const told = new Set<string>();
  const each = ({ findings }: Check) => {
    for (const finding of findings) {
      const problem = placed(finding, model);
      if (finding.far) {
        const key = `${problem.rule} ${problem.start} ${problem.end}`;
        if (told.size === told.add(key).size) continue;
      }
      problems.push(problem);
    }
  };
  const telling = [...model.records.telling].sort((a, b) => a.own.start - b.own.start);
  reading(undefined, () => telling.forEach(each));
}

function atOffset(problem: LineProblem, offset: number, remove?: () => Edit): Problem {
  return {
    rule: problem.rule,
    severity: problem.severity,
    message: problem.message,
    origin: problem.origin ?? 'daemon',
    start: offset + problem.start,
    end: offset + problem.end,
    ...(problem.tag ? { tag: problem.tag } : {}),
    fixes: (problem.fixes ?? []).map((fix) => ({ title: fix.title, safe: fix.safe, edits: fix.removes && remove ? [remove()] : fix.edits.map((edit) => ({ start: offset + edit.start, end: offset + edit.end, newText: edit.newText })) })),
  };
}

function reporter<M extends Model>(rule: Rule<M>, take: (problem: Problem, later?: LaterFixes) => void): Report {
  return (statement: Statement, where, message, options = {}) => {
    const span = typeof where === 'number' ? (statement.words[where] ?? statement.words[0]) : (where ?? statement.words[0]);
    const { fixes } = options;
    const problem: Problem = {
      rule: rule.id,
      severity: options.severity ?? rule.severity,
      message,
      origin: options.origin ?? rule.origin,
      start: statement.start + (span?.start ?? 0),
      end: statement.start + (span?.end ?? statement.length),
      ...(options.notes ? { notes: options.notes } : {}),
      ...(options.tag ? { tag: options.tag } : {}),
      fixes: typeof fixes === 'object' ? fixes : [],
    };
    take(fromElsewhere(statement, problem), typeof fixes === 'function' && statement.elsewhere === undefined ? fixes : undefined);
  };
}

/** A problem of a line that is written elsewhere says where, and cannot be mended here. */
function fromElsewhere(statement: Statement, problem: Problem): Problem {
  if (statement.elsewhere === undefined) return problem;
  return { ...problem, message: statement.elsewhere === '' ? problem.message : `${statement.elsewhere}: ${problem.message}`, fixes: [] };
}
