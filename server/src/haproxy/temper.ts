// Findings that a release does not come to tell, because of something else in the file.
import { partAt } from '../core/part';
import type { Problem } from '../core/problem';
import type { Statement } from '../core/tree';
import { hasMark } from './marks';
import type { HaproxyModel } from './model';
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

/** Spans of statements, by what is kept of them. */
function spans(statements: Iterable<Statement>): (problem: Problem) => boolean {
  const list = [...statements].map(({ start, length }) => [start, start + length] as const);
  return ({ start }) => list.some(([from, to]) => start >= from && start <= to);
}

/**
 * 3.1 goes into the background before it reads the most of the file, so that its configuration test sees only faults of the words themselves, of the header
 * of `global` and of the keywords that it reads early.
 */
function* readEarly(model: HaproxyModel): Generator<Statement> {
  for (const section of model.sections) {
    if (section.kind === 'global') yield section.header;
    for (const line of [section.header, ...section.body]) if (line.problems.length > 0 || hasMark(model.binding(line).keyword, 'early', model)) yield line;
  }
}

function goesAway(model: HaproxyModel): boolean {
  return since(model, '3.1') && !since(model, '3.2') && model.statements('daemon').some((line) => isTaken(model, line) && !line.uncertain && line.words.length === 1);
}

/** Global lines whose value is not looked at, since one above filled their place. */
function* notLookedAt(model: HaproxyModel): Generator<Statement> {
  for (const section of model.sections) {
    if (section.kind === 'global') for (const line of section.body) if (firstOf(model, line)) yield line;
  }
}

/** Behind a name that its list has already nothing of a line is read; upstream: cfg_parse_users(). */
function isBehindRepeated(model: HaproxyModel, { start }: Problem): boolean {
  const section = partAt(model.parts, start);
  return section !== undefined && repeatedIn(model, section).some(({ line, refused }) => !refused && start >= line.start + (line.words[1]?.end ?? 0) && start <= line.start + line.length);
}

const values = new Set(['wrong-argument', 'out-of-range']);

/** 3.4 runs lines of other sections in user lists too. */
function* runAnywhere(model: HaproxyModel): Generator<Statement> {
  if (!since(model, '3.4')) return;
  for (const section of model.sections) {
    if (section.kind !== 'userlist') continue;
    for (const line of section.body) {
      const where = model.binding(line).keyword?.where;
      const known = (place: string): boolean => (((where?.get(place) ?? 0) >> model.release) & 1) === 1;
      if (!where?.has('userlist') && (known('global') || known('backend') || known('frontend') || known('defaults'))) yield line;
    }
  }
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
  const early = goesAway(model) ? spans(readEarly(model)) : undefined;
  const ignored = problems.some(({ rule }) => values.has(rule)) ? spans(notLookedAt(model)) : undefined;
  const anywhere = problems.some(({ rule }) => rule === 'misplaced-keyword') ? spans(runAnywhere(model)) : undefined;
  const quiet = quietFrom(model);
  const whole = new Set(model.tree.problems.map(({ start }) => start));
  const tempered = problems.map((problem) => {
    if (early && !early(problem) && !whole.has(problem.start)) return soften(problem);
    if (isBehindRepeated(model, problem) || (problem.severity === 'warning' && problem.start >= quiet)) return soften(problem);
    if (ignored && values.has(problem.rule) && ignored(problem)) return soften(problem);
    return anywhere && problem.rule === 'misplaced-keyword' && anywhere(problem) ? soften(problem) : problem;
  });
  return tempered.some(refuses) ? tempered.map((problem) => (early && !early(problem) ? problem : raised(problem))) : tempered;
}
