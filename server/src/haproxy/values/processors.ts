// Sets of processors, threads and processes.
import type { Match, ValueType, ValueTypes } from '../../core/grammar/match';
import { text } from '../../core/text';
import { fromRelease } from './release';

/** Number of processors that a set can hold. */
function processors(match: Match): number {
  return fromRelease(match, '2.4') ? 1024 : 64;
}

/** The ranges of a list of processors; undefined when one of them does not begin with a digit. Upstream: parse_cpu_set(). */
function ranges(word: string, match: Match): (readonly [number, number])[] | undefined {
  const parts = fromRelease(match, '2.8') ? word.replace(/,$/, '').split(',') : [word];
  const found: (readonly [number, number])[] = [];
  if (!/^\d/.test(word)) return undefined;
  for (const part of parts) {
    const shape = /^(\d*)[^-]*(?:-(\d*))?/.exec(part);
    const low = Number(shape?.[1] ?? 0);
    const high = shape?.[2] === undefined ? low : shape[2] === '' && fromRelease(match, '1.8') ? processors(match) - 1 : Number(shape[2]);
    found.push([Math.min(low, high), Math.max(low, high)]);
  }
  return found;
}

/** `cpu-list`: processors by number or range. */
const cpuList: ValueType = {
  read(match, at) {
    const word = match.word(at);
    const found = word.opaque ? [] : ranges(word.text, match);
    if (!found) match.report('error', 'wrong-argument', text('`{0}` is no range of processors such as `{1}`', word.text, '0-3'), at);
    else if (found.some(([, high]) => high >= processors(match))) match.report('error', 'out-of-range', text('`{0}` is out of range: {1} to {2}', word.text, 0, processors(match) - 1), at);
    return at + 1;
  },
};

/** The numbers that a set such as `all`, `odd`, `1-4` holds; a message when it is none. Upstream: parse_process_number(). */
function numbersOf(set: string, match: Match): number | string {
  if (set === 'all') return 64;
  if (set === 'odd' || set === 'even') return 32;
  const strict = fromRelease(match, '2.0');
  const shape = (strict ? /^(\d*)(?:-(\d*))?$/ : /^(\d+)[^-]*(?:-(\d*))?/).exec(set);
  if (!shape) return text('`{0}` is neither `all`, `odd`, `even` nor a range such as `{1}`', set, '1-4');
  const first = Number(shape[1]);
  const second = shape[2] === undefined ? first : shape[2] === '' ? 64 : Number(shape[2]);
  if (Math.min(first, second) < 1 || Math.max(first, second) > 64) return text('`{0}` is out of range: {1} to {2}', set, 1, 64);
  return Math.abs(second - first) + 1;
}

/** What the first argument is worth before 1.8: a word or a number of which only zero is wrong. */
function isOldTarget(word: string): boolean {
  return word === 'all' || word === 'odd' || word === 'even' || /^\s*[+-]?0*[1-9]/.test(word);
}

/** `cpu-map`: which threads (once: processes) are bound, as `auto:group/thread`. */
const cpuMap: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const fail = (message: string) => {
      match.report('error', 'wrong-argument', message, at);
      return match.words.length;
    };
    if (!fromRelease(match, '1.8')) return isOldTarget(word.text) ? at + 1 : fail(text('`{0}` is neither `all`, `odd`, `even` nor a number', word.text));
    if (at + 1 >= match.words.length) return at + 1;
    const slash = word.text.indexOf('/');
    const auto = word.text.startsWith('auto:');
    const group = numbersOf((slash < 0 ? word.text : word.text.slice(0, slash)).replace(/^auto:/, ''), match);
    const thread = slash < 0 ? (fromRelease(match, '2.9') ? 64 : 0) : numbersOf(word.text.slice(slash + 1), match);
    if (typeof group === 'string') return fail(group);
    if (typeof thread === 'string') return fail(thread);
    if (!auto) return at + 1;
    if (group > 1 && thread > 1 && !fromRelease(match, '2.5')) return fail(text('`auto:` cannot bind a range of processes and a range of threads'));
    const cpus = countOf(match, at + 1);
    return cpus === undefined || cpus === group || cpus === thread ? at + 1 : fail(text('`auto:` needs as many processors as threads: here {0}', cpus));
  },
};

/** How many processors the words from `at` on name; undefined when that is not known. */
function countOf(match: Match, at: number): number | undefined {
  const all = new Set<number>();
  for (const word of match.words.slice(at)) {
    const found = word.opaque ? undefined : ranges(word.text, match);
    if (!found) return undefined;
    for (const [low, high] of found) for (let cpu = low; cpu <= high && cpu < processors(match); cpu++) all.add(cpu);
  }
  return all.size;
}

/** `thread-ranges`: the threads of a group, all words to the end of the line. */
const threadRanges: ValueType = {
  mayBeEmpty: true,
  read(match, at) {
    const most = fromRelease(match, '3.2') ? 1024 : fromRelease(match, '2.7') ? 256 : 64;
    for (let i = at; i < match.words.length; i++) {
      const word = match.word(i);
      if (word.opaque) continue;
      const shape = /^(\d+)(?:-(\d+))?$/.exec(word.text);
      const bad = !shape || [shape[1], shape[2] ?? shape[1]].some((number) => Number(number) < 1 || Number(number) > most);
      if (!bad) continue;
      match.report('error', 'wrong-argument', text('`{0}` is no range of threads: {1} to {2}', word.text, 1, most), i);
      break;
    }
    return match.words.length;
  },
};

export const processorTypes: ValueTypes = { 'cpu-list': cpuList, 'cpu-map': cpuMap, 'thread-ranges': threadRanges };
