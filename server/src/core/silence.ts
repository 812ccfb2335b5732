// Comments that say which problems are not wanted. Names no keyword.
import type { Model } from './model';
import type { Problem } from './problem';

const mark = /haconf:\s*ignore(-file)?\b\s*([\w\s,-]*)/;

/** Lines whose problems are not wanted: `# haconf: ignore rule-id ...` at the end of a line or on the line above; no id means all. -1: the whole file. */
export function ignores(model: Model): Map<number, readonly string[]> {
  const map = new Map<number, readonly string[]>();
  const { source, lines, marked } = model.tree;
  if (marked ? marked.length === 0 : !source.includes('haconf:')) return map;
  for (const comment of marked ?? model.tree.comments) {
    const shape = mark.exec(source.slice(comment.start, comment.end));
    if (!shape) continue;
    const { line, column } = lines.placeAt(comment.start);
    const alone = source.slice(comment.start - column, comment.start).trim() === '';
    const rules = (shape[2] ?? '').split(/[\s,]+/).filter(Boolean);
    const key = shape[1] ? -1 : alone ? line + 1 : line;
    map.set(key, [...(map.get(key) ?? []), ...(rules.length > 0 ? rules : ['*'])]);
  }
  return map;
}

export function isIgnored(problem: Problem, model: Model, ignored: Map<number, readonly string[]>): boolean {
  const covers = (rules: readonly string[] | undefined) => rules !== undefined && (rules.includes('*') || rules.includes(problem.rule));
  if (covers(ignored.get(-1))) return true;
  for (const [line, rules] of ignored) {
    const start = model.tree.lines.at(line);
    if (line >= 0 && start !== undefined && problem.start >= start && problem.start < (model.tree.lines.at(line + 1) ?? Number.POSITIVE_INFINITY) && covers(rules)) return true;
  }
  return false;
}
