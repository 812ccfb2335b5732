// Findings that a release does not come to tell, because of something else in the file.
import { partAt } from '../core/part';
import type { Problem } from '../core/problem';
import type { Statement } from '../core/tree';
import { hasMark } from './marks';
import type { HaproxyModel, Section } from './model';
import { isTaken } from './names';
import { firstOf } from './once';
import { since } from './since';
import { repeatedIn } from './unique';

function soften(problem: Problem): Problem {
  return problem.origin === 'advice' ? problem : { ...problem, origin: 'advice', severity: problem.severity === 'error' ? 'warning' : problem.severity };
}

function refuses({ origin, severity }: Problem): boolean {
  return origin === 'daemon' && severity === 'error';
}

/** Rules on what the daemon tells as an alert but goes on from: an error among others, which alone does not make it refuse the file. */
const told = new Set(['ignored-keyword', 'refused-section', 'repeated-global', 'layer7-without-http', 'mixed-defaults', 'missing-check-port', 'bad-section-name']);

function raised(problem: Problem): Problem {
  return told.has(problem.rule) && problem.origin === 'advice' ? { ...problem, origin: 'daemon', severity: 'error' } : problem;
}

/** Where a problem lies: its section, and the line there. */
interface Where {
  readonly section: Section;
  readonly line: Statement;
}

function whereIs(model: HaproxyModel, { start }: Problem): Where | undefined {
  const section = partAt(model.parts, start);
  if (!section?.head) return undefined;
  const line = partAt(section.lines, start) ?? section.head;
  return start <= line.start + line.length ? { section, line } : undefined;
}

/**
 * 3.1 goes into the background before it reads the most of the file, so that its configuration test sees only faults of the words themselves, of the header
 * of `global` and of the keywords that it reads early.
 */
function isReadEarly(model: HaproxyModel, { section, line }: Where): boolean {
  return (section.kind === 'global' && line === section.head) || line.problems.length > 0 || hasMark(model.binding(line).keyword, 'early', model);
}

function goesAway(model: HaproxyModel): boolean {
  return since(model, '3.1') && !since(model, '3.2') && model.statements('daemon').some((line) => isTaken(model, line) && !line.uncertain && line.words.length === 1);
}

const values = new Set(['wrong-argument', 'out-of-range']);

/** Whether a problem is about the value of a global line that is not looked at, since one above filled its place. */
function isNotLookedAt(model: HaproxyModel, { rule }: Problem, { section, line }: Where): boolean {
  return values.has(rule) && section.kind === 'global' && line !== section.head && firstOf(model, line) !== undefined;
}

/** Behind a name that its list has already nothing of a line is read; upstream: cfg_parse_users(). */
function isBehindRepeated(model: HaproxyModel, { start }: Problem, { section, line }: Where): boolean {
  return repeatedIn(model, section).some((one) => one.line === line && !one.refused && start >= line.start + (line.words[1]?.end ?? 0));
}

/** Whether a problem is that a line of another section stands in a user list: 3.4 runs such lines there too. */
function isRunAnywhere(model: HaproxyModel, { rule }: Problem, { section, line }: Where): boolean {
  if (rule !== 'misplaced-keyword' || section.kind !== 'userlist' || line === section.head || !since(model, '3.4')) return false;
  const where = model.binding(line).keyword?.where;
  const known = (place: string): boolean => (((where?.get(place) ?? 0) >> model.release) & 1) === 1;
  return !where?.has('userlist') && (known('global') || known('backend') || known('frontend') || known('defaults'));
}

/** From where on no warning is printed, because `quiet` stands above; 3.1 reads that before all else. Upstream: ha_warning(). */
function quietFrom(model: HaproxyModel): number {
  const line = model.statements('quiet').find((one) => isTaken(model, one) && !one.uncertain && model.section(one)?.kind === 'global');
  if (!line) return Number.POSITIVE_INFINITY;
  return since(model, '3.1') ? 0 : line.start + line.length;
}

/** Makes advice of what a release does not tell, so that it agrees with the daemon. */
export function temper(model: HaproxyModel, problems: readonly Problem[]): readonly Problem[] {
  if (!problems.some(({ origin }) => origin === 'daemon')) return problems;
  const away = goesAway(model);
  const quiet = quietFrom(model);
  const whole = new Set(model.tree.problems.map(({ start }) => start));
  const isLate = (where: Where | undefined): boolean => away && !(where && isReadEarly(model, where));
  const isUntold = (problem: Problem, where: Where | undefined): boolean => {
    if (isLate(where) && !whole.has(problem.start)) return true;
    if (problem.severity === 'warning' && problem.start >= quiet) return true;
    return where !== undefined && (isBehindRepeated(model, problem, where) || isNotLookedAt(model, problem, where) || isRunAnywhere(model, problem, where));
  };
  const tempered = problems.map((problem) => (isUntold(problem, whereIs(model, problem)) ? soften(problem) : problem));
  return tempered.some(refuses) ? tempered.map((problem) => (isLate(whereIs(model, problem)) ? problem : raised(problem))) : tempered;
}
