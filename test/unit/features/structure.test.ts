import { describe, expect, it } from 'vitest';
import type { SelectionRange } from 'vscode-languageserver-types';
import { inlayHints } from '../../../server/src/features/inlay-hints';
import { selectionRange } from '../../../server/src/features/selection';
import { semanticTokens, semanticTokensIn } from '../../../server/src/features/semantic-tokens';
import { documentSymbols, flatSymbols } from '../../../server/src/features/symbols';
import { open } from '../../support/features';
import { colouredWords, foldsOf, outlineOf } from '../../support/structure';

const text = `# One
# Two
global
    daemon

# region lbs
defaults
    mode tcp # why
    timeout client 30
frontend web
    bind :80
    default_backend app
backend app
    # a
    # b
    balance source
# endregion
`;

describe('structure of haproxy.cfg', () => {
  it('is outlined by sections', () => {
    expect(outlineOf(documentSymbols(open(text).subject))).toEqual(['global 3-4', 'defaults 7-9', 'web (frontend) 10-12', 'app (backend) 13-16']);
  });

  it('is searched by letters in order', () => {
    const { subject } = open(text);
    expect(flatSymbols(subject, 'AP').map((symbol) => symbol.name)).toEqual(['app']);
    expect(flatSymbols(subject, 'wb').map((symbol) => symbol.name)).toEqual(['web']);
    expect(flatSymbols(subject, 'zz')).toEqual([]);
  });

  it('folds sections, comments and regions', () => {
    expect(foldsOf(open(text).subject)).toEqual(['1-2 comment', '10-12 block', '13-16 block', '14-15 comment', '3-4 block', '6-17 region', '7-9 block']);
  });

  it('grows selections from word to file', () => {
    const { subject, offset } = open(text.replace('default_backend app', 'default_backend a█pp'));
    const texts: string[] = [];
    for (let at: SelectionRange | undefined = selectionRange(subject, offset); at; at = at.parent) texts.push(subject.model.tree.source.slice(subject.offset(at.range.start), subject.offset(at.range.end)));
    expect(texts).toEqual(['app', 'default_backend app', 'bind :80\n    default_backend app', 'frontend web\n    bind :80\n    default_backend app', text]);
  });

  it.each(['█', 'global█', '# co█mment', 'a\n\n█\nb', 'frontend f\n  bind :80 # x█'])('selects something at %j', (fixture) => {
    const { subject, offset } = open(fixture);
    let at: SelectionRange | undefined = selectionRange(subject, offset);
    for (; at?.parent; at = at.parent) expect(subject.offset(at.parent.range.start) <= subject.offset(at.range.start) && subject.offset(at.parent.range.end) >= subject.offset(at.range.end)).toBe(true);
  });

  it('colours keywords, names and values', () => {
    const { subject } = open('frontend web\n    default_backend app\nbackend app\n    balance uri len 3\n');
    expect(colouredWords(subject)).toEqual([
      'keyword frontend',
      'class.declaration web',
      'keyword default_backend',
      'variable app',
      'keyword backend',
      'class.declaration app',
      'keyword balance',
      'enumMember uri',
      'enumMember len',
      'number 3',
    ]);
  });

  it('marks what is deprecated and what is not read', () => {
    expect(colouredWords(open('defaults\n    clitimeout 5s\n', 'haproxy', '2.0').subject)).toContain('keyword.deprecated.readonly clitimeout');
    expect(colouredWords(open('global\n.if 0\n    daemon\n.endif\n').subject)).toContain('comment daemon');
  });

  it('gives the tokens of a stretch only', () => {
    const { subject } = open(text);
    expect(semanticTokensIn(subject, text.indexOf('frontend'), text.indexOf('    bind')).data.length).toBeLessThan(semanticTokens(subject).data.length);
  });

  it('hints at units and at what is inherited', () => {
    const { subject } = open('defaults\n    mode http\n    timeout client 30\n    timeout server 30s\nfrontend f\n    bind :80\n');
    const all = { start: 0, end: 1000 };
    expect(inlayHints(subject, all, {}).map((hint) => `${hint.position.line + 1}:${hint.position.character + 1} ${hint.label}`)).toEqual(['3:22 ms', '5:11 mode http · timeout client 30']);
    expect(inlayHints(subject, all, { units: false, inherited: false, defaults: false })).toEqual([]);
    expect(inlayHints(subject, { start: 0, end: 5 }, {})).toEqual([]);
  });
});
