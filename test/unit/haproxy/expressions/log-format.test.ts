import { describe, expect, it } from 'vitest';
import { problems, type Setting } from './bind';

const format = (line: string, setting: Setting = {}) => problems('<f:log-format>', line, setting);

describe('log formats', () => {
  it('takes aliases, flags and expressions', () => {
    expect(format('%ci:%cp')).toEqual([]);
    expect(format('%{+Q}r%{-E}[req.hdr(host),lower]%%')).toEqual([]);
    expect(format('%{+E}o%-x')).toEqual([]);
    expect(format('no-percent')).toEqual([]);
  });

  it('names aliases that do not exist', () => {
    expect(format('%cix')).toEqual(['error [%cix] no alias `%cix`: did you mean `%ci`?']);
    expect(format('%zz')).toEqual(['error [%zz] no alias `%zz`: write `%%` for the character']);
    expect(format('%HPO', { version: '2.2' })).toEqual(['error [%HPO] `%HPO` exists since 2.4']);
    expect(format('%Ci', { version: '2.4' })).toEqual(['warning [%Ci] `%Ci` is deprecated: use `%ci`']);
    expect(format('%Ci', { version: '2.5' })).toEqual(['error [%Ci] `%Ci` was removed in 2.5: use `%ci`']);
  });

  it('only warned in 1.5 and 1.6', () => {
    expect(format('%zz', { version: '1.6' })).toEqual(['warning [%zz] no alias `%zz`: write `%%` for the character']);
    expect(format('%zz%yy', { version: '1.6' })).toHaveLength(2);
    expect(format('%zz%yy', { version: '1.7' })).toHaveLength(1);
    expect(format('%[nope]', { version: '1.6' })[0]).toMatch(/^warning/);
  });

  it('tells what is not closed', () => {
    expect(format('%[src')).toEqual(['error [[src] `]` is missing']);
    expect(format('%[src;x]')).toEqual(['error [;] expected `]`, not `;`']);
    expect(format('%{+Q')).toEqual(['error [%{+Q] `}` is missing']);
    expect(format('%{+Q}-')).toEqual(['error [%{+Q}] nothing stands behind the flags `%{+Q}`']);
    expect(format('a%')).toEqual(['error [%] the format ends with a lone `%`: write `%%` for the character']);
    expect(format('5%5')).toEqual(['error [%] `%` before `5`: write `%%` for the character']);
  });

  it('knows names of fields from 3.0 on', () => {
    expect(format('%(host)[req.hdr(host)]%(size:sint)B', { version: '3.0' })).toEqual([]);
    expect(format('%(ho.st)ci', { version: '3.0' })).toEqual(['error [.] `.` may not stand in the name of a field']);
    expect(format('%(host:text)ci', { version: '3.0' })).toEqual(['error [text] `text` is no type of a field: str, sint, bool']);
    expect(format('%(host)', { version: '3.0' })).toHaveLength(1);
    expect(format('%(host)ci', { version: '2.9' })).toEqual([]);
  });

  it('tells samples that have nothing to say where the line is evaluated', () => {
    expect(problems('<f:log-format(log)>', '%[req.hdr(host)]')).toEqual(['error [[req.hdr(host)]] `req.hdr` is not available here']);
    expect(problems('<f:log-format(feHttpRequest)>', '%[req.hdr(host)]')).toEqual([]);
  });

  it('cuts expressions at the first bracket up to 2.1', () => {
    expect(format('%[path,regsub([a-z],x)]', { version: '2.1' })).not.toEqual([]);
    expect(format('%[path,regsub([a-z],x)]', { version: '2.2' })).toEqual([]);
  });

  it('leaves words with unknown variables alone', () => {
    expect(format('?%zz')).toEqual([]);
  });
});

describe('variables and regular expressions', () => {
  it('checks scopes', () => {
    const variable = (line: string, version: string) => problems('<v:var>', line, { version });
    expect(variable('txn.a_b', '1.6')).toEqual([]);
    expect(variable('proc.a', '1.6')).toEqual(['error [proc.a] the scope `proc` exists since 1.7']);
    expect(variable('check.a', '2.2')).toEqual([]);
    expect(variable('a', '2.8')).toEqual(['error [a] `a` does not begin with a scope: sess, txn, req, res, proc, check']);
    expect(variable('txn.', '2.8')).toHaveLength(1);
    expect(problems('<v:var(conditions)>', 'txn.a,ifnotexists,ifgt', { version: '2.6' })).toEqual([]);
    expect(problems('<v:var(conditions)>', 'txn.a,never', { version: '2.6' })).toHaveLength(1);
    expect(problems('<v:var(conditions)>', 'txn.a,ifnotexists', { version: '2.5' })).toHaveLength(1);
    expect(variable('txn.a-b', '2.8')).toEqual(['error [txn.a-b] `-` may not stand in the name of a variable']);
  });

  it('finds regular expressions that no release takes', () => {
    const regex = (line: string) => problems('<r:regex>', line);
    for (const fine of ['a|b', '[]a]', '[^]a]', '[[:alpha:]]', '\\[', '(?i)x', '(?#a(b)c', '\\Q(\\E', 'a{2,3}', '\\|*', '(?:a)+']) expect(regex(fine)).toEqual([]);
    for (const wrong of ['(', 'a)', '[a', '[[:alpha:]', 'a\\', '+a', '(*a)', 'a|?']) expect(regex(wrong)).toHaveLength(1);
  });
});
