// What HAProxy's value types may know about the surroundings of a line, beside its section and release.

/** Passed to types as `match.around.host`. Everything here is known before the line is bound, so that equal lines in equal surroundings share a binding. */
export interface HaproxyHost {
  /** The file loads Lua or modules: names from there are never errors. */
  readonly extended: boolean;
  /** All environment variables are known. */
  readonly environmentComplete: boolean;
}

/** Names that scripts and modules bring along: `lua.something` always, any name once the file loads a module. */
export function foreignNames(source: string): (name: string) => boolean {
  const modules = /^\s*module-load\b/m.test(source);
  return (name) => modules || name.startsWith('lua.');
}
