// Sets of processes and threads on bind lines, as each release reads them.
import type { Match, ValueType, ValueTypes } from '../../core/grammar/match';
import { text } from '../../core/text';
import { atoi } from './c-numbers';
import { fromRelease } from './release';

const groups = /^(?:all|odd|even)$/;

/** A number, a range, or one of the words; an open end is the most. Up to 1.9 garbage behind numbers was let pass. Upstream: parse_process_number(). */
function numberFault(part: string, most: number, strict = true): string | undefined {
  if (groups.test(part)) return undefined;
  if (!(strict ? /^\d*(?:-\d*)?$/ : /^\d/).test(part)) return text('`{0}` is neither `all`, `odd`, `even` nor a range of numbers', part);
  const [from = '', to] = part.split('-');
  const low = atoi(from);
  const high = to === undefined ? low : to === '' ? most : atoi(to);
  return Math.min(low, high) < 1 || Math.max(low, high) > most ? text('`{0}` is out of range: {1} to {2}', part, 1, most) : undefined;
}

function report(match: Match, at: number, fault: string | undefined): void {
  if (fault !== undefined) match.report('error', 'wrong-argument', fault, at);
}

/** `processes`: processes, from 1.8 on with threads behind `/`. Upstream: bind_parse_process(). */
const processes: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    if (!fromRelease(match, '1.8')) {
      const first = atoi(word.text);
      const dash = word.text.indexOf('-');
      const last = dash < 0 ? first : atoi(word.text.slice(dash + 1));
      if (groups.test(word.text)) return at + 1;
      if (!/^\d/.test(word.text)) report(match, at, text('`{0}` is neither `all`, `odd`, `even` nor a range of process numbers', word.text));
      else if (Math.min(first, last) < 1 || Math.max(first, last) > 64) report(match, at, text('`{0}` is out of range: {1} to {2}', word.text, 1, 64));
      return at + 1;
    }
    const strict = fromRelease(match, '2.0');
    const slash = word.text.indexOf('/');
    const process = slash < 0 ? word.text : word.text.slice(0, slash);
    report(match, at, numberFault(process, fromRelease(match, '2.5') ? 1 : 64, strict) ?? (slash < 0 ? undefined : numberFault(word.text.slice(slash + 1), 64, strict)));
    return at + 1;
  },
};

/** One part of a set of threads: a number, a range, or one of the words. Upstream: parse_thread_set(). */
function threadFault(part: string, most: number): string | undefined {
  if (part === '' || groups.test(part)) return part === '' ? text('a number of a thread is missing') : undefined;
  const shape = /^(\d+)(?:-(\d*))?$/.exec(part);
  if (!shape) return text('`{0}` is neither `all`, `odd`, `even` nor a range of numbers', part);
  for (const number of [shape[1], shape[2]]) if (number && (atoi(number) < 1 || atoi(number) > most)) return text('`{0}` is out of range: {1} to {2}', number, 1, most);
  return undefined;
}

/** From 2.8 on: several parts, all behind a group and `/`, or none. */
function setFault(value: string, most: number, groupsMost: number): string | undefined {
  const parts = value.endsWith(',') ? value.slice(0, -1).split(',') : value.split(',');
  const grouped = /^\d*\//.test(value);
  for (const part of parts) {
    const shape = /^(\d*)\/(.*)$/.exec(part);
    if (grouped !== (shape !== null)) return text('`{0}`: either all parts name a group of threads, or none', value);
    if (shape && (shape[1] === '' || atoi(shape[1] as string) < 1 || atoi(shape[1] as string) > groupsMost)) return text('`{0}` is no group of threads: {1} to {2}', shape[1] ?? '', 1, groupsMost);
    const fault = shape ? (shape[2] === '' ? undefined : threadFault(shape[2] as string, 64)) : threadFault(part, most);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** `thread-set`: threads, behind a group and `/` if need be. Upstream: bind_parse_thread(). */
const threadSet: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (word.opaque || word.text === '') return at + 1;
    if (fromRelease(match, '2.8')) {
      report(match, at, setFault(word.text, fromRelease(match, '3.2') ? 1024 : 256, fromRelease(match, '3.4') ? 32 : 16));
      return at + 1;
    }
    const shape = /^\s*[+-]?(\d+)\/(.*)$/.exec(word.text);
    const most = fromRelease(match, '2.7') ? 16 : 1;
    if (shape && (atoi(word.text) < 1 || atoi(word.text) > most)) report(match, at, text('`{0}` is no group of threads: {1} to {2}', shape[1] ?? '', 1, most));
    else report(match, at, numberFault(shape ? (shape[2] as string) : word.text, 64));
    return at + 1;
  },
};

export const threadSetTypes: ValueTypes = { processes, 'thread-set': threadSet };
