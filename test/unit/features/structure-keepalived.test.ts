// Features of whole Keepalived files: outline, folds, colours, hints, lenses, links, code actions.
import { describe, expect, it } from 'vitest';
import { codeActions } from '../../../server/src/features/code-actions';
import { codeLenses } from '../../../server/src/features/code-lens';
import { format } from '../../../server/src/features/formatting';
import { inlayHints } from '../../../server/src/features/inlay-hints';
import { documentLinks } from '../../../server/src/features/links';
import { documentSymbols, flatSymbols } from '../../../server/src/features/symbols';
import { at, edited, open } from '../../support/features';
import { colouredWords, foldsOf, outlineOf } from '../../support/structure';

const text = `! One
! Two
$VIP=192.0.2.100

# region scripts
vrrp_script check {
    script "/etc/keepalived/check.sh"
    interval 2
}
vrrp_script other {
    script /etc/keepalived/other.sh
}
# endregion

vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 51
    @node1 priority 110
    virtual_ipaddress {
        \${VIP}/24
    }
    track_script {
        check
    }
}
virtual_server 192.0.2.100 443 {
    delay_loop 6
    protocol TCP
    real_server 192.0.2.11 6443 {
        TCP_CHECK {
            connect_timeout 3
        }
    }
}
include conf.d/more.conf
`;
const all = { start: 0, end: text.length };
const { subject, file } = open(text, 'keepalived');

describe('structure of keepalived.conf', () => {
  it('is outlined by blocks and definitions', () => {
    expect(outlineOf(documentSymbols(subject))).toMatchInlineSnapshot(`
      [
        "VIP ($VIP=192.0.2.100) 3-3",
        "check (vrrp_script) 6-9",
        "other (vrrp_script) 10-12",
        "VI_1 (vrrp_instance) 15-26",
        "  virtual_ipaddress 20-22",
        "  track_script 23-25",
        "192.0.2.100 443 (virtual_server) 27-35",
        "  192.0.2.11 6443 (real_server) 30-34",
        "    TCP_CHECK 31-33",
      ]
    `);
  });
  it.each([
    ['VI_1', ['VI_1']],
    ['ck', ['check', 'track_script', 'TCP_CHECK']],
    ['oth', ['other']],
    ['zzz', []],
  ])('is searched for %s', (query, wanted) => expect(flatSymbols(subject, query).map((symbol) => symbol.name)).toEqual(wanted));
  it('folds blocks, comments and regions', () => {
    expect(foldsOf(subject)).toMatchInlineSnapshot(`
      [
        "1-2 comment",
        "10-11 block",
        "15-25 block",
        "20-21 block",
        "23-24 block",
        "27-34 block",
        "30-33 block",
        "31-32 block",
        "5-13 region",
        "6-8 block",
      ]
    `);
  });
  it('colours keywords, names and values', () => {
    expect(colouredWords(subject)).toMatchInlineSnapshot(`
      [
        "variable.declaration VIP",
        "keyword vrrp_script",
        "class.declaration check",
        "keyword script",
        "keyword interval",
        "number 2",
        "keyword vrrp_script",
        "class.declaration other",
        "keyword script",
        "keyword vrrp_instance",
        "class.declaration VI_1",
        "keyword state",
        "keyword interface",
        "keyword virtual_router_id",
        "number 51",
        "keyword priority",
        "number 110",
        "keyword virtual_ipaddress",
        "variable VIP",
        "keyword track_script",
        "variable check",
        "keyword virtual_server",
        "number 443",
        "keyword delay_loop",
        "number 6",
        "keyword protocol",
        "keyword real_server",
        "number 6443",
        "keyword TCP_CHECK",
        "keyword connect_timeout",
        "number 3",
        "keyword include",
      ]
    `);
  });
  it('hints at units and at what holds without being said', () => {
    expect(inlayHints(subject, all, {}).map((hint) => `${hint.position.line + 1} ${hint.label}`)).toMatchInlineSnapshot(`
      [
        "6 weight 0 · fall 1 · rise 1",
        "8 s",
        "10 interval 1 · weight 0 · fall 1 · rise 1",
        "15 advert_int 1",
        "28 s",
        "30 weight 1",
        "32 s",
      ]
    `);
    expect(inlayHints(subject, all, { units: false, defaults: false, inherited: false })).toEqual([]);
  });
  it('counts references above blocks', () => {
    expect(codeLenses(subject).map((lens) => `${lens.range.start.line + 1} ${lens.command?.title}`)).toMatchInlineSnapshot(`
      [
        "6 1 reference",
        "10 0 references",
      ]
    `);
  });
  it('links to scripts and included files', () => {
    expect(
      at(
        subject,
        documentLinks(subject, (name) => `file:///${name}`),
      ),
    ).toMatchInlineSnapshot(`
      [
        "7: "/etc/keepalived/check.sh"",
        "11: /etc/keepalived/other.sh",
        "36: conf.d/more.conf",
      ]
    `);
  });
});

describe('formatting keepalived.conf', () => {
  it.each([
    ['vrrp_instance V {\n state BACKUP\n}\n', 'vrrp_instance V {\n    state BACKUP\n}\n'],
    ['vrrp_instance V\n{\nstate BACKUP\n}\n', 'vrrp_instance V\n{\n    state BACKUP\n}\n'],
    ['global_defs {\n\trouter_id a  \n  }', 'global_defs {\n    router_id a\n}\n'],
    ['vrrp_instance V {\nvirtual_ipaddress {\n192.0.2.1\n}\n}\n', 'vrrp_instance V {\n    virtual_ipaddress {\n        192.0.2.1\n    }\n}\n'],
    ['vrrp_instance V { ! why\nstate BACKUP ! so\n}\n', 'vrrp_instance V { ! why\n    state BACKUP ! so\n}\n'],
    ['  $A=1\n', '$A=1\n'],
    ['! top\n    ! deep\nglobal_defs {\n! left\n  ! in\n}\n', '! top\n! deep\nglobal_defs {\n! left\n    ! in\n}\n'],
    ['vrrp_script s {\n  script "a  b"   \n}\n', 'vrrp_script s {\n    script "a  b"\n}\n'],
    ['vrrp_instance V {\n @a priority 1\n}\n', 'vrrp_instance V {\n    @a priority 1\n}\n'],
    ['vrrp_instance V {\r\n state BACKUP\r\n}\r\n', 'vrrp_instance V {\r\n    state BACKUP\r\n}\r\n'],
    ['vrrp_instance V { state BACKUP }\n', 'vrrp_instance V { state BACKUP }\n'],
    ['}\n}\n', '}\n}\n'],
    ['vrrp_instance V {\n state', 'vrrp_instance V {\n    state\n'],
    ['', ''],
    ['  \n\n', '\n\n'],
  ])('%j', (before, after) => {
    const result = (source: string) => {
      const opened = open(source, 'keepalived');
      return edited(opened.subject, format(opened.subject, { tabSize: 4, insertSpaces: true }));
    };
    expect(result(before)).toBe(after);
    expect(result(after)).toBe(after);
  });
});

describe('code actions in keepalived.conf', () => {
  it.each([
    ['vrrp_instance V {\n    stat█e backup\n}\n', []],
    ['vrrp_instance V {\n    state bac█kup\n}\n', ['Replace by `BACKUP`', 'Ignore `wrong-argument` in this line']],
    ['vrrp_instance V {\n    prioritty█ 100\n}\n', ['Replace by `priority`', 'Ignore `unknown-keyword` in this line']],
    ['vrrp_instanc█ V {\n}\n', ['Replace by `vrrp_instance`', 'Ignore `unknown-keyword` in this line']],
    ['█', []],
  ])('%j', (fixture, wanted) => {
    const opened = open(fixture, 'keepalived');
    const position = opened.subject.position(opened.offset);
    const titles = codeActions(opened.subject, opened.file.problems(), { range: { start: position, end: position } }).map((action) => action.title);
    expect(titles).toEqual(expect.arrayContaining(wanted));
    if (wanted.length === 0) expect(titles.filter((title) => title.startsWith('Replace'))).toEqual([]);
  });
  it('silences a rule with a comment', () => {
    const opened = open('vrrp_instance V {\n    prioritty█ 100\n}\n', 'keepalived');
    const position = opened.subject.position(opened.offset);
    const ignore = codeActions(opened.subject, opened.file.problems(), { range: { start: position, end: position } }).find((action) => action.title === 'Ignore `unknown-keyword` in this line');
    const result = edited(opened.subject, Object.values(ignore?.edit?.changes ?? {}).flat());
    expect(
      open(result, 'keepalived')
        .file.problems()
        .map((problem) => problem.rule),
    ).not.toContain('unknown-keyword');
  });
});

it('the text is well', () =>
  expect(
    file
      .problems()
      .filter((problem) => problem.severity === 'error')
      .map((problem) => problem.message),
  ).toEqual([]));
