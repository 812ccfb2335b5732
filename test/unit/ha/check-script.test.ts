import { describe, expect, it } from 'vitest';
import { scriptFile, scriptFindings } from '../../../server/src/ha/check-script';
import { peerFiles } from '../../../server/src/ha/peers';

const kinds = (source: string, file?: string) => scriptFindings(source, file).map(({ kind, line }) => `${line} ${kind}`);

describe('check scripts', () => {
  it('ask for the health, and fail on a bad answer', () => {
    expect(kinds('curl -fsk https://localhost:6443/healthz')).toEqual([]);
    expect(kinds('curl --fail -k "https://localhost:6443/readyz?verbose"')).toEqual([]);
    expect(kinds("curl -sk -o /dev/null -w '%{http_code}' https://localhost:6443/livez | grep 200")).toEqual([]);
  });
  it('are found wanting', () => {
    expect(kinds('curl -sk https://localhost:6443/healthz')).toEqual(['0 curl-without-fail']);
    expect(kinds('#!/bin/sh\ncurl -fk https://localhost:6443/')).toEqual(['1 no-health-path']);
    expect(kinds('if ip addr | grep -q 192.0.2.10; then\n  curl -fk https://192.0.2.10:6443/healthz\nfi')).toEqual(['0 guarded-by-vip']);
    expect(kinds('curl -fk https://localhost:6443/healthz\nip a | grep -q 192.0.2.10 && curl -fk https://192.0.2.10:6443/healthz')).toEqual(['1 partly-guarded']);
  });
  it('may ask others', () => {
    expect(kinds('curl -sk https://localhost:9443/status')).toEqual([]);
    expect(kinds('curl -sk https://localhost:9443/status', 'check_apiserver.sh')).toEqual(['0 curl-without-fail', '0 no-health-path']);
    expect(kinds('# curl -k https://localhost:6443/')).toEqual([]);
  });
  it('are files or commands', () => {
    expect(scriptFile('/etc/keepalived/check_apiserver.sh 6443')).toBe('/etc/keepalived/check_apiserver.sh');
    expect(scriptFile('/bin/sh /etc/keepalived/check.sh')).toBe('/etc/keepalived/check.sh');
    expect(scriptFile('/usr/bin/curl -f https://localhost:6443/healthz')).toBeUndefined();
    expect(scriptFile('killall -0 haproxy')).toBeUndefined();
  });
});

describe('files of other machines', () => {
  it('differ in a number or in the role', () => {
    expect(peerFiles('/srv/node1/keepalived.conf')).toEqual(expect.arrayContaining(['../node2/keepalived.conf', '../node3/keepalived.conf']));
    expect(peerFiles('keepalived-master.conf')).toEqual(expect.arrayContaining(['keepalived-backup.conf', 'keepalived-backup1.conf']));
    expect(peerFiles('node01/keepalived.conf')).toContain('../node02/keepalived.conf');
    expect(peerFiles('/etc/keepalived/keepalived.conf')).toEqual([]);
  });
});
