import { describe, expect, it } from 'vitest';
import { walk } from '../../../server/src/core/tree';
import { codeActions, difference } from '../../../server/src/features/code-actions';
import { diagnostics } from '../../../server/src/features/diagnostics';
import { type FormatOptions, format } from '../../../server/src/features/formatting';
import { edited, open, uri } from '../../support/features';

const spaces: FormatOptions = { tabSize: 4, insertSpaces: true };
const formatted = (text: string, options: FormatOptions = spaces) => {
  const { subject } = open(text);
  return edited(subject, format(subject, options));
};

describe('formatting haproxy.cfg', () => {
  it.each([
    ['global\n\tdaemon  \n', 'global\n    daemon\n'],
    [' global\n  daemon', 'global\n    daemon\n'],
    ['global\r\n daemon \r\n', 'global\r\n    daemon\r\n'],
    ['# top\nglobal\n  # in\n\n# next\nbackend b\n', '# top\nglobal\n    # in\n\n# next\nbackend b\n'],
    ['backend b\n  \n\t\n', 'backend b\n\n\n'],
    ['frontend f\n  bind   :80\n', 'frontend f\n    bind   :80\n'],
    ['global\n.if 1\n  daemon\n.endif\n', 'global\n.if 1\n    daemon\n.endif\n'],
    ['backend b\n  option httpchk GET /\\ \n', 'backend b\n    option httpchk GET /\\ \n'],
    ['backend b\n  errorloc 503 "a  b"   # c  d  \n', 'backend b\n    errorloc 503 "a  b"   # c  d\n'],
    ['', ''],
    ['\n', '\n'],
    ['nonsense\n  more\n', 'nonsense\nmore\n'],
  ])('%j', (before, after) => {
    expect(formatted(before)).toBe(after);
    expect(formatted(after)).toBe(after);
  });

  it('takes tabs', () => expect(formatted('global\n    daemon\n', { tabSize: 4, insertSpaces: false })).toBe('global\n\tdaemon\n'));
  it('makes gaps single', () => expect(formatted('frontend f\n  bind   :80\tssl   # a  b\n', { ...spaces, gaps: 'single' })).toBe('frontend f\n    bind :80 ssl   # a  b\n'));
  it('aligns lines of one keyword', () => {
    expect(formatted('backend b\n  server a 192.0.2.1:80 check\n  server long 192.0.2.10:80 check backup\n\n  server c 192.0.2.2:80 check\n', { ...spaces, gaps: 'columns' })).toBe(
      'backend b\n    server a    192.0.2.1:80  check\n    server long 192.0.2.10:80 check backup\n\n    server c 192.0.2.2:80 check\n',
    );
  });
  it('formats a range only', () => {
    const { subject } = open('global\n daemon\n maxconn 5\n');
    expect(edited(subject, format(subject, spaces, { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } }))).toBe('global\n    daemon\n maxconn 5\n');
  });
  it('changes no word', () => {
    const source = 'global\n\tlog  "a  b"   local0\n x "unclosed\n   y \\\n  z\\ \n.if\n';
    const words = (text: string) => [...walk(open(text).subject.model.tree.statements)].map((statement) => statement.words.map((word) => word.text));
    for (const gaps of ['keep', 'single', 'columns'] as const) expect(words(formatted(source, { ...spaces, gaps }))).toEqual(words(source));
  });
});

const broken = 'defaults\n    mdoe tcp\n    tiemout client 5s # why\n    blaance source\n';
function actions(fixture: string, only?: string[]) {
  const { subject, file, offset } = open(fixture);
  const position = subject.position(Math.max(offset, 0));
  return { subject, found: codeActions(subject, file.problems(), { range: { start: position, end: position }, ...(only ? { only } : {}), fixedSafely: () => 'defaults\n    mode tcp\n' }) };
}

describe('code actions', () => {
  it('offers the fix of the problem at the cursor, first', () => {
    const { subject, found } = actions(broken.replace('mdoe', 'md█oe'));
    expect(found[0]).toMatchObject({ title: 'Replace by `mode`', kind: 'quickfix', isPreferred: true, diagnostics: [{ code: 'unknown-keyword' }] });
    expect(edited(subject, found[0]?.edit?.changes?.[uri] ?? [])).toContain('    mode tcp\n    tiemout');
  });
  it('mends all of a kind', () => {
    const { subject, found } = actions(broken.replace('mdoe', 'md█oe'));
    const all = found.find((action) => action.title.startsWith('Fix all'));
    expect(all?.title).toBe('Fix all 3 problems of `unknown-keyword`');
    expect(edited(subject, all?.edit?.changes?.[uri] ?? [])).toBe('defaults\n    mode tcp\n    timeout client 5s # why\n    balance source\n');
  });
  it.each([
    ['defaults\n    md█oe tcp\n', 'defaults\n    mdoe tcp # haconf: ignore unknown-keyword\n'],
    ['defaults\n    md█oe tcp # why\n', 'defaults\n    mdoe tcp # why; haconf: ignore unknown-keyword\n'],
    ['defaults\n    md█oe tcp # haconf: ignore bad-number\n', 'defaults\n    mdoe tcp # haconf: ignore bad-number unknown-keyword\n'],
    ['defaults\r\n    md█oe tcp\r\n', 'defaults\r\n    mdoe tcp # haconf: ignore unknown-keyword\r\n'],
    ['defaults\n    md█oe tcp', 'defaults\n    mdoe tcp # haconf: ignore unknown-keyword'],
  ])('silences a rule in a line: %j', (fixture, after) => {
    const { subject, found } = actions(fixture);
    const ignore = found.find((action) => action.title === 'Ignore `unknown-keyword` in this line');
    const result = edited(subject, ignore?.edit?.changes?.[uri] ?? []);
    expect(result).toBe(after);
    expect(
      open(result)
        .file.problems()
        .filter((problem) => problem.rule === 'unknown-keyword'),
    ).toEqual([]);
  });
  it('offers nothing where there is no problem', () => expect(actions('defaults\n    mode█ tcp\n').found).toEqual([]));
  it('applies all safe fixes only when asked to', () => {
    const fixture = broken.replace('mdoe', 'md█oe');
    expect(actions(fixture).found.some((action) => action.kind === 'source.fixAll.haconf')).toBe(false);
    for (const only of ['source', 'source.fixAll', 'source.fixAll.haconf']) expect(actions(fixture, [only]).found.map((action) => action.kind)).toEqual(['source.fixAll.haconf']);
    expect(actions(fixture, ['refactor']).found).toEqual([]);
  });
  it.each([
    ['abc', 'abc', undefined],
    ['abc', 'axc', { start: 1, end: 2, newText: 'x' }],
    ['', 'a', { start: 0, end: 0, newText: 'a' }],
    ['aa', 'a', { start: 1, end: 2, newText: '' }],
    ['a', 'aa', { start: 1, end: 1, newText: 'a' }],
  ])('the difference of %j and %j', (before, after, edit) => expect(difference(before, after)).toEqual(edit));
});

describe('diagnostics', () => {
  it('carry code, tags, related places and the targets', () => {
    const { subject, file } = open('defaults\n    clitimeout 5s\n', 'haproxy', '1.8,2.4');
    const found = diagnostics(subject, file.problems(), { rulePage: 'https://example.org/{rule}.md' });
    expect(found.map((one) => [one.code, one.severity, one.tags, one.message.slice(-6)])).toEqual([
      ['deprecated-keyword', 2, [2], ' [1.8]'],
      ['removed-keyword', 1, undefined, ' [2.4]'],
    ]);
    expect(found[0]?.codeDescription).toEqual({ href: 'https://example.org/deprecated-keyword.md' });
  });
  it('show empty ranges', () => {
    const { subject } = open('global\n');
    const [one] = diagnostics(subject, [
      {
        start: 2,
        end: 2,
        rule: 'x',
        severity: 'hint',
        message: 'm',
        origin: 'advice',
        fixes: [],
        notes: [
          { start: 0, end: 6, message: 'here' },
          { start: 0, end: 0, message: 'there', path: 'b' },
        ],
      },
    ]);
    expect(one).toMatchObject({ range: { start: { character: 2 }, end: { character: 3 } }, relatedInformation: [{ message: 'here', location: { uri } }] });
  });
});
