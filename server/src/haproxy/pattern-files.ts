// The files of patterns that a text names: which line used each first, and what is wrong with them. Contents are looked at only where files can be read.
import { marksOf, meet } from '../core/marks';
import type { CheckOptions } from '../core/model';
import { partFact, partIndex } from '../core/part-index';
import { text } from '../core/text';
import type { Severity, Statement } from '../core/tree';
import { linesThatKeep, marksIn } from './contents';
import { keptWithWord } from './expressions/kept';
import { contentFault, type PatternFile } from './expressions/pattern-file';
import type { HaproxyModel, Section } from './model';
import { bothRead } from './names';
import { since } from './since';

/** What is wrong with the file that a word names. */
export interface PatternFileFault {
  readonly word: number;
  readonly message: string;
  readonly severity: Severity;
}

/** The name by which the daemon knows a file; upstream: pat_ref_lookup(). */
function knownAs(model: HaproxyModel, name: string): string {
  if (since(model, '3.0') && /^file@./.test(name)) return name.slice(5);
  return since(model, '3.4') && /^opt@./.test(name) ? name.slice(4) : name;
}

interface Use {
  readonly line: Statement;
  readonly word: number;
  readonly file: PatternFile;
}

/** The files that the lines of a section name. */
const usesIn = partFact((model: HaproxyModel, section: Section): readonly Use[] =>
  linesThatKeep(model, section, 'pattern-file').flatMap((line) => keptWithWord(model, line, 'pattern-file').map(({ word, value }) => ({ line, word, file: value }))),
);

const uses = partIndex((model: HaproxyModel, section: Section) => usesIn(model, section).map(({ line, file }) => [knownAs(model, file.name), { line, pairs: file.pairs }] as const), { holds: ['~pattern-file'] });

/** A file holds keys alone or keys with values: as it was used first. Upstream: pattern_read_from_file(). */
function columnsFault(model: HaproxyModel, line: Statement, file: PatternFile): string | undefined {
  const name = knownAs(model, file.name);
  const [first] = uses.get(model, name);
  if (!first || first.pairs === file.pairs || first.line === line || !bothRead(first.line, line)) return undefined;
  return first.pairs ? text('`{0}` holds keys with values, as line {1} reads it', name, first.line.line + 1) : text('`{0}` holds keys alone, as line {1} reads it', name, first.line.line + 1);
}

function readFault(model: HaproxyModel, file: PatternFile): string | undefined {
  const { readFile, environment, fileExists } = model.options;
  const prefix = since(model, '3.0') ? /^(virt|opt|file)@(?=.)/.exec(file.name)?.[1] : undefined;
  const path = prefix ? file.name.slice(prefix.length + 1) : file.name;
  if (!readFile || prefix === 'virt' || (!path.startsWith('/') && model.statements('default-path').length > 0)) return undefined;
  const source = readFile(path);
  if (source !== undefined) {
    const fault = contentFault(source, file);
    return fault && text('line {0} of `{1}`: {2}', fault.line, path, fault.message);
  }
  // Only who knows the whole machine knows that there is no file.
  return environment !== undefined && prefix !== 'opt' && fileExists?.(path) !== true ? text('there is no file `{0}`', path) : undefined;
}

/** What was found in files, for as long as they are seen through the same options. */
const readFaults = new WeakMap<CheckOptions, Map<PatternFile, string | undefined>>();

function readFaultOnce(model: HaproxyModel, file: PatternFile): string | undefined {
  let known = readFaults.get(model.options);
  if (!known) readFaults.set(model.options, (known = new Map()));
  if (!known.has(file)) known.set(file, readFault(model, file));
  return known.get(file);
}

const naming = marksOf(['~pattern-file']);
const nothing: ReadonlyMap<Statement, PatternFileFault> = new Map();

/** What is wrong with the files that the lines of a section name: the first fault of each line. */
export function patternFileFaults(model: HaproxyModel, section: Section): ReadonlyMap<Statement, PatternFileFault> {
  if (!meet(naming, marksIn(model, section))) return nothing;
  const faults = new Map<Statement, PatternFileFault>();
  for (const { line, word, file } of usesIn(model, section)) {
    const message = faults.has(line) ? undefined : (columnsFault(model, line, file) ?? readFaultOnce(model, file));
    if (message !== undefined) faults.set(line, { word, message, severity: file.severity });
  }
  return faults;
}
