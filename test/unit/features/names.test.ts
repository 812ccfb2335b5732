import { describe, expect, it } from 'vitest';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../../../server/src/features/call-hierarchy';
import { codeLenses } from '../../../server/src/features/code-lens';
import { definition, highlights, references } from '../../../server/src/features/navigation';
import { prepareRename, rename } from '../../../server/src/features/rename';
import { at, edited, open, uri } from '../../support/features';

const text = `defaults base
    mode tcp
frontend web from base
    bind :80
    use_backend app if TRUE
    default_backend app
backend app from base
    stick-table type ip size 1k
listen stats from base
    default_backend other
frontend app
    default_backend stats
`;
/** Puts the cursor behind the nth occurrence of a piece of the text. */
function cursor(piece: string, nth = 1) {
  let from = -1;
  for (let i = 0; i < nth; i++) from = text.indexOf(piece, from + 1);
  return open(`${text.slice(0, from + piece.length)}█${text.slice(from + piece.length)}`);
}

describe('names', () => {
  it.each([
    ['use_backend app', 1, ['7: app']],
    ['default_backend app', 1, ['7: app']],
    ['backend app from', 1, []],
    ['web from base', 1, ['1: base']],
    ['app from base', 1, ['1: base']],
    ['default_backend stats', 1, ['9: stats']],
    ['default_backend other', 1, []],
    ['    bind', 1, []],
    ['mode tcp', 1, []],
  ])('the definition behind %s', (piece, nth, wanted) => {
    const { subject, offset } = cursor(piece as string, nth as number);
    expect(at(subject, definition(subject, offset))).toEqual(wanted);
  });

  it.each([
    ['use_backend app', true, ['5: app', '6: app', '7: app']],
    ['use_backend app', false, ['5: app', '6: app']],
    ['\nbackend app', true, ['5: app', '6: app', '7: app']],
    ['\nfrontend app', true, ['11: app']],
    ['defaults base', false, ['3: base', '7: base', '9: base']],
    ['default_backend other', true, ['10: other']],
    ['listen stats', true, ['9: stats', '12: stats']],
  ])('the references of %s', (piece, definitions, wanted) => {
    const { subject, offset } = cursor(piece as string);
    expect(at(subject, references(subject, offset, definitions as boolean))).toEqual(wanted);
  });

  it('highlights definitions as written and uses as read', () => {
    const { subject, offset } = cursor('default_backend app');
    expect(highlights(subject, offset).map((one) => one.kind)).toEqual([2, 2, 3]);
  });

  it('renames a backend and its uses, not the frontend of the same name', () => {
    const { subject, offset } = cursor('use_backend app');
    const result = rename(subject, offset, 'api');
    if ('refused' in result) throw new Error(result.refused);
    expect(edited(subject, result.changes?.[uri] ?? [])).toBe(text.replace('use_backend app', 'use_backend api').replace('default_backend app', 'default_backend api').replace('\nbackend app', '\nbackend api'));
  });

  it.each([
    ['use_backend app', 'stats', /the name of another/],
    ['use_backend app', 'a b', /cannot be a name/],
    ['use_backend app', '', /cannot be a name/],
    ['use_backend app', 'a#b', /cannot be a name/],
    ['default_backend other', 'x', /not defined here/],
    ['mode tcp', 'x', /no name to rename/],
  ])('refuses to rename %s to %j', (piece, name, reason) => {
    const { subject, offset } = cursor(piece as string);
    expect(rename(subject, offset, name as string)).toMatchObject({ refused: expect.stringMatching(reason as RegExp) });
  });

  it('prepares a rename', () => {
    const { subject, offset } = cursor('use_backend app');
    expect(prepareRename(subject, offset)).toMatchObject({ placeholder: 'app', range: { start: { line: 4, character: 16 } } });
  });

  it('keeps quotes', () => {
    const { subject, offset } = open('backend a\nfrontend f\n    default_backend "a"\nfrontend g\n    default_backend a█\n');
    const result = rename(subject, offset, 'b');
    if ('refused' in result) throw new Error(result.refused);
    expect(edited(subject, result.changes?.[uri] ?? [])).toBe('backend b\nfrontend f\n    default_backend "b"\nfrontend g\n    default_backend b\n');
  });

  it('follows requests from a frontend to its backends and back', () => {
    const { subject, offset } = cursor('frontend web');
    const [web] = prepareCallHierarchy(subject, offset);
    if (!web) throw new Error('no item');
    expect(web).toMatchObject({ name: 'web', detail: 'frontend' });
    const calls = outgoingCalls(subject, web);
    expect(calls.map((call) => `${call.to.detail} ${call.to.name} ${call.fromRanges.length}`)).toEqual(['defaults base 1', 'backend app 2']);
    const app = calls[1]?.to;
    if (!app) throw new Error('no call');
    expect(incomingCalls(subject, app).map((call) => call.from.name)).toEqual(['web']);
  });

  it('counts references above sections', () => {
    const { subject } = open(text);
    expect(codeLenses(subject).map((lens) => `${lens.range.start.line + 1} ${lens.command?.title}`)).toEqual(['1 3 references', '7 2 references', '9 1 reference']);
  });
});
