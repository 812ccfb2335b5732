// What a language gives to the shared core: its name, releases, knowledge, parser, model and rules.
import type { Editing } from './editing';
import type { ValueTypes } from './grammar/match';
import type { Knowledge } from './knowledge';
import type { CheckOptions, Model } from './model';
import type { Problem } from './problem';
import type { Rule } from './rule';

export interface Language<M extends Model = Model> {
  readonly id: 'haproxy' | 'keepalived';
  readonly knowledge: Knowledge;
  readonly types: ValueTypes;
  readonly rules: readonly Rule<M>[];
  /** Files may be parts of others: names, beside a part, of the files in which the main text usually stands. */
  readonly mainFiles?: readonly string[];
  /** Whether a text is by its place a part of a configuration, read together with others. */
  isPart?(path: string, source: string): boolean;
  /** What a release makes of its findings in the end, where something in the file keeps it from telling them. Told after every check. */
  temper?(model: M, problems: readonly Problem[]): readonly Problem[];
  /** What the editor's features ask beside the grammar. */
  readonly editing?: Editing<M>;
  /**
   * Parses a text and binds its statements, for the release with this index. Never throws. `before`: the model of the version before, with the same release
   * and options; it is taken apart for what an edit left alone, and must not be used any more.
   */
  model(source: string, release: number, options: CheckOptions, before?: M): M;
  /** The same in steps, between which other work may be done. */
  steps?(source: string, release: number, options: CheckOptions, before?: M): Generator<void, M>;
}
