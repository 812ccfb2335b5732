// The environment variables as a line of the file sees them: those given, those HAProxy sets, and what `setenv` lines did so far.
import { compareReleases } from '../core/release';
import type { Dialect } from './dialect';

/** Value of a variable: a text, `null` when it is surely not set, undefined when nothing is known about it. */
export type Value = string | null | undefined;

export interface Environment {
  get(name: string): Value;
  /** Sets a variable (undefined: to something unknown), as `setenv` does. */
  set(name: string, value: Value): void;
  /** Keeps only these, as `resetenv` does; undefined: it is not known which. */
  reset(names: readonly string[] | undefined): void;
  /** Grows with each change. */
  readonly version: number;
  save(): EnvironmentState;
  restore(state: EnvironmentState): void;
}

/** The environment at one line. Equal keys: equal environments. */
export interface EnvironmentState {
  readonly changed: ReadonlyMap<string, Value>;
  readonly base: Readonly<Record<string, string>> | undefined;
  readonly known: boolean;
  readonly key: string;
}

/** Variables that HAProxy sets itself before it reads the file, and the release that began to (function init() of haproxy.c). Their values depend on the start. */
const preset: Readonly<Record<string, string>> = {
  HAPROXY_LOCALPEER: '1.9',
  HAPROXY_CFGFILES: '2.0',
  HAPROXY_MWORKER: '2.0',
  HAPROXY_BRANCH: '2.8',
  HAPROXY_STARTUP_VERSION: '2.8',
  HAPROXY_TCP_LOG_FMT: '2.8',
  HAPROXY_HTTP_LOG_FMT: '2.8',
  HAPROXY_HTTPS_LOG_FMT: '2.8',
  HAPROXY_HTTP_CLF_LOG_FMT: '3.1',
  HAPROXY_TCP_CLF_LOG_FMT: '3.1',
  HAPROXY_KEYLOG_BC_LOG_FMT: '3.4',
  HAPROXY_KEYLOG_FC_LOG_FMT: '3.4',
};

/** The environment at the start of a file. Without `given` every variable is unknown; with it, what is not in it is not set. */
export function environmentAtStart(given: Readonly<Record<string, string>> | undefined, dialect: Dialect): Environment {
  let changed = new Map<string, Value>();
  let version = 0;
  let base = given;
  let known = given !== undefined;
  return {
    get(name) {
      if (changed.has(name)) return changed.get(name);
      if (base && Object.hasOwn(base, name)) return base[name];
      if (!known) return undefined;
      const since = Object.hasOwn(preset, name) ? preset[name] : undefined;
      return since !== undefined && compareReleases(dialect.name, since) >= 0 ? undefined : null;
    },
    set(name, value) {
      version++;
      changed.set(name, value);
    },
    reset(names) {
      version++;
      const kept = names?.map((name) => [name, this.get(name)] as const);
      changed.clear();
      base = undefined;
      known = kept !== undefined;
      for (const [name, value] of kept ?? []) changed.set(name, value);
    },
    get version() {
      return version;
    },
    save() {
      const key = version === 0 ? '' : JSON.stringify([base !== undefined, known, [...changed].map(([name, value]) => (value === undefined ? [name] : [name, value]))]);
      return { changed: new Map(changed), base, known, key };
    },
    restore(state) {
      changed = new Map(state.changed);
      base = state.base;
      known = state.known;
      version = state.key === '' ? 0 : version + 1;
    },
  };
}
