// Applies fixes: those of all problems, as far as they go together. Knows no transport and no file system.
import type { Edit, Fix, Problem } from './core/problem';
import type { LanguageService, OpenFile, Settings } from './service';

/** The fix that is offered first: the preferred one, else the first; with `safeOnly` the first safe one. */
export function firstFix(problem: Problem, safeOnly = false): Fix | undefined {
  const fixes = safeOnly ? problem.fixes.filter((fix) => fix.safe) : problem.fixes;
  return fixes.find((fix) => fix.preferred) ?? fixes[0];
}

/** Applies edits to a text. Edits must not overlap: undefined when they do or lie outside of it. */
export function applyEdits(source: string, edits: readonly Edit[]): string | undefined {
  let result = '';
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < at || edit.end < edit.start || edit.end > source.length) return undefined;
    result += source.slice(at, edit.start) + edit.newText;
    at = edit.end;
  }
  return result + source.slice(at);
}

/** Whether edits of two fixes touch or overlap, so that they cannot be applied together. */
function collide(taken: readonly Edit[], wanted: readonly Edit[]): boolean {
  return wanted.some((a) => taken.some((b) => a.start <= b.end && b.start <= a.end));
}

/** Those among these whose fixes can be applied together, in their order. */
export function compatibleFixes<T extends { readonly fix: Fix }>(wanted: readonly T[]): T[] {
  const chosen: T[] = [];
  const edits: Edit[] = [];
  for (const one of wanted) {
    if (one.fix.edits.length === 0 || collide(edits, one.fix.edits)) continue;
    chosen.push(one);
    edits.push(...one.fix.edits);
  }
  return chosen;
}

/** Most rounds of fixing: what one round reveals the next one mends. */
const mostRounds = 50;

const errors = (file: OpenFile) => file.problems().filter((problem) => problem.severity === 'error').length;

/**
 * Applies the first fix of every problem, in order of the text, until nothing changes. Fixes that would overlap wait for the next round; a fix that
 * brings more errors than it removes is left out. Returns the text and the number of fixes applied.
 */
export function fixAll(service: LanguageService, source: string, path: string | undefined, settings: Settings, safeOnly: boolean): { source: string; applied: number } {
  let file = service.open(source, path, settings);
  const seen = new Set([source]);
  let applied = 0;
  const attempt = (fixes: readonly Fix[]): boolean => {
    const next = applyEdits(
      file.source,
      fixes.flatMap((fix) => fix.edits),
    );
    if (next === undefined || seen.has(next)) return false;
    const opened = service.open(next, path, settings);
    if (errors(opened) > errors(file)) return false;
    seen.add(next);
    file = opened;
    applied += fixes.length;
    return true;
  };
  const hopeless = new Set<string>();
  const attemptSome = (wanted: readonly Wanted[]): readonly Wanted[] => {
    if (attempt(wanted.map(({ fix }) => fix))) return wanted;
    if (wanted.length === 1) {
      hopeless.add((wanted[0] as Wanted).key);
      return [];
    }
    const half = wanted.length >> 1;
    const done = attemptSome(wanted.slice(0, half));
    return done.length > 0 ? done : attemptSome(wanted.slice(half));
  };
  // A fix that does not remove its finding would be applied for ever: no kind of fix is applied more often than it was once wanted, and once more.
  const left = new Map<string, number>();
  for (let round = 0; round < mostRounds; round++) {
    const wanted = wantedFixes(file, safeOnly).filter(({ key }) => !hopeless.has(key));
    const counts = new Map<string, number>();
    for (const { kind } of wanted) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    for (const [kind, count] of counts) left.set(kind, left.has(kind) ? (left.get(kind) as number) : count + 1);
    const together = compatibleFixes(wanted.filter(({ kind }) => (left.get(kind) as number) > 0));
    if (together.length === 0) break;
    for (const { kind } of attemptSome(together)) left.set(kind, (left.get(kind) as number) - 1);
  }
  return { source: file.source, applied };
}

/** A fix to apply, its kind (rule and title), and what tells it from others of its kind. */
interface Wanted {
  readonly fix: Fix;
  readonly kind: string;
  readonly key: string;
}

function wantedFixes(file: OpenFile, safeOnly: boolean): Wanted[] {
  return file.problems().flatMap((problem) => {
    const fix = firstFix(problem, safeOnly);
    const kind = `${problem.rule} ${fix?.title}`;
    return fix ? [{ fix, kind, key: `${kind} ${lineOf(file.source, problem.start)}` }] : [];
  });
}

function lineOf(source: string, at: number): string {
  const end = source.indexOf('\n', at);
  return source.slice(source.lastIndexOf('\n', at - 1) + 1, end < 0 ? source.length : end);
}
