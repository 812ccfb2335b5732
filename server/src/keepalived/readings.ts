// The ways in which a file with `@id` lines may be read when it is not known which id the daemon gets.
import type { CheckOptions } from '../core/model';

/** A condition whose line holds a brace: then it decides about blocks, and lines of several ids cannot be read at once. */
const decidesBlocks = /^[ \t]*@[^ \t]+[ \t][^#!]*[{}]/;
const ids = /^[ \t]*@\^?([^\s@]+)/gm;

/** Most readings that are looked at. */
const most = 4;

/** The ids that make a difference; none when all lines can be read at once. */
function idsOf(source: string, options: CheckOptions): string[] {
  if (options.configId !== undefined || !source.includes('@') || !source.split('\n').some((line) => decidesBlocks.test(line))) return [];
  return [...new Set([...source.matchAll(ids)].map((shape) => shape[1] as string))].slice(0, most - 1);
}

/** What the tree of a file is read with. */
export function primaryReading(source: string, options: CheckOptions): CheckOptions {
  const [first] = idsOf(source, options);
  return first === undefined ? options : { ...options, configId: first };
}

/** The other readings: for each further id, and where a line says `@^id` for none of them. Their problems count too. */
export function otherReadings(source: string, options: CheckOptions): CheckOptions[] {
  const all = idsOf(source, options);
  if (all.length === 0) return [];
  return [...all.slice(1), ...(/^[ \t]*@\^/m.test(source) ? [''] : [])].map((configId) => ({ ...options, configId }));
}
