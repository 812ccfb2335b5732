// Runs everything that finds problems over a model and gathers the findings. Parts that did not change keep theirs. Names no keyword.
import { removeLine } from './edits';
import { type Finding, keepFinding, placed, withFixes } from './finding';
import { type Asked, gatherMarks, rulesFor } from './gates';
import type { Language } from './language';
import type { CheckOptions, Model } from './model';
import { long } from './part';
import { attempt, finish, patiently, Unready } from './patience';
import type { Edit, Problem } from './problem';
import { enter, goOn, leave, reading } from './reading';
import type { Check } from './records';
import type { LaterFixes, Report, ReportOptions, Rule } from './rule';
import { ignores, isIgnored } from './silence';
import type { Span } from './span';
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
const stride = 16;

/** The same in steps, between which other work may be done as long as the model stays as it is. */
export function* lintSteps<M extends Model>(language: Language<M>, model: M, onCrash?: OnCrash): Generator<void, Problem[]> {
  const { records } = model;
  yield* gatherMarks(language, model);
  const checker = checkerOf(language, model, onCrash);
  let part: Check | undefined;
  const work = () => part && checkPart(checker, part);
  let count = 0;
  for (;;) {
    yield* patiently(() => records.settle(model));
    if (!records.due.first()) break;
    for (let check = records.due.first(); check; check = records.due.first()) {
      if (check.own.body.length > long) yield* checkLong(checker, check);
      else {
        part = check;
        for (let lacking = attempt(work); lacking; lacking = attempt(work)) yield* lacking.steps();
      }
      records.due.delete(check);
      if (++count % stride === 0) yield;
    }
  }
  let told: readonly Problem[] = [];
  yield* patiently(() => {
    told = inAll(language, model, onCrash);
  });
  const ignored = ignores(model);
  const kept = told.filter((problem) => ignored.size === 0 || !isIgnored(problem, model, ignored));
  const { length } = model.tree.source;
  return kept.map((problem) => within(problem, length)).sort((a, b) => a.start - b.start || a.end - b.end);
}

/** What was found in the parts, and what rules say of the whole. */
function inAll<M extends Model>(language: Language<M>, model: M, onCrash: OnCrash | undefined): readonly Problem[] {
  const problems: Problem[] = model.tree.problems.map((problem) => atOffset(problem, 0));
  gather(model, problems);
  for (const rule of language.rules) {
    if (!rule.check || (rule.whole && model.options.fragment)) continue;
    const report: Report = (...said) => {
      const [problem, later] = problemOf(rule, ...said);
      problems.push(later ? withFixes(problem, later, model) : problem);
    };
    guarded(rule.id, onCrash, () => rule.check?.(model, report));
  }
  let tempered: readonly Problem[] = problems;
  guarded('temper', onCrash, () => {
    tempered = reading(undefined, () => language.temper?.(model, problems) ?? problems);
  });
  return tempered;
}

/** A problem whose mark ends with the text: what is missing at its very end is marked behind it. */
function within(problem: Problem, length: number): Problem {
  return problem.end <= length ? problem : { ...problem, start: Math.min(problem.start, length), end: length };
}

function guarded(rule: string, onCrash: OnCrash | undefined, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof Unready) throw error;
    onCrash?.(rule, error);
  }
}

const nothing: readonly Finding[] = [];

/** Checks parts one after the other, each in steps: `begin`, its statements, what each rule says of it, and `end`, which keeps what was found. */
interface Checker<M extends Model> {
  /** The rules that have something to look at in the part. */
  begin(check: Check): readonly Asked<M>[];
  statements(): void;
  /** Asks rules, from one on up to another. */
  ask(rules: readonly Asked<M>[], from: number, to: number): void;
  end(): void;
}

/** All parts share one of these: making closures for each would take longer than most of their checks. */
function checkerOf<M extends Model>(language: Language<M>, model: M, onCrash: OnCrash | undefined): Checker<M> {
  const { telling } = model.records;
  let check: Check | undefined;
  let findings: Finding[] | undefined;
  let rule = language.rules[0] as Rule<M>;
  const take = (problem: Problem, later?: LaterFixes) => {
    if (check) (findings ??= []).push(keepFinding(problem, later, check.own, model.parts));
  };
  const found = (statement: Statement, problem: LineProblem) => {
    const remove = () => removeLine(model.tree, statement);
    take(fromElsewhere(statement, atOffset(problem, statement.start, remove)));
  };
  const report: Report = (...said) => take(...problemOf(rule, ...said));
  return {
    begin(next) {
      check = next;
      findings = undefined;
      return rulesFor(language, model, next.own);
    },
    statements: () => guarded('statements', onCrash, () => check && model.eachFound(check.own, found)),
    ask(rules, from, to) {
      const part = check?.own;
      const before = findings?.length ?? 0;
      for (let at = from; part && at < to; at++) {
        try {
          for (; at < to; at++) {
            const asked = rules[at] as Asked<M>;
            rule = asked.rule;
            asked.check(model, part, report);
          }
        } catch (error) {
          if (error instanceof Unready) {
            // These rules will be asked again.
            if (findings) findings.length = before;
            throw error;
          }
          onCrash?.(rule.id, error);
        }
      }
    },
    end() {
      if (!check) return;
      check.findings = findings ?? nothing;
      if (findings) telling.add(check);
      else telling.delete(check);
    },
  };
}

function checkPart<M extends Model>(checker: Checker<M>, check: Check): void {
  const outer = enter(check);
  try {
    const rules = checker.begin(check);
    checker.statements();
    checker.ask(rules, 0, rules.length);
    checker.end();
  } finally {
    leave(outer);
  }
}

/** The same for a part of very many lines: other work may be done after each rule. */
function* checkLong<M extends Model>(checker: Checker<M>, check: Check): Generator<void> {
  leave(enter(check));
  const within = (work: () => void) => () => {
    const outer = goOn(check);
    try {
      work();
    } finally {
      leave(outer);
    }
  };
  let rules: readonly Asked<M>[] = [];
  const begin = () => {
    rules = checker.begin(check);
    checker.statements();
  };
  yield* patiently(within(begin));
  for (let at = 0; at < rules.length; at++) {
    yield;
    yield* patiently(within(() => checker.ask(rules, at, at + 1)));
  }
  checker.end();
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

/** What a rule reports, and its fixes where they are worked out later. */
function problemOf<M extends Model>(rule: Rule<M>, statement: Statement, where: number | Span | undefined, message: string, options: ReportOptions = {}): [Problem, LaterFixes | undefined] {
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
  return [fromElsewhere(statement, problem), typeof fixes === 'function' && statement.elsewhere === undefined ? fixes : undefined];
}

/** A problem of a line that is written elsewhere says where, and cannot be mended here. */
function fromElsewhere(statement: Statement, problem: Problem): Problem {
  if (statement.elsewhere === undefined) return problem;
  return { ...problem, message: statement.elsewhere === '' ? problem.message : `${statement.elsewhere}: ${problem.message}`, fixes: [] };
}
