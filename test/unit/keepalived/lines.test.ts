import { describe, expect, it } from 'vitest';
import { faults, parse, reads } from './support';

describe('comments', () => {
  it('begin in the middle of a word, with `#` and `!`', () => {
    expect(reads('instance a#b\ninstance c!d # e\n! all of it\n')).toEqual([': instance a', ': instance c']);
    expect(parse('instance a # b\n').statements[0]?.comment).toEqual({ start: 11, end: 14 });
  });
  it('do not begin within double quotes', () => {
    expect(reads('instance "a#b" c\n')).toEqual([': instance a#b c']);
  });
  it('are escaped from 2.0.9 on, but not in the copy that 2.2 hands on', () => {
    expect(reads('instance a\\#b\n', '1.4.5')).toEqual([': instance a\\']);
    expect(reads('instance a\\#b\n', '2.1.5')).toEqual([': instance a#b']);
    expect(reads('instance a\\#b\n', '2.2.8')).toEqual([': instance a']);
  });
  it('leave a backslash at their end behind, before 2.4', () => {
    expect(reads('# a \\\ninstance b # c \\\n', '2.2.8')).toEqual([': \\', ': instance b\\']);
    expect(reads('# a \\\ninstance b # c \\\n', '2.4.3')).toEqual([': instance b']);
  });
});

describe('words', () => {
  it('end at quotes, and single quotes are ordinary', () => {
    expect(reads('instance ab"c d"\'e f\'\n')).toEqual([": instance ab c d 'e f'"]);
  });
  it('are lost behind a quote that is not closed', () => {
    expect(reads('instance "a b\n')).toEqual([': instance']);
    expect(faults('instance "a b\n')).toEqual(['1 error unmatched-quote']);
    expect(faults('instance "a b\n', '1.3.9')).toEqual(['1 error unmatched-quote']);
  });
  it('are read once more as a shell would where a script is run', () => {
    const script = (line: string) => reads(`vrrp_script s {\n${line}\n}\n`).slice(1);
    expect(script(`script '/a b' "c"d\\n`)).toEqual(['vrrp_script: script /a b cd\n']);
    expect(faults("vrrp_script s {\nscript 'a\n}\n")).toEqual(['2 error unmatched-quote']);
  });
  it('end with the line: there is no continuation', () => {
    expect(reads('instance a\\\nb\n')).toEqual([': instance a\\', ': b']);
  });
  it('may end in a carriage return', () => {
    expect(reads('instance a\r\n')).toEqual([': instance a']);
  });
});

describe('long lines', () => {
  const long = `instance ${'x'.repeat(1100)} y\nuse_pid_dir\n`;
  it('are read in pieces', () => {
    expect(reads(long, '2.2.8').map((line) => line.length)).toEqual([1025, 90, 13]);
    expect(reads(long, '2.4.3').map((line) => line.length)).toEqual([90, 13]);
    expect(faults(long, '2.4.3')).toEqual(['1 error line-too-long']);
  });
  it('are counted in bytes', () => {
    expect(faults(`instance ${'é'.repeat(506)}\n`, '2.4.3')).toEqual([]);
    expect(faults(`instance ${'é'.repeat(507)}\n`, '2.4.3')).toEqual(['1 error line-too-long']);
  });
  it('and NUL', () => {
    expect(reads('instance a\0b\n', '2.2.8')).toEqual([': instance a']);
    expect(faults('instance a\0b\n', '2.4.3')).toEqual(['1 error stray-nul']);
  });
});

describe('conditions', () => {
  const text = '@a instance x\n@^a instance y\n@b\ninstance z\n';
  it('hold for the id', () => {
    expect(reads(text, '2.2.8', { configId: 'a' })).toEqual([': instance x', ': instance z']);
    expect(reads(text, '2.2.8', { configId: 'c' })).toEqual([': instance y', ': instance z']);
    expect(parse(text, '2.2.8', { configId: 'c' }).statements[0]?.active).toBe(false);
  });
  it('are read both ways without one', () => {
    expect(reads(text)).toEqual([': instance x', ': instance y', ': instance z']);
    expect(parse(text).statements.map((statement) => statement.uncertain === true)).toEqual([true, true, false, false]);
  });
  it('are keywords in 1.2', () => {
    expect(reads(text, '1.2.24', { configId: 'a' })[0]).toBe(': @a instance x');
  });
  it('come out of a definition in some releases only', () => {
    const defined = '$ON=@a\n$ON instance x\n';
    expect(reads(defined, '2.3.4', { configId: 'a' })).toEqual([': instance x']);
    expect(faults(defined, '2.1.5', { configId: 'a' })).toEqual(['2 error broken-condition']);
    expect(faults(defined, '2.1.5', { configId: 'b' })).toEqual([]);
    expect(reads(defined, '2.4.3', { configId: 'a' })).toEqual([': @a instance x']);
  });
});
