import { describe, expect, it } from 'vitest';
import { readAddress } from '../../../server/src/keepalived/values/addresses';
import { readInteger } from '../../../server/src/keepalived/values/integers';
import { problemsOf } from '../../support/check';

/** What the rules of the core say about one line of an instance. */
function judge(line: string, version = '2.2.8'): string[] {
  const text = `vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 51\n    ${line}\n    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n`;
  return problemsOf('keepalived', text, { version }).map(({ severity, rule }) => `${severity} ${rule}`);
}

describe('whole numbers', () => {
  const fault = (word: string, signed = false) => readInteger(word, 1n, 255n, signed).fault;
  it('may have blanks and a plus sign before them', () => {
    expect(fault('51')).toBeUndefined();
    expect(fault('+51')).toBeUndefined();
    expect(fault(' 51')).toBeUndefined();
    expect(fault('007')).toBeUndefined();
  });
  it('are 0 when the word is empty', () => {
    expect(fault('')).toBe('range');
    expect(readInteger('', 0n, 9n, false)).toEqual({ value: 0n });
  });
  it('end with the word', () => {
    expect(fault('51;')).toBe('no-number');
    expect(fault('0x33')).toBe('no-number');
    expect(fault('5 1')).toBe('no-number');
  });
  it('know their bounds and their sign', () => {
    expect(fault('0')).toBe('range');
    expect(fault('256')).toBe('range');
    expect(fault('99999999999999999999')).toBe('range');
    expect(fault('-1')).toBe('negative');
    expect(fault('-1', true)).toBe('range');
  });
});

describe('addresses', () => {
  it('are of a family', () => {
    expect(readAddress('192.0.2.1')?.family).toBe(4);
    expect(readAddress('2001:db8::1')?.family).toBe(6);
    expect(readAddress('192.0.2')).toBeUndefined();
    expect(readAddress('192.0.2.256')).toBeUndefined();
    expect(readAddress('node1')).toBeUndefined();
  });
  it('are the same however they are written', () => {
    expect(readAddress('2001:DB8:0::1')?.key).toBe(readAddress('2001:db8::1')?.key);
    expect(readAddress('::ffff:192.0.2.1')?.family).toBe(6);
  });
});

describe('lines of an instance', () => {
  it('cut commands as a shell does', () => {
    expect(judge('notify "/etc/keepalived/notify.sh \'a"')).toEqual(['error unmatched-quote']);
    expect(judge('notify "/etc/keepalived/notify.sh \'a b\'"')).toEqual([]);
  });
  it('miss the group of an interface when an option stands in its place', () => {
    expect(judge('use_vmac group name', '2.3.1')).toEqual(['error wrong-argument']);
    expect(judge('use_vmac group default', '2.3.1')).toEqual([]);
  });
  it('keep to the ranges of the daemon', () => {
    expect(judge('priority 255')).toEqual([]);
    expect(judge('priority 256')).toEqual(['warning out-of-range']);
    expect(judge('garp_master_delay 5')).toEqual([]);
    expect(judge('garp_master_delay five')).toEqual(['error wrong-argument']);
  });
  it('take an interval with a fraction for version 3', () => {
    expect(judge('advert_int 1')).toEqual([]);
    expect(judge('advert_int 0')).toEqual(['error out-of-range']);
    expect(judge('advert_int 1s')).toEqual(['error wrong-argument']);
  });
  it('know when a keyword came', () => {
    expect(judge('timer_expired_backup 3', '2.2.7')).toEqual(['error not-yet-available']);
    expect(judge('nopreempt', '1.2.24')).toEqual([]);
  });
});
