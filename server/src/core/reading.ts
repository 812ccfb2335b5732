// Remembers what was looked at while something was worked out, so that it is worked out anew once that changes. Knows no model.
import { longer } from './tight';

/** Something that is looked at: a part of a file, what an index holds under a name. */
export interface Source {
  /** Who looked at it since it last changed, one or several; some of them may be over. */
  visits: Visit | Visit[] | undefined;
}

/** Something that is worked out from sources and kept until one of them changes. */
export interface Reader {
  /** What it is about: looking at that is not recorded, its owner knows when that changes. */
  readonly own: Source | undefined;
  /** It falls with whatever is worked out of what it is about: looking at that is not recorded either. */
  readonly falls?: boolean;
  /** Stands for the numbers of lines. */
  readonly lines?: Source;
  /** Its last working out, if that looked at something; kept by this file. */
  visit: Visit | undefined;
  /** A source changed. May be called again before the work is done anew. */
  outdated(): void;
}

/** One working out on behalf of a reader that looked at something. Once that works anew, this one is over: it has no reader any more. */
export class Visit {
  constructor(public reader: Reader | undefined) {}
}

let current: Reader | undefined;

/** Number of visits from which on a source throws out those that are over, whenever their number is a power of two. */
const many = 64;

/** Notes that whatever is being worked out looks at a source. */
export function look(source: Source): void {
  if (current === undefined || source === current.own) return;
  const visit = (current.visit ??= new Visit(current));
  const { visits } = source;
  if (visits === undefined) source.visits = visit;
  else if (Array.isArray(visits)) {
    if (visits[visits.length - 1] !== visit) add(source, visits, visit);
  } else if (visits !== visit) source.visits = [visits, visit];
}

function add(source: Source, visits: Visit[], visit: Visit): void {
  const { length } = visits;
  const kept = length >= many && (length & (length - 1)) === 0 ? visits.filter(({ reader }) => reader !== undefined) : visits;
  // A list that grows keeps room for sixteen more, and most sources have few visitors.
  source.visits = longer(kept, visit) as Visit[];
}

/** Whether what is being worked out falls with what is worked out of a source. */
export function fallsWith(source: Source): boolean {
  return current !== undefined && current.own === source && current.falls === true;
}

/** Notes that whatever is being worked out looks at the number of a line. */
export function lookAtLine(): void {
  const lines = current?.lines;
  if (lines) look(lines);
}

/** Begins to work something out on behalf of a reader; gives back what `leave` has to be told. `undefined`: nobody remembers. */
export function enter(reader: Reader | undefined): Reader | undefined {
  const outer = current;
  if (reader?.visit) forget(reader);
  current = reader;
  return outer;
}

/** Goes on with what `enter` began and `leave` ended, for work in steps; gives back what `leave` has to be told. */
export function goOn(reader: Reader): Reader | undefined {
  const outer = current;
  current = reader;
  return outer;
}

/** Ends what `enter` began. */
export function leave(outer: Reader | undefined): void {
  current = outer;
}

/** Works something out on behalf of a reader: what is looked at meanwhile becomes its sources. */
export function reading<T>(reader: Reader | undefined, work: () => T): T {
  const outer = enter(reader);
  try {
    return work();
  } finally {
    leave(outer);
  }
}

/** Takes a reader out of all its sources. */
export function forget(reader: Reader): void {
  if (!reader.visit) return;
  reader.visit.reader = undefined;
  reader.visit = undefined;
}

/** Tells everyone who looked at a source that it changed. */
export function changed(source: Source): void {
  const { visits } = source;
  if (!visits) return;
  source.visits = undefined;
  if (!Array.isArray(visits)) visits.reader?.outdated();
  else for (const { reader } of visits) reader?.outdated();
}
