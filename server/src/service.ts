// The facade of the core: opens a text of one language for its targets, tells its problems, applies fixes. Knows no transport and no file system.
import { difference } from './core/difference';
import type { FindingId } from './core/finding-ids';
import type { Language } from './core/language';
import { lintModel, lintSteps } from './core/lint';
import type { CheckOptions, Model } from './core/model';
import { finish } from './core/patience';
import type { Problem } from './core/problem';
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

/** What does not change from one version of a text to the next. */
interface Frame {
  readonly language: Language<Model>;
  readonly path: string | undefined;
  readonly settings: Settings;
  readonly options: CheckOptions;
  readonly reads: Set<string>;
  readonly onCrash: OnCrash | undefined;
}

/**
 * An opened text. What it keeps for its next version stands in itself, and its getters in its class: weak maps, and getters of single objects, are made where
 * old objects live, so that each version of a text would stay in memory until all of it is looked through.
 */
class Opened implements OpenFile {
  /** Models of versions before that nobody took over yet. */
  private readonly older: Map<number, Model>;
  private readonly models = new Map<number, Model>();
  /** Problems that were found in steps. */
  private readonly found = new Map<Target, readonly Problem[]>();
  private told: readonly TargetProblem[] | undefined = undefined;
  private seen: Subject | undefined = undefined;

  constructor(
    readonly frame: Frame,
    readonly source: string,
    readonly targets: Targets,
    before: Opened | undefined,
  ) {
    this.older = new Map(before && [...before.older, ...before.models]);
  }

  get language(): Language<Model> {
    return this.frame.language;
  }

  get path(): string | undefined {
    return this.frame.path;
  }

  get model(): Model {
    return this.modelOf(this.targets.targets[0] as Target);
  }

  private modelOf(target: Target): Model {
    return this.models.get(target.release) ?? finish(this.build(target));
  }

  private *build({ release }: Target): Generator<void, Model> {
    const { models, older, source } = this;
    const { language, options } = this.frame;
    const known = models.get(release);
    if (known) return known;
    const old = older.get(release);
    const model = language.steps ? yield* language.steps(source, release, options, old) : language.model(source, release, options, old);
    older.delete(release);
    models.set(release, model);
    return model;
  }

  subject(uri: string, around?: Surroundings): Subject | undefined {
    if (this.seen?.uri !== uri) this.seen = subjectOf(this.language, this.model, uri, around);
    return this.seen;
  }

  reads(): ReadonlySet<string> {
    finish(this.build(this.targets.targets[0] as Target));
    return this.frame.reads;
  }

  problems(): readonly TargetProblem[] {
    const { language, onCrash, settings } = this.frame;
    const problemsIn = (target: Target) => this.found.get(target) ?? lintModel(language, this.modelOf(target), onCrash);
    return (this.told ??= withSettings([...targetFaults(this.targets), ...allProblems(this.targets.targets, problemsIn)], settings));
  }

  *prepare(): Generator<void> {
    for (const target of this.targets.targets) this.found.set(target, yield* lintSteps(this.language, yield* this.build(target), this.frame.onCrash));
  }
}

/** Makes the service of a language; `files` shows what stands beside a text. */
export function createLanguageService(language: Language<Model>, files: FileAccess | undefined, onCrash?: OnCrash): LanguageService {
  return {
    language,
    open(source, path, settings, before) {
      const last = before instanceof Opened && before.path === path ? before : undefined;
      const fragment = settings.fragment ?? (path !== undefined && language.isPart?.(path, source) === true);
      const previous = last && last.frame.settings === settings && (last.frame.options.fragment === true) === fragment ? last : undefined;
      const targets = (previous && targetsKept(previous, source)) ?? targetsOf(language.knowledge, language.id, source, settings.target ?? '');
      const reads = new Set<string>();
      const frame = previous?.frame ?? { language, path, settings, reads, onCrash, options: optionsOf(path, settings, fragment, files, reads) };
      return new Opened(frame, source, targets, previous);
    },
  };
}

/** What a check may know beside a text; `reads` gets the names of the files that it reads. */
function optionsOf(path: string | undefined, { environment }: Settings, fragment: boolean, files: FileAccess | undefined, reads: Set<string>): CheckOptions {
  const { read, exists, list } = files ?? {};
  const readFile = (name: string) => {
    reads.add(name);
    return read?.(name, path);
  };
  return {
    ...(path === undefined ? {} : { path }),
    ...(environment === undefined ? {} : { environment }),
    ...(read === undefined ? {} : { readFile }),
    ...(list === undefined ? {} : { listFiles: (pattern: string) => list(pattern, path) }),
    ...(fragment ? { fragment } : {}),
    ...(exists === undefined ? {} : { fileExists: (name: string) => exists(name, path) }),
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

/** All services by language. */
export type Services = Readonly<Record<LanguageId, LanguageService>>;
