// What lines leave behind for the lines below them: variables that were set, conditional blocks that are open.
import type { Word } from '../core/tree';
import { type Blocks, type BlocksState, blocksOf } from './blocks';
import type { Dialect } from './dialect';
import { type Environment, type EnvironmentState, environmentAtStart } from './environment';

/** The state before a line. Equal keys: lines below are read alike. */
export interface ReadingState {
  readonly key: string;
  readonly environment: EnvironmentState;
  readonly blocks: BlocksState;
}

export interface State {
  readonly environment: Environment;
  readonly blocks: Blocks;
  save(): ReadingState;
  restore(state: ReadingState): void;
}

/** The state at the start of a file. */
export function stateOf(dialect: Dialect, given: Readonly<Record<string, string>> | undefined): State {
  const environment = environmentAtStart(given, dialect);
  const blocks = blocksOf(dialect, environment);
  let saved: ReadingState | undefined;
  let version = 0;
  return {
    environment,
    blocks,
    save() {
      if (saved && version === environment.version && saved.blocks.open.length === 0 && blocks.depth() === 0) return saved;
      const variables = environment.save();
      const open = blocks.save();
      version = environment.version;
      saved = { key: `${variables.key}\n${open.key}`, environment: variables, blocks: open };
      return saved;
    },
    restore(state) {
      environment.restore(state.environment);
      blocks.restore(state.blocks);
      saved = undefined;
    },
  };
}

/** Whether lines of a kind of section may set variables. */
export function setsEnvironment(section: string, dialect: Dialect): boolean {
  return section === 'global' && dialect.scopes;
}

/** `setenv` and its kin change what later lines see; in a branch that may not be read the variable becomes unknown. */
export function applyEnvironment(words: readonly Word[], certain: boolean, environment: Environment): void {
  const [head, name, value] = words;
  const known = certain && name !== undefined && !name.opaque;
  switch (head?.text) {
    case 'setenv':
    case 'presetenv': {
      if (!name || !value || name.opaque) return;
      const text = value.opaque ? undefined : value.text;
      const now = environment.get(name.text);
      if (head.text === 'presetenv' && now !== null) {
        if (now === undefined && !known) return;
        if (now === undefined) environment.set(name.text, undefined);
        return;
      }
      environment.set(name.text, known ? text : undefined);
      return;
    }
    case 'unsetenv':
      for (const word of words.slice(1)) if (!word.opaque) environment.set(word.text, certain ? null : undefined);
      return;
    case 'resetenv':
      environment.reset(certain && words.every((word) => !word.opaque) ? words.slice(1).map((word) => word.text) : undefined);
      return;
  }
}
