import { describe, expect, it } from 'vitest';
import { faults, parse, reads } from './support';

describe('definitions', () => {
  it('hold from their line on, and may change', () => {
    expect(reads('instance $A\n$A=1\ninstance $A\n$A= 2\ninstance x${A}y "${A}"\n')).toEqual([': instance $A', ': instance 1', ': instance x2y 2']);
  });
  it('want no blank before the sign', () => {
    expect(reads('$A =1\n')).toEqual([': $A =1']);
  });
  it('are unknown before 1.4', () => {
    expect(reads('$A=1\ninstance $A\n', '1.3.9')).toEqual([': $A=1', ': instance $A']);
  });
  it('end at a blank, from 2.1 on at a comma too', () => {
    expect(reads('$A=1\ninstance $A,x\n', '2.0.20')).toEqual([': instance $A,x']);
    expect(reads('$A=1\ninstance $A,x\n', '2.1.5')).toEqual([': instance 1,x']);
  });
  it('may hold each other, and themselves without end', () => {
    expect(reads('$A=1\n$B=x$A\ninstance $B\n')).toEqual([': instance x1']);
    expect(reads('$A=$A\ninstance $A\n')).toEqual([': instance ?']);
  });
  it('may have several lines', () => {
    const text = '$V=vrrp_instance I { \\\n  priority 5 \\\n}\n$V\nuse_pid_dir\n';
    expect(reads(text)).toEqual([': vrrp_instance I', 'vrrp_instance: priority 5', ': use_pid_dir']);
    expect(parse(text).statements.map((statement) => statement.line)).toEqual([0, 3, 4]);
    expect(parse(text).file.blocks[0]?.lines[0]).toMatchObject({ elsewhere: '', line: 3 });
  });
  it('of several lines nest from 2.0 on', () => {
    const text = '$A=instance 1\\\ninstance 2\n$B=$A\\\ninstance 3\n$B\n';
    expect(reads(text, '2.2.8')).toEqual([': instance 1', ': instance 2', ': instance 3']);
  });
  it('end at a comment of their own line where the copy of 2.2 has a blank one', () => {
    const text = '$A=\\\n# c\ninstance 1\n$A\n';
    const lines = (release: string) => parse(text, release).statements.map((statement) => statement.line);
    expect(lines('2.1.5')).toEqual([0, 3]);
    expect(lines('2.2.8')).toEqual([0, 2]);
  });
  it('of the daemon have values that are not known', () => {
    expect(reads('instance $_PWD\ninstance ${_RANDOM 1 5}\ninstance ${_ENV X}\n', '2.4.3')).toEqual([': instance ?', ': instance ?', ': instance ?']);
    expect(reads('instance ${_ENV X}${_ENV Y}z\n', '2.4.3', { environment: { X: 'x' } })).toEqual([': instance xz']);
    expect(reads('instance $_INSTANCE\n', '2.4.3', { configId: 'a' })).toEqual([': instance a']);
    expect(faults('instance ${_RANDOM a}\n', '2.4.3')).toEqual(['1 error bad-definition-use', '1 error undefined-definition']);
  });
  it('of different ids are not known without one', () => {
    expect(reads('@a $P=1\n@b $P=2\ninstance $P\n')).toEqual([': instance ?']);
  });
  it('that are missing break blocks with their braces', () => {
    const text = 'vrrp_instance I {\n  priority ${P}\n  state MASTER\n}\n';
    expect(faults(text)).toEqual(['2 error undefined-definition']);
    expect(reads(text).at(-1)).toBe('vrrp_instance: state MASTER');
  });
  it('tell where they are used', () => {
    expect(parse('$A=1\ninstance ${A} $B\n').uses).toEqual([
      { start: 16, end: 17, name: 'A', defined: true },
      { start: 20, end: 21, name: 'B', defined: false },
    ]);
  });
});

describe('sequences', () => {
  const addresses = (line: string, release = '2.2.8') =>
    reads(`virtual_server_group g {\n${line}\n}\n`, release)
      .slice(1)
      .map((one) => one.replace(/^.*: /, ''));
  it('repeat their text', () => {
    expect(addresses('~SEQ(i, 3) 10.0.0.$i')).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3']);
    expect(addresses('~SEQ(i, 3, 1) 10.0.0.${i}')).toEqual(['10.0.0.3', '10.0.0.2', '10.0.0.1']);
    expect(addresses('~SEQx(i, 8, 2, 0xc) fe80::$i')).toEqual(['fe80::8', 'fe80::a', 'fe80::c']);
    expect(addresses('~LST(i, a, b) $i')).toEqual(['a', 'b']);
    expect(addresses('~LST({i, j}, {1, 2}, {3}) $i/$j')).toEqual(['$i/2', '$i/']);
    expect(addresses('~LST({i, j}, {1, 2}, {3}) ${i}/$j')).toEqual(['1/2', '3/']);
  });
  it('nest', () => {
    expect(addresses('~SEQ(i, 2) ~SEQ(j, 2) ${i}.$j')).toEqual(['1.1', '1.2', '2.1', '2.2']);
  });
  it('stand on lines of their own from 2.1 on, before in blocks of keywords', () => {
    expect(addresses('~SEQ(i, 3) 10.0.0.$i', '2.0.20')[0]).toMatch(/^~SEQ/);
    expect(reads('$G=~SEQ(i, 2) instance $i\n$G\n', '2.0.20')).toEqual([': instance 1', ': instance 2']);
  });
  it('tell what is wrong with them', () => {
    for (const bad of ['~SEQ(i)', '~SEQ(i, 1, 0, 3) $i', '~SEQ(i, 1, -1, 3) $i', '~SEQ(i, 1', '~SEQ i', '~LST(i)', '~LST({i, j}, {1, 2, 3}) $i', '~SEQx(i, -1, 3) $i']) expect(faults(bad), bad).toEqual(['1 error bad-sequence']);
  });
  it('end', () => {
    expect(addresses('~SEQ(i, 1000000000) $i').length).toBeLessThan(1000);
    expect(addresses('~SEQ(i, 1000) ~SEQ(j, 1000) ~SEQ(k, 1000) $k').length).toBeLessThan(30000);
  });
});
