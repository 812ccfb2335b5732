import { describe, expect, it } from 'vitest';
import { dialectOf } from '../../../server/src/haproxy/dialect';
import { environmentAtStart } from '../../../server/src/haproxy/environment';
import { lexLine } from '../../../server/src/haproxy/lexer';
import { haproxyReleases } from '../../../server/src/haproxy/releases';

const environment = { PORT: '8080', LIST: 'a b  c', EMPTY: '' };

/** Words and rules of problems of one line; without `given` no variable is known. */
function lex(line: string, release: string, given: Record<string, string> | undefined = environment) {
  const dialect = dialectOf(haproxyReleases.names.indexOf(release));
  const read = lexLine(line, 0, line.length, dialect, environmentAtStart(given, dialect), (name) => (name === '.LINE' ? '7' : null));
  return { words: read.words.map((word) => word.text), problems: read.problems.map((problem) => problem.rule), read };
}

describe('words', () => {
  it('are split at blanks and end at a comment', () => {
    expect(lex('  bind\t:80  # all', '2.4').words).toEqual(['bind', ':80']);
    expect(lex('bind :80#all', '2.4').words).toEqual(['bind', ':80']);
    expect(lex('log-format %ci\\ \\#1', '2.4').words).toEqual(['log-format', '%ci #1']);
  });
  it('have spans relative to the first character of the line', () => {
    const { read } = lex('  acl a "b c"', '2.4');
    expect(read.start).toBe(2);
    expect(read.words[2]).toMatchObject({ start: 6, end: 11, text: 'b c', quoted: true });
  });
  it('end at a carriage return', () => {
    expect(lex('bind :80\r', '2.4').words).toEqual(['bind', ':80']);
    expect(lex('bind :80 \r', '1.5').words).toEqual(['bind', ':80']);
  });
});

describe('quotes', () => {
  it('mean nothing in 1.5', () => expect(lex('acl a path "x y"', '1.5').words).toEqual(['acl', 'a', 'path', '"x', 'y"']));
  it('quote from 1.6 on', () => expect(lex(`a "b 'c' #d" 'e "f" \\n'g`, '1.6').words).toEqual(['a', `b 'c' #d`, 'e "f" \\ng']));
  it('must match', () => {
    expect(lex('a "b', '2.4').problems).toEqual(['unmatched-quote']);
    expect(lex('a "b', '1.8').problems).toEqual(['unmatched-quote']);
    expect(lex('a "b', '1.5').problems).toEqual([]);
  });
  it('may hold nothing', () => {
    const { read } = lex('a "" b', '2.4');
    expect(read.empty).toBe(1);
  });
});

describe('escapes', () => {
  it('are resolved', () => expect(lex('a\\x41\\tb \\"c\\" \\z', '2.4').words).toEqual(['aA\tb', '"c"', '\\z']));
  it('of quotes are new in 1.6', () => expect(lex('\\"c', '1.5').words).toEqual(['\\"c']));
  it('need two hexadecimal digits', () => expect(lex('a \\x4', '2.4').problems).toEqual(['bad-escape']));
  it('at the end are a backslash', () => expect(lex('a b\\', '2.4').words).toEqual(['a', 'b\\']));
  it('of NUL end the word', () => expect(lex('a\\x00b c', '2.4').words).toEqual(['a', 'c']));
});

describe('variables', () => {
  it('are replaced within double quotes only', () => {
    expect(lex('"$PORT:${PORT}" $PORT \'$PORT\'', '2.4').words).toEqual(['8080:8080', '$PORT', '$PORT']);
    expect(lex('"\\$PORT"', '2.4').words).toEqual(['$PORT']);
  });
  it('have default values from 2.5 on', () => {
    expect(lex('"${NONE-9}"', '2.5').words).toEqual(['9']);
    expect(lex('"${PORT-9}"', '2.5').words).toEqual(['8080']);
    expect(lex('"${NONE-9}"', '2.4').problems).toEqual(['bad-variable']);
  });
  it('spread over several words from 2.3 on', () => {
    expect(lex('x "${LIST[*]}" y', '2.4').words).toEqual(['x', 'a', 'b', 'c', 'y']);
    expect(lex('x "${LIST[*]}"', '2.2').problems).toEqual(['bad-variable']);
    expect(lex('x "${EMPTY[*]}" y', '3.3').words).toEqual(['x', 'y']);
  });
  it('that are not set swallow the closing quote in 2.9 to 3.2', () => {
    expect(lex('a"$NONE" b', '2.8').words).toEqual(['a', 'b']);
    expect(lex('"a$NONE" b', '3.0').words).toEqual(['ab']);
    expect(lex('"a$NONE" b', '3.3').words).toEqual(['a', 'b']);
  });
  it('of HAProxy itself exist from 2.4 on', () => {
    expect(lex('"${.LINE}"', '2.4').words).toEqual(['7']);
    expect(lex('"${.LINE}"', '2.3').problems).toEqual(['bad-variable']);
    expect(lex('"${.NONE}"', '2.4').problems).toEqual(['bad-variable']);
  });
  it('must have a proper name and closed braces', () => {
    for (const line of ['"$1"', '"${1}"', '"${PORT"', '"$"']) expect(lex(line, '2.4').problems, line).toEqual(['bad-variable']);
  });
  it('make a word opaque when nothing is known of them', () => {
    const { read } = lex('bind ":$PORT"', '2.4', undefined);
    // `undefined` selects the default above, so the environment is asked for by hand.
    expect(read.words[1]?.text).toBe(':8080');
    const dialect = dialectOf(haproxyReleases.names.indexOf('2.4'));
    const line = 'x "$PORT" "${LIST[*]}"';
    const unknown = lexLine(line, 0, line.length, dialect, environmentAtStart(undefined, dialect), () => null);
    expect(unknown.words.map((word) => [word.opaque, word.spread ?? false])).toEqual([
      [false, false],
      [true, false],
      [true, true],
    ]);
  });
});

describe('the limit of 64 words', () => {
  const words = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`).join(' ');
  it('holds in every release', () => {
    for (const release of ['1.5', '2.1', '2.4', '3.4']) {
      expect(lex(words(64), release).problems, release).toEqual([]);
      expect(lex(words(65), release).problems, release).toEqual(['too-many-words']);
    }
  });
  it('counts a trailing blank in 2.2 to 3.1 and a comment up to 3.1', () => {
    expect(lex(`${words(64)} `, '2.4').problems).toEqual(['too-many-words']);
    expect(lex(`${words(64)} `, '3.2').problems).toEqual([]);
    expect(lex(`${words(64)} # c`, '1.8').problems).toEqual(['too-many-words']);
    expect(lex(`${words(64)} # c`, '3.2').problems).toEqual([]);
  });
});
