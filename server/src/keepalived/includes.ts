// `include` lines: which form it is, which files it names, and what each form says when they are missing. Upstream: check_include(), open_and_check_glob().
import { isPattern } from '../core/glob';
import type { CheckOptions } from '../core/model';
import { text } from '../core/text';
import type { Severity } from '../core/tree';
import type { Dialect } from './dialect';
import { type Line, part } from './line';
import { plainWords } from './words';

/** An `include` line; the pattern's place is `at` in the line. */
export interface Include {
  readonly form: string;
  readonly pattern: string;
  readonly at: number;
}

/** A file that was read. */
export interface IncludedFile {
  readonly name: string;
  readonly source: string;
}

export interface Found {
  readonly files: readonly IncludedFile[];
  /** It is not known what else the daemon reads here. */
  readonly incomplete: boolean;
  readonly problem?: { readonly severity: Severity; readonly origin: 'daemon' | 'advice'; readonly message: string };
}

/** The include that a line is; undefined when it is none for this release. */
export function includeIn(line: Line, dialect: Dialect): Include | undefined {
  const { text: source } = line;
  if (!source.startsWith('include')) return undefined;
  if (!dialect.includesRest) {
    const { words } = plainWords(line);
    return words.length === 2 && words[0]?.text === 'include' ? { form: 'include', pattern: words[1]?.text ?? '', at: source.length - source.slice(7).trimStart().length } : undefined;
  }
  const shape = (dialect.strictIncludes ? /^(include[rmwba]?)\s[ \t]*/ : /^(include)\s[ \t]*/).exec(source);
  return shape ? { form: shape[1] as string, pattern: source.slice(shape[0].length), at: shape[0].length } : undefined;
}

/** The pattern's part of an include line. */
export function patternOf(line: Line, include: Include): Line {
  return part(line, include.at);
}

/** Alternatives in braces, written out. At most a few: more are not looked for. */
function alternatives(pattern: string): string[] {
  let list = [pattern];
  for (let round = 0; round < 6; round++) {
    const next = list.flatMap((one) => {
      const shape = /\{([^{}]*)\}/.exec(one);
      return shape ? (shape[1] as string).split(',').map((choice) => one.slice(0, shape.index) + choice + one.slice(shape.index + shape[0].length)) : [one];
    });
    if (next.length === list.length && next.every((one, i) => one === list[i])) break;
    list = next.slice(0, 64);
  }
  return list;
}

/** A name as seen from the file that includes it. */
function beside(name: string, from: string): string {
  if (name.startsWith('/')) return name;
  const parts: string[] = [];
  for (const step of `${from.slice(0, from.lastIndexOf('/') + 1)}${name}`.split('/')) {
    if (step === '..' && parts.length > 0 && parts[parts.length - 1] !== '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
}

/** Folder of the configuration: a repository holds a copy of it. */
const home = '/etc/keepalived/';

/** Whether a form complains of names, of alternatives in braces that are missing. */
const complains: Readonly<Record<string, { readonly names: boolean; readonly braces: boolean }>> = {
  include: { names: false, braces: false },
  includer: { names: false, braces: false },
  includem: { names: true, braces: false },
  includew: { names: true, braces: false },
  includeb: { names: false, braces: true },
  includea: { names: true, braces: true },
};

function namesOf(pattern: string, listFiles: (pattern: string) => readonly string[] | undefined): readonly string[] | undefined {
  const names = listFiles(pattern);
  return names?.length === 0 && pattern.startsWith(home) ? listFiles(pattern.slice(home.length)) : names;
}

function fileAt(path: string, readFile: (name: string) => string | undefined): IncludedFile | undefined {
  const source = readFile(path) ?? (path.startsWith(home) ? readFile(path.slice(home.length)) : undefined);
  return source === undefined ? undefined : { name: path, source };
}

/** Reads what an include names, relative to the file `from`. */
export function filesOf(include: Include, from: string, dialect: Dialect, { readFile, listFiles, fileExists }: CheckOptions): Found {
  const { pattern, form } = include;
  const braces = pattern.includes('{');
  // The rest of the line is one name: neither a quote nor a blank is likely to be in that of a file.
  const odd = dialect.includesRest && /^"|[ \t]/.test(pattern);
  if (!readFile || pattern === '' || (!odd && /[\\\uE000]/.test(pattern))) return { files: [], incomplete: true };
  const written = braces && dialect.knows('1.3.9') ? alternatives(pattern) : [pattern];
  if (!odd && isPattern(pattern)) {
    const matching = listFiles && written.map((name) => namesOf(beside(name, from), listFiles));
    if (!matching || matching.includes(undefined)) return { files: [], incomplete: true };
    const files = matching.flatMap((names) => names ?? []).flatMap((name) => fileAt(name, readFile) ?? []);
    if (files.length > 0) return { files, incomplete: false };
    // An absolute name belongs to the machine on which the daemon runs, which need not be this one.
    const strict = !pattern.startsWith('/') && (form === 'includew' || form === 'includea');
    return { files, incomplete: !strict, ...(strict ? { problem: { severity: 'error', origin: 'daemon', message: text('no file matches `{0}`', pattern) } } : {}) };
  }
  const files: IncludedFile[] = [];
  let missing = 0;
  let unknown = false;
  for (const name of written) {
    const path = beside(name, from);
    const file = fileAt(path, readFile);
    if (file) files.push(file);
    else if (fileExists && fileExists(path) !== false) unknown = true;
    else missing++;
  }
  if (unknown) return { files, incomplete: true };
  if (missing === 0) return { files, incomplete: false };
  // A folder is no file either, but where it cannot be told from one nothing is said.
  if (!fileExists && missing === 1 && !braces && !/\.\w{2,}$/.test(pattern) && !odd) return { files, incomplete: true };
  const absolute = pattern.startsWith('/');
  const { names: strict, braces: strictBraces } = complains[form] ?? { names: false, braces: false };
  const wrong = !absolute && (braces ? strictBraces : strict);
  const message = braces ? text('not all files of `{0}` exist', pattern) : text('there is no file `{0}`', pattern);
  if (wrong) return { files: [], incomplete: false, problem: { severity: 'error', origin: 'daemon', message } };
  return { files, incomplete: absolute, ...(absolute ? {} : { problem: { severity: 'warning', origin: 'advice', message: text('{0}: the line is passed over', message) } }) };
}
