// Configurations in several files, which the daemon reads one after the other (`-f` with a folder, or several times).

/** Whether a text is one of several in a folder such as `conf.d`: one with a `global` section stands for itself. */
export function isOneOfMany(path: string, source: string): boolean {
  return /[^\\/]\.d[\\/][^\\/]+$/.test(path) && !/^[ \t]*global\b/m.test(source);
}
