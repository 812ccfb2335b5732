// What HAProxy's value types may know about the surroundings of a line, beside its section and release.
import type { Match } from '../core/grammar/match';
import type { CheckOptions } from '../core/model';

/** Passed to types as `match.around.host`. Everything here is known before the line is bound, so that equal lines in equal surroundings share a binding. */
export interface HaproxyHost {
  /** The file loads Lua or modules: names from there are never errors. */
  readonly extended: boolean;
  /** The file loads modules. */
  readonly modules: boolean;
  /** All environment variables are known. */
  readonly environmentComplete: boolean;
  /** The environment variables, where all are known. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Name of the local peer, where it is known. */
  readonly localPeer?: string;
  /** How many counters a session may track, where that can be chosen; undefined when it cannot be told. */
  readonly stickCounters: number | undefined;
}

/** The host that a match runs in. */
export function hostOf(match: Match): HaproxyHost {
  return match.around.host as HaproxyHost;
}

const notable = /^(lua-load|module-load|tune\.stick-counters)\b/;

/** Whether a line that begins with a word says something about the surroundings of all lines: only such lines reach `hostFor`. */
export function isNotable(word: string): boolean {
  return notable.test(word);
}

/** What a text says about the surroundings of its lines; `source`: its notable lines, their words separated by blanks. */
export function hostFor(source: string, { environment, localPeer, fragment }: CheckOptions): HaproxyHost {
  const lines = [...source.matchAll(/^tune\.stick-counters +(\S+)/gm)];
  const last = lines[lines.length - 1]?.[1];
  const stickCounters = last === undefined ? (fragment ? undefined : 3) : lines.length === 1 && /^\d+$/.test(last) ? Number(last) : undefined;
  return {
    extended: /^(lua|module)-load\b/m.test(source),
    modules: /^module-load\b/m.test(source),
    environmentComplete: environment !== undefined,
    ...(environment === undefined ? {} : { environment }),
    ...(localPeer === undefined ? {} : { localPeer }),
    stickCounters,
  };
}

/** Names that scripts and modules bring along: `lua.something` always, any name once the file loads a module. */
export function isForeign(host: HaproxyHost, name: string): boolean {
  return host.modules || name.startsWith('lua.');
}
