// Remembers what was looked at while something was worked out, so that it is worked out anew once that changes. Knows no model.

/** Something that is looked at: a part of a file, what an index holds under a name. */
export interface Source {
  /** Who looked at it since it last changed. */
  readers: Set<Reader> | undefined;
}

/** Something that is worked out from sources and kept until one of them changes. */
export interface Reader {
  /** What it looked at. */
  readonly sources: Source[];
  /** What it is about: looking at that is not recorded, its owner knows when that changes. */
  readonly own: Source | undefined;
  /** Stands for the numbers of lines. */
  readonly lines?: Source;
  /** A source changed. May be called again before the work is done anew. */
  outdated(): void;
}

let current: Reader | undefined;

/** Notes that whatever is being worked out looks at a source. */
export function look(source: Source): void {
  if (current === undefined || source === current.own) return;
  const readers = (source.readers ??= new Set());
  if (readers.has(current)) return;
  readers.add(current);
  current.sources.push(source);
}

/** Notes that whatever is being worked out looks at the number of a line. */
export function lookAtLine(): void {
  if (current?.lines) look(current.lines);
}

/** Works something out on behalf of a reader: what is looked at meanwhile becomes its sources. `undefined`: nobody remembers. */
export function reading<T>(reader: Reader | undefined, work: () => T): T {
  const outer = current;
  if (reader) forget(reader);
  current = reader;
  try {
    return work();
  } finally {
    current = outer;
  }
}

/** Takes a reader out of all its sources. */
export function forget(reader: Reader): void {
  for (const source of reader.sources) source.readers?.delete(reader);
  reader.sources.length = 0;
}

/** Tells everyone who looked at a source that it changed. */
export function changed(source: Source): void {
  const { readers } = source;
  if (!readers) return;
  source.readers = undefined;
  for (const reader of readers) reader.outdated();
}
