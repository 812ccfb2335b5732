// What follows `trace`: a source, and what is done with it. Upstream: trace_parse_statement().
import type { Match, ValueType, ValueTypes } from '../../core/grammar/match';
import { nearest } from '../../core/near';
import { listed, text } from '../../core/text';
import { fromRelease } from './release';

/** Parts of the program that can be traced, by the release that began to. */
const sources: readonly (readonly [string, string])[] = [
  ['2.7', 'check fcgi h1 h2 h3 peers pt qmux quic stream'],
  ['3.0', 'applet dbg'],
  ['3.1', 'session spop'],
  ['3.2', 'ssl'],
  ['3.3', 'acme'],
  ['3.4', 'haterm qcm'],
];
const levels = ['error', 'user', 'proto', 'state', 'data', 'developer'];
const verbs = ['event', 'level', 'lock', 'pause', 'sink', 'start', 'stop', 'verbosity'];

function sourcesOf(match: Match): string[] {
  return sources.filter(([since]) => fromRelease(match, since)).flatMap(([, names]) => names.split(' '));
}

function refuse(match: Match, at: number, known: readonly string[]): number {
  const word = match.word(at).text;
  const near = nearest(word, known);
  match.report('error', 'wrong-argument', near ? text('`{0}` is not known here: did you mean `{1}`?', word, near) : text('`{0}` is not one of {1}', word, listed([...known])), at);
  return match.words.length;
}

/** Reads one command and its argument; returns the index behind them. */
function readCommand(match: Match, at: number): number {
  const verb = match.word(at).text;
  const chained = fromRelease(match, '3.1');
  const known = chained ? [...verbs, 'follow'] : fromRelease(match, '2.8') ? [...verbs, 'follow'] : verbs;
  const every = match.word(1).text === 'all';
  if (!known.includes(verb)) return refuse(match, at, known);
  if (every && verb !== 'follow' && verb !== 'sink' && verb !== 'level') return refuse(match, at, ['follow', 'sink', 'level']);
  if (at + 1 >= match.words.length) {
    match.report('warning', 'missing-argument', text('`{0}` needs an argument: nothing is traced', verb), at);
    return match.words.length;
  }
  const value = match.word(at + 1);
  if (value.opaque) return match.words.length;
  if (verb === 'level' && !levels.includes(value.text)) return refuse(match, at + 1, levels);
  if (verb === 'follow' && value.text !== 'none' && !sourcesOf(match).includes(value.text)) return refuse(match, at + 1, sourcesOf(match));
  return chained ? at + 2 : match.words.length;
}

/** `trace`: the whole statement. */
const trace: ValueType = {
  mayBeEmpty: true,
  read(match, at) {
    const source = match.word(at);
    if (at >= match.words.length) {
      match.report('warning', 'missing-argument', text('a source is missing: nothing is traced'), 0);
      return at;
    }
    if (source.opaque || source.text === '0') return match.words.length;
    const known = fromRelease(match, '3.1') ? ['all', ...sourcesOf(match)] : sourcesOf(match);
    if (!known.includes(source.text)) return refuse(match, at, known);
    if (at + 1 >= match.words.length) match.report('warning', 'missing-argument', text('a command is missing: nothing is traced'), at);
    for (let next = at + 1; next < match.words.length; ) {
      if (match.word(next).opaque) break;
      next = readCommand(match, next);
    }
    return match.words.length;
  },
  propose: (match) => sourcesOf(match).map((name) => ({ text: name })),
};

export const traceTypes: ValueTypes = { trace };
