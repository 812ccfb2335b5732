import { describe, expect, it } from 'vitest';
import { contentFault, type PatternFile } from '../../../../server/src/haproxy/expressions/pattern-file';

const file = (more: Partial<PatternFile>): PatternFile => ({ name: 'x', pairs: false, method: 'int', resolves: true, out: undefined, severity: 'error', ...more });
const line = (source: string, more: Partial<PatternFile>) => contentFault(source, file(more))?.line;

describe('files of patterns', () => {
  it('hold a value on a line, between comments and empty lines', () => {
    expect(line('# numbers\n\n  1\n2:3\r\n', {})).toBeUndefined();
    expect(line('1\n # two\n', {})).toBe(2);
    expect(line('a b\n', { method: 'str' })).toBeUndefined();
    expect(line('10.0.0.0/8\nhost.example\n300.1.2.3\n', { method: 'ip' })).toBe(3);
    expect(line('^a\n(b\n', { method: 'reg' })).toBe(2);
  });
  it('hold a key and a value', () => {
    expect(line('1 one\n2\ttwo words \n3\n', { pairs: true })).toBeUndefined();
    expect(line('a 1\nb -2\nc\n', { pairs: true, method: 'str', out: 'sint' })).toBeUndefined();
    expect(line('a 1x\n', { pairs: true, method: 'str', out: 'sint' })).toBe(1);
    expect(line('a 192.0.2.1\nb 2001:db8::1\nc host\n', { pairs: true, method: 'str', out: 'addr' })).toBe(3);
    expect(line('10.0.0.0/8 in\nhost out\n', { pairs: true, method: 'ip', resolves: false })).toBe(2);
  });
  it('are not judged where the way to compare is not known', () => {
    expect(line('anything\n', { method: undefined })).toBeUndefined();
  });
});
