// What a health check expects of the answer: the arguments of `expect` rules, before and after 2.2 reworked them.

import type { Match, ValueType, ValueTypes } from '../../core/grammar/match';
import type { Argument } from '../../core/grammar/notation';
import { text } from '../../core/text';
import { atol } from './c-numbers';
import { checkHex } from './proxy-words';
import { fromRelease } from './release';

type Protocol = 'http' | 'tcp';

/** Patterns by protocol: the word, and the value type of what follows it. */
const patterns: Readonly<Record<Protocol, Readonly<Record<string, string>>>> = {
  http: { string: 'string', rstring: 'regex', 'string-lf': 'log-format', status: 'status-list', rstatus: 'regex' },
  tcp: { string: 'string', rstring: 'regex', 'string-lf': 'log-format', binary: 'hex', rbinary: 'regex', 'binary-lf': 'log-format' },
};
const oldPatterns: Readonly<Record<Protocol, Readonly<Record<string, string>>>> = {
  http: { status: 'string', rstatus: 'regex', string: 'string', rstring: 'regex' },
  tcp: { binary: 'hex', string: 'string', rstring: 'regex' },
};
/** Parameters that set the reported state, and the states that each may set. */
const states: Readonly<Record<string, readonly string[]>> = {
  'ok-status': ['L4OK', 'L6OK', 'L7OK', 'L7OKC'],
  'error-status': ['L4CON', 'L6RSP', 'L7RSP', 'L7STS', 'L7OKC'],
  'tout-status': ['L4TOUT', 'L6TOUT', 'L7TOUT'],
};
const methods = ['str', 'beg', 'end', 'sub', 'reg'];

function ticked(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}

/** One reading of the words behind `expect`. */
class Expectation {
  private pattern = false;

  constructor(
    private readonly match: Match,
    private readonly protocol: Protocol,
    private readonly argument: Argument,
  ) {}

  private fail(at: number, message: string): -1 {
    this.match.report('error', 'wrong-argument', message, at);
    return -1;
  }

  /** Reads the value behind a word with a type; -1 when it is missing. */
  private value(at: number, type: string, params: readonly string[] = []): number {
    const { match } = this;
    if (at >= match.words.length) return this.fail(at - 1, text('`{0}` needs a value', match.word(at - 1).text));
    if (match.word(at).opaque || type === 'string') return at + 1;
    if (type === 'status-list') return this.statuses(at);
    if (type === 'hex') {
      checkHex(match, at);
      return at + 1;
    }
    match.around.types[type]?.read(match, at, params, this.argument);
    return at + 1;
  }

  /** Codes and ranges of codes; upstream: TCPCHK_EXPECT_HTTP_STATUS in parse_tcpcheck_expect(). */
  private statuses(at: number): number {
    const word = this.match.word(at).text;
    for (const part of word.split(',')) {
      const shape = /^(\d*)(?:-(\d*))?$/.exec(part);
      if (!shape) return this.fail(at, text('`{0}` is no list of status codes such as `200-299,404`', word));
      if (shape[2] !== undefined && Number(shape[1]) > Number(shape[2])) return this.fail(at, text('the range `{0}` is the wrong way round', part));
    }
    return at + 1;
  }

  /** A header's name or value with its matching method, from the word `name` or `value` on. */
  private matched(at: number): number {
    const { match } = this;
    const format = match.word(at).text.endsWith('-lf');
    let next = at + 1;
    let method = 'str';
    if (match.word(next).text === '-m') {
      method = match.word(next + 1).text;
      if (!methods.includes(method)) return this.fail(Math.min(next + 1, match.words.length - 1), text('expected {0}, not `{1}`', ticked(methods), method));
      if (method === 'reg' && format) return this.fail(next + 1, text('a log-format string cannot be a regular expression'));
      next += 2;
    }
    if (next >= match.words.length) return this.fail(match.words.length - 1, text('`{0}` needs a value', match.word(at).text));
    return this.value(next, format ? 'log-format' : method === 'reg' ? 'regex' : 'string');
  }

  private header(at: number): number {
    const { match } = this;
    const first = match.word(at + 1).text;
    if (match.word(at + 1).opaque) return match.words.length;
    if ((first !== 'name' && first !== 'name-lf') || at + 2 >= match.words.length) return this.fail(at, text('`{0}` needs `name` and a pattern first', match.word(at).text));
    const next = this.matched(at + 1);
    const second = match.word(next).text;
    return next >= 0 && (second === 'value' || second === 'value-lf') ? this.matched(next) : next;
  }

  /** Reads one parameter from 2.2 on; -1 after an error. */
  private parameter(at: number): number {
    const { match, protocol } = this;
    let start = at;
    let word = match.word(at).text;
    let negated = false;
    while (word.startsWith('!')) {
      negated = true;
      word = word.replace(/^!+/, '');
      if (word === '') word = match.word(++start).text;
    }
    if (match.word(start).opaque) return match.words.length;
    const type = Object.hasOwn(patterns[protocol], word) ? patterns[protocol][word] : undefined;
    const header = protocol === 'http' && (word === 'hdr' || word === 'fhdr');
    if (type || header || word === 'custom') {
      if (word === 'custom' && negated) return this.fail(start, text('`!` cannot stand before `{0}`', word));
      if (this.pattern) return this.fail(start, text('only one pattern can be expected'));
      this.pattern = true;
      return header ? this.header(start) : type ? this.value(start + 1, type) : start + 1;
    }
    if (start >= match.words.length) return this.fail(match.words.length - 1, text('a pattern is missing'));
    const known = word === 'min-recv' || word === 'comment' || word === 'on-success' || word === 'on-error' || word === 'status-code' || Object.hasOwn(states, word);
    if (!known) return this.fail(start, text('expected {0}, not `{1}`', ticked([...Object.keys(patterns[protocol]), ...(protocol === 'http' ? ['hdr', 'fhdr'] : []), 'comment']), word));
    if (negated) return this.fail(start, text('`!` cannot stand before `{0}`', word));
    const next = start + 1;
    const set = states[word];
    if (set) {
      const state = match.word(next);
      const allowed = set.filter((one) => one !== 'L7OKC' || word === 'ok-status' || fromRelease(match, '2.4'));
      return !state.opaque && next < match.words.length && !allowed.includes(state.text.toUpperCase()) ? this.fail(next, text('expected {0}, not `{1}`', ticked(allowed), state.text)) : this.value(next, 'string');
    }
    if (word === 'min-recv') {
      const least = atol(match.word(next).text);
      return next < match.words.length && !match.word(next).opaque && (least < -1n || least > 2147483647n) ? this.fail(next, text('`{0}` is out of range: {1} to {2}', match.word(next).text, -1, 2147483647)) : this.value(next, 'string');
    }
    return this.value(next, word === 'comment' ? 'string' : word === 'status-code' ? 'sample' : 'log-format');
  }

  /** Reads all parameters (2.2 on). */
  read(at: number): number {
    let next = at;
    while (next >= 0 && next < this.match.words.length) {
      if (this.match.word(next).opaque) return this.match.words.length;
      next = this.parameter(next);
    }
    if (next >= 0 && !this.pattern) this.fail(this.match.words.length - 1, text('a pattern is missing'));
    return this.match.words.length;
  }

  /** Reads the one pattern that releases before 2.2 know; what follows is not looked at, but for a comment. */
  readOld(at: number): number {
    const { match, protocol } = this;
    let start = at;
    while (start < match.words.length && /^!+$/.test(match.word(start).text)) start++;
    const end = match.words.length;
    if (match.word(start).opaque) return end;
    const word = match.word(start).text.replace(/^!+/, '');
    const type = Object.hasOwn(oldPatterns[protocol], word) ? oldPatterns[protocol][word] : undefined;
    if (!type) {
      this.fail(Math.min(start, end - 1), text('expected {0}, not `{1}`', ticked(Object.keys(oldPatterns[protocol])), word));
      return end;
    }
    const next = this.value(start + 1, type);
    if (next >= 0 && protocol === 'tcp' && fromRelease(match, '1.6') && match.word(next).text === 'comment') this.value(next + 1, 'string');
    return end;
  }
}

/** `check-expect(http)`, `check-expect(tcp)`: everything behind `http-check expect` or `tcp-check expect`. Upstream: parse_tcpcheck_expect(). */
const checkExpect: ValueType = {
  read(match, at, params, argument) {
    const expectation = new Expectation(match, params[0] === 'http' ? 'http' : 'tcp', argument);
    return fromRelease(match, '2.2') ? expectation.read(at) : expectation.readOld(at);
  },
};

export const checkExpectTypes: ValueTypes = { 'check-expect': checkExpect };
