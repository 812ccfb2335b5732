// What the value types of expressions left in bindings for rules, by kind.
import type { LineProblem, Statement } from '../../core/tree';
import { linesThatKeep } from '../contents';
import type { HaproxyModel, Section } from '../model';
import type { AclExpression } from './acl';
import type { Condition } from './condition';
import type { LogFormat } from './log-format';
import type { PatternFile } from './pattern-file';
import type { Implied } from './references';
import type { SampleExpression } from './sample';

/** A log format with the problems that count only once a proxy uses it. */
export interface KeptFormat extends LogFormat {
  readonly late: boolean;
  readonly problems: readonly LineProblem[];
}

interface Kinds {
  readonly condition: Condition;
  readonly acl: AclExpression;
  /** The ACLs of a line that have an id. */
  readonly 'acl-id': readonly AclExpression[];
  readonly sample: SampleExpression;
  readonly 'log-format': KeptFormat;
  readonly implied: Implied;
  readonly 'pattern-file': PatternFile;
}

export interface Kept<K extends keyof Kinds> {
  readonly statement: Statement;
  readonly section: Section;
  readonly value: Kinds[K];
}

const none: readonly never[] = [];

/** The values of a kind in one line. */
export function keptIn<K extends keyof Kinds>(model: HaproxyModel, line: Statement, kind: K): Kinds[K][] {
  return keptWithWord(model, line, kind).map(({ value }) => value);
}

/** The values of a kind in one line, each with the index of its word. */
export function keptWithWord<K extends keyof Kinds>(model: HaproxyModel, line: Statement, kind: K): readonly { readonly word: number; readonly value: Kinds[K] }[] {
  const { values } = model.binding(line);
  if (values.length === 0) return none;
  const found: { word: number; value: Kinds[K] }[] = [];
  for (const bound of values) if (bound.kind === kind) found.push({ word: bound.word, value: bound.value as Kinds[K] });
  return found;
}

/** The values of a kind in all lines of a section that the daemon reads, in order. */
export function* keptInSection<K extends keyof Kinds>(model: HaproxyModel, section: Section, kind: K): Generator<Kept<K>> {
  for (const statement of linesThatKeep(model, section, kind)) for (const value of keptIn(model, statement, kind)) yield { statement, section, value };
}
