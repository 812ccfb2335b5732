import { describe, expect, it } from 'vitest';
import type { CheckOptions } from '../../../server/src/core/model';
import { type Statement, walk } from '../../../server/src/core/tree';
import { parseHaproxy } from '../../../server/src/haproxy/parser';
import { haproxyReleases } from '../../../server/src/haproxy/releases';

function parse(source: string, release = '2.8', options: CheckOptions = {}) {
  return parseHaproxy(source, haproxyReleases.names.indexOf(release), options);
}
const text = (statement: Statement) => statement.words.map((word) => word.text).join(' ');
/** `+` read, `-` not read, `?` not known. */
const readings = (source: string, release?: string, options?: CheckOptions) =>
  [...walk(parse(source, release, options).statements)].map((statement) => `${statement.active === false ? '-' : statement.uncertain ? '?' : '+'}${text(statement)}`);
const rules = (source: string, release?: string, options?: CheckOptions) => {
  const tree = parse(source, release, options);
  return [...tree.problems, ...[...walk(tree.statements)].flatMap((statement) => statement.problems)].map((problem) => `${problem.severity} ${problem.rule}`);
};

describe('sections', () => {
  it('own their lines', () => {
    const tree = parse('global\n  daemon\nfrontend f # c\n  bind :80\n');
    expect(tree.statements.map(text)).toEqual(['global', 'frontend f']);
    expect(tree.statements[1]?.body?.map(text)).toEqual(['bind :80']);
    expect(tree.statements[1]?.body?.[0]?.parent).toBe(tree.statements[1]);
    expect(tree.comments).toEqual([{ start: 27, end: 30 }]);
  });
  it('begin in every release, also where it does not know them', () => {
    expect(parse('ring r\n  size 1024\n', '1.5').statements[0]?.body).toHaveLength(1);
  });
});

describe('the end of the file', () => {
  it('needs a line feed from 2.3 on', () => {
    expect(rules('global', '2.1')).toEqual([]);
    expect(rules('global', '2.2')).toEqual(['warning missing-line-feed']);
    expect(rules('global', '2.3')).toEqual(['error missing-line-feed']);
    expect(rules('', '2.3')).toEqual([]);
  });
  it('comes with a fix that keeps the style of line ends', () => {
    expect(parse('global\r\ndaemon').problems[0]?.fixes?.[0]?.edits[0]?.newText).toBe('\r\n');
  });
});

describe('odd lines', () => {
  it('with NUL are cut', () => {
    expect(readings('global\n daemon\0 x\n')).toEqual(['+global', '+daemon']);
    expect(rules('global\0\n', '2.1')).toEqual([]);
    expect(rules('global\0\n', '2.4')).toEqual(['error stray-nul']);
  });
  it('that are too long are refused by 1.5', () => {
    expect(rules(`# ${'x'.repeat(2044)}\n`, '1.5')).toEqual([]);
    expect(rules(`# ${'x'.repeat(2045)}\n`, '1.5')).toEqual(['error line-too-long']);
    expect(rules(`# ${'x'.repeat(4000)}\n`, '1.6')).toEqual([]);
  });
  it('with scopes must be well formed', () => {
    expect(rules('[one]\n')).toEqual([]);
    expect(rules('[]\n')).toEqual(['error bad-scope']);
    expect(rules('[a b]\n')).toEqual(['error bad-scope']);
    expect(rules('[a] b\n')).toEqual(['error bad-scope']);
  });
  it('with an empty word end there', () => {
    expect(readings('global\n a "" b\n', '2.8')).toEqual(['+global', '+a']);
    expect(rules('global\n a "" b\n', '3.1')).toEqual([]);
    expect(rules('global\n a "" b\n', '3.2')).toEqual(['warning empty-argument']);
    expect(rules('global\n a "" b\n', '3.3')).toEqual(['error empty-argument']);
  });
});

describe('conditional blocks', () => {
  const source = '.if version_atleast(2.9)\nglobal\n.elif 1\nglobal\n daemon\n.else\nglobal\n quiet\n.endif\n';
  it('select lines', () => {
    expect(readings(source, '2.8')).toEqual(['+.if version_atleast(2.9)', '-global', '+.elif 1', '+global', '+daemon', '+.else', '-global', '-quiet', '+.endif']);
  });
  it('may not be known', () => {
    expect(readings('.if feature(QUIC)\nglobal\n.else\nglobal\n.endif\n')).toEqual(['+.if feature(QUIC)', '?global', '+.else', '?global', '+.endif']);
  });
  it('are keywords like others before 2.4', () => {
    expect(readings('.if 0\nglobal\n.endif\n', '2.3')).toEqual(['+.if 0', '+global', '+.endif']);
  });
  it('must be well formed', () => {
    expect(rules('.if 1\n')).toEqual(['error bad-conditional']);
    expect(rules('.endif\n')).toEqual(['error bad-conditional']);
    expect(rules('.if 1\n.else\n.else\n.endif\n')).toEqual(['error bad-conditional']);
    expect(rules('.if nosuch()\n.endif\n')).toEqual(['error bad-condition']);
    expect(rules('.if 0\n.if nosuch()\n.endif\n.endif\n')).toEqual([]);
    expect(rules('.nosuch\n')).toEqual(['error bad-conditional']);
  });
  it('hide messages of which it is not known whether they appear', () => {
    expect(rules('.alert "no"\n')).toEqual(['error user-message']);
    expect(rules('.warning "well"\n')).toEqual(['warning user-message']);
    expect(rules('.notice "well"\n')).toEqual([]);
    expect(rules('.if !feature(OPENSSL)\n.alert "no"\n.endif\n')).toEqual([]);
  });
});

describe('the environment', () => {
  it('is changed by the global section', () => {
    const lines = 'global\n setenv A one\n presetenv A two\n unsetenv B\n x "$A" "${B-none}" "$C"\n';
    const words = parse(lines, '2.8', { environment: { B: 'b', C: 'c' } }).statements[0]?.body?.at(-1)?.words;
    expect(words?.map((word) => word.text)).toEqual(['x', 'one', 'none', 'c']);
    expect(words?.some((word) => word.opaque)).toBe(false);
  });
  it('is forgotten by resetenv', () => {
    const words = parse('global\n resetenv B\n x "$A-" "$B"\n', '2.8', { environment: { A: 'a', B: 'b' } }).statements[0]?.body?.at(-1)?.words;
    expect(words?.map((word) => word.text)).toEqual(['x', '-', 'b']);
  });
});

describe('any text', () => {
  const pieces = ['global', ' ', '\n', '\r', '"', "'", '\\', '\\x4', '$', '"${', 'A', '[*]', '-', '}', '#', '.if ', '.endif', '(', ')', '\0', '\t', 'é', '[', ']', 'frontend f'];
  it('is parsed without loss of order or reach', () => {
    let seed = 7;
    const random = (n: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
    for (let round = 0; round < 2000; round++) {
      let source = '';
      for (let i = random(40); i > 0; i--) source += pieces[random(pieces.length)];
      for (const release of ['1.5', '1.8', '2.2', '2.8', '3.2', '3.4']) {
        const tree = parse(source, release, round % 2 ? { environment: { A: '1' } } : {});
        let last = 0;
        for (const statement of walk(tree.statements)) {
          expect(statement.start).toBeGreaterThanOrEqual(last);
          last = statement.start;
          for (const word of statement.words) expect(word.end).toBeGreaterThanOrEqual(word.start);
          expect(statement.start + statement.length).toBeLessThanOrEqual(source.length);
        }
      }
    }
  });
});
