// The facade of the core: opens a text of one language for its targets, tells its problems, applies fixes. Knows no transport and no file system.
import { difference } from './core/difference';
import type { FindingId } from './core/finding-ids';
import type { Language } from './core/language';
import { lintModel, lintSteps } from './core/lint';
import { type CheckOptions, finish, type Model } from './core/model';
import type { Edit, Fix, Problem } from './core/problem';
import { text } from './core/text';
import type { Severity } from './core/tree';
import { type Subject, type Surroundings, subjectOf } from './features/subject';
import { type LanguageId, type Target, type Targets, targetsOf } from './targets';

/** Reads a file by the name that stands in another one (its path, when it has one). Undefined when there is none or it may not be read. */
export type FileReader = (name: string, beside: string | undefined) => string | undefined;

/** Whether a file exists, by the name that stands in another one (its path, when it has one). Undefined where that cannot be told, as of files of another machine. */
export type FileFinder = (name: string, beside: string | undefined) => boolean | undefined;

/** Names of files that match a pattern that stands in a text, sorted, written as the pattern is. Undefined where that cannot be told. */
export type FileLister = (pattern: string, beside: string | undefined) => readonly string[] | undefined;

/** What can be seen of the files around a text. */
export interface FileAccess {
  readonly read: FileReader;
  readonly exists?: FileFinder;
  readonly list?: FileLister;
}

/** What the user sets about a text. */
export interface Settings {
  /** Setting of the target: `2.4`, `rhel 9, haproxy:2.8`; empty: the default. A comment in the text goes first. */
  readonly target?: string;
  /** Severities of rules by id; `off` takes their problems out. */
  readonly rules?: Readonly<Record<string, Severity | 'off' | 'default'>>;
  readonly environment?: CheckOptions['environment'];
  /** See `CheckOptions`; where it is not said, the path may tell. */
  readonly fragment?: boolean;
}

/** A problem, and the targets in which it comes up when not in all. */
export interface TargetProblem extends Problem {
  readonly only?: readonly Target[];
}

/** Hears of a rule or request that threw: it costs only its own results. */
export type OnCrash = (what: string, error: unknown) => void;

/** A text, opened. Models are built when first asked for. */
export interface OpenFile {
  readonly language: Language<Model>;
  readonly source: string;
  readonly path: string | undefined;
  readonly targets: Targets;
  /** The model for the oldest target: what the editor's features work on. */
  readonly model: Model;
  /** What the features work on; undefined when the language has none. `uri` is how the editor calls the text. */
  subject(uri: string, around?: Surroundings): Subject | undefined;
  /** Names of the files that were read for its model, as written or relative to it. */
  reads(): ReadonlySet<string>;
  /** Problems in all targets, in order of the text. */
  problems(): readonly TargetProblem[];
  /** Does the work for model and problems in steps, so that other work can be done between them. */
  prepare(): Generator<void>;
}

export interface LanguageService {
  readonly language: Language<Model>;
  /** `before`: the version of the text before, with the same settings. It hands over what an edit left alone, and must not be used any more once this one was. */
  open(source: string, path: string | undefined, settings: Settings, before?: OpenFile): OpenFile;
}

/** What an opened text keeps for its next version. */
interface Kept {
  readonly settings: Settings;
  readonly options: CheckOptions;
  readonly reads: Set<string>;
  readonly models: Map<number, Model>;
  /** Models of versions before that nobody took over yet. */
  readonly older: Map<number, Model>;
}

/** Makes the service of a language; `files` shows what stands beside a text. */
export function createLanguageService(language: Language<Model>, files: FileAccess | undefined, onCrash?: OnCrash): LanguageService {
  const kept = new WeakMap<OpenFile, Kept>();
  const { exists, list } = files ?? {};
  return {
    language,
    open(source, path, settings, before) {
      const last = before && before.path === path ? kept.get(before) : undefined;
      const fragment = settings.fragment ?? (path !== undefined && language.isPart?.(path, source) === true);
      const previous = last && last.settings === settings && (last.options.fragment === true) === fragment ? last : undefined;
      const targets = (previous && before && targetsKept(before, source)) ?? targetsOf(language.knowledge, language.id, source, settings.target ?? '');
      const reads = previous?.reads ?? new Set<string>();
      const options: CheckOptions = previous?.options ?? {
        ...(path === undefined ? {} : { path }),
        ...(settings.environment === undefined ? {} : { environment: settings.environment }),
        ...(files === undefined
          ? {}
          : {
              readFile: (name: string) => {
                reads.add(name);
                return files.read(name, path);
              },
            }),
        ...(list === undefined ? {} : { listFiles: (pattern: string) => list(pattern, path) }),
        ...(fragment ? { fragment } : {}),
        ...(exists === undefined ? {} : { fileExists: (name: string) => exists(name, path) }),
      };
      const models = new Map<number, Model>();
      const older = new Map<number, Model>([...(previous?.older ?? []), ...(previous?.models ?? [])]);
      function* build(target: Target): Generator<void, Model> {
        let model = models.get(target.release);
        if (model) return model;
        const old = older.get(target.release);
        model = language.steps ? yield* language.steps(source, target.release, options, old) : language.model(source, target.release, options, old);
        older.delete(target.release);
        models.set(target.release, model);
        return model;
      }
      const modelOf = (target: Target): Model => finish(build(target));
      const found = new Map<Target, readonly Problem[]>();
      let problems: readonly TargetProblem[] | undefined;
      let subject: Subject | undefined;
      const file: OpenFile = {
        language,
        source,
        path,
        targets,
        get model() {
          return modelOf(targets.targets[0] as Target);
        },
        subject: (uri, around) => (subject?.uri === uri ? subject : (subject = subjectOf(language, modelOf(targets.targets[0] as Target), uri, around))),
        reads() {
          modelOf(targets.targets[0] as Target);
          return reads;
        },
        problems: () => (problems ??= withSettings([...targetFaults(targets), ...allProblems(targets.targets, (target) => found.get(target) ?? lintModel(language, modelOf(target), onCrash))], settings)),
        *prepare() {
          for (const target of targets.targets) found.set(target, yield* lintSteps(language, yield* build(target), onCrash));
        },
      };
      kept.set(file, { settings, options, reads, models, older });
      return file;
    },
  };
}

/** The targets of the version before, where no comment sets them and the edit brought none. */
function targetsKept(before: OpenFile, source: string): Targets | undefined {
  if (before.targets.comment) return undefined;
  const { start, newEnd } = difference(before.source, source);
  const end = source.indexOf('\n', newEnd);
  return source.slice(source.lastIndexOf('\n', start - 1) + 1, end < 0 ? source.length : end).includes('haconf:') ? undefined : before.targets;
}

/** What is wrong with the comment or setting that names the target. That of a setting stands at the head of the text. */
function targetFaults({ comment, problems, targets }: Targets): Problem[] {
  const rule: FindingId = 'unknown-target';
  const taken = text('checked for {0}', targets.map((target) => target.name).join(', '));
  return problems.map((message) => ({ ...(comment ?? { start: 0, end: 0 }), rule, severity: 'warning', message: `${message}; ${taken}`, origin: 'advice', fixes: [] }));
}

/** Problems of several releases: what comes up in each is told once, with the fixes for the oldest, which newer ones accept too more often than the other way round. */
function allProblems(targets: readonly Target[], problemsIn: (target: Target) => readonly Problem[]): readonly TargetProblem[] {
  if (targets.length === 1) return problemsIn(targets[0] as Target);
  const merged = new Map<string, { problem: Problem; targets: Target[] }>();
  for (const target of targets) {
    for (const problem of problemsIn(target)) {
      const key = `${problem.start} ${problem.end} ${problem.rule} ${problem.severity}`;
      const same = merged.get(key);
      if (!same) merged.set(key, { problem, targets: [target] });
      else if (same.targets[same.targets.length - 1] !== target) same.targets.push(target);
    }
  }
  return [...merged.values()].map(({ problem, targets: in_ }) => (in_.length === targets.length ? problem : { ...problem, only: in_ })).sort((a, b) => a.start - b.start || a.end - b.end);
}

function withSettings(problems: readonly TargetProblem[], settings: Settings): readonly TargetProblem[] {
  const rules = settings.rules;
  if (!rules || Object.keys(rules).length === 0) return problems;
  const kept: TargetProblem[] = [];
  for (const problem of problems) {
    const severity = Object.hasOwn(rules, problem.rule) ? rules[problem.rule] : undefined;
    if (severity === undefined || severity === 'default') kept.push(problem);
    else if (severity !== 'off') kept.push({ ...problem, severity });
  }
  return kept;
}

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

/** All services by language. */
export type Services = Readonly<Record<LanguageId, LanguageService>>;
