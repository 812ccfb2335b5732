// Releases of a daemon, and sets of them as bit masks (at most 31 releases a daemon).

/** A set of releases: bit i stands for the i-th release of the line. */
export type ReleaseSet = number;

/** All releases of one daemon that haconf knows, oldest first. */
export interface ReleaseLine {
  readonly names: readonly string[];
  /** The index of each name. */
  readonly indexes: ReadonlyMap<string, number>;
  readonly all: ReleaseSet;
}

/** Makes a line of releases from its names, oldest first. */
export function releaseLine(names: readonly string[]): ReleaseLine {
  return { names, indexes: new Map(names.map((name, i) => [name, i])), all: names.length >= 31 ? 0x7fffffff : (1 << names.length) - 1 };
}

/** Whether the release with an index is a named one or newer; any release is newer than one that the line does not know. */
export function isSince(line: ReleaseLine, release: number, name: string): boolean {
  return release >= (line.indexes.get(name) ?? -1);
}

/** Compares two dotted release names by their numbers: negative when `a` is the older one. */
export function compareReleases(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * The index of the release that stands for a wanted one: the newest of its series (`2.2` -> 2.2.8), else the newest of its series that is not newer,
 * else the oldest of it. Undefined when the text is no release number, or no release of its series (`9.9`) is known.
 */
export function releaseIndex(line: ReleaseLine, wanted: string): number | undefined {
  if (!/^\d+(\.\d+)*$/.test(wanted)) return undefined;
  const series = wanted.split('.').slice(0, 2).join('.');
  let exact: number | undefined;
  let older: number | undefined;
  let oldest: number | undefined;
  line.names.forEach((name, i) => {
    if (name !== series && !name.startsWith(`${series}.`)) return;
    oldest ??= i;
    if (name === wanted || name.startsWith(`${wanted}.`)) exact = i;
    if (compareReleases(name, wanted) <= 0) older = i;
  });
  return exact ?? older ?? oldest;
}

const marks = new WeakMap<ReleaseLine, Map<string, ReleaseSet>>();

/** Parses a mark: `2.2+`, `-2.4`, `2.2..2.8`, `2.4`, several joined by `,`. Throws on anything else: marks are data, tested at build. */
export function parseReleases(line: ReleaseLine, mark: string): ReleaseSet {
  let known = marks.get(line);
  if (!known) marks.set(line, (known = new Map()));
  let set = known.get(mark);
  if (set === undefined) known.set(mark, (set = readMark(line, mark)));
  return set;
}

function readMark(line: ReleaseLine, mark: string): ReleaseSet {
  let set = 0;
  for (const part of mark.split(',')) {
    const shape = /^(?:([\d.]+?)\+|-([\d.]+)|([\d.]+?)\.\.([\d.]+)|([\d.]+))$/.exec(part.trim());
    if (!shape) throw new Error(`not a release mark: ${mark}`);
    const from = shape[1] ?? shape[3] ?? shape[5];
    const to = shape[2] ?? shape[4] ?? shape[5];
    line.names.forEach((name, i) => {
      const afterFrom = from === undefined || compareReleases(name, from) >= 0;
      const beforeTo = to === undefined || compareReleases(name, to) <= 0 || name.startsWith(`${to}.`);
      if (afterFrom && beforeTo) set |= 1 << i;
    });
  }
  return set;
}

/** The first release of a set, or undefined for the empty set. */
export function firstOf(line: ReleaseLine, set: ReleaseSet): string | undefined {
  return set === 0 ? undefined : line.names[31 - Math.clz32(set & -set)];
}

/** The first release after the last one of a set: the one that removed the thing. Undefined when it still exists. */
export function removedIn(line: ReleaseLine, set: ReleaseSet): string | undefined {
  return set === 0 ? undefined : line.names[32 - Math.clz32(set)];
}
