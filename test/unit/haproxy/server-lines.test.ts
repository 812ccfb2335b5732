// Bind and server lines, release by release: lines that are taken and lines that are refused. All of it is what the daemons say.
import { describe, expect, it } from 'vitest';
import { check } from '../../../server/src/index';

/** What a line gets: below `bind` of a listen section, or in place of it. */
function verdict(line: string, target: string): string {
  const listens = line.startsWith('bind');
  const text = `defaults\n    mode http\n    timeout connect 5s\n    timeout client 30s\n    timeout server 30s\n\nlisten app\n${listens ? '' : '    bind :8080\n'}    ${line}\n`;
  const at = listens ? 8 : 9;
  const said = check(text, { language: 'haproxy', target }).filter((problem) => problem.origin !== 'advice' && problem.line === at);
  return said.some(({ severity }) => severity === 'error') ? 'error' : said.length > 0 ? 'warning' : 'fine';
}

/** Lines, then releases with what they say; each holds until the next one that is named. */
const cases: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['bind :80,:81', { '1.5': 'fine', '3.4': 'fine' }],
  ['bind :80-90', { '1.5': 'fine', '3.4': 'fine' }],
  ['bind :90-80', { '2.2': 'fine', '2.3': 'error' }],
  ['bind :0', { '1.5': 'error', '3.4': 'error' }],
  ['bind :70000', { '1.5': 'error', '3.4': 'error' }],
  ['bind 127.0.0.1', { '1.5': 'error', '3.4': 'error' }],
  ['bind :+80', { '1.5': 'error', '3.4': 'error' }],
  ['bind :80x', { '2.8': 'fine', '2.9': 'error' }],
  ['bind ipv4@:80', { '1.5': 'fine', '3.4': 'fine' }],
  ['bind ipv4@[::1]:80', { '1.7': 'error', '3.4': 'error' }],
  ['bind [::1]:80', { '1.7': 'fine', '3.4': 'fine' }],
  ['bind unix@/run/app.sock mode 660', { '1.5': 'fine', '3.4': 'fine' }],
  ['bind unix@/run/app.sock mode rw', { '1.7': 'fine', '1.8': 'error' }],
  ['bind udp@:80', { '2.2': 'error', '3.4': 'error' }],
  ['bind :80 maxconn 0', { '1.9': 'error', '2.0': 'fine' }],
  ['bind :80 nice 2000', { '1.5': 'error', '3.4': 'error' }],
  ['bind :80 mss 0', { '1.5': 'error', '3.4': 'error' }],
  ['bind :80 process 1', { '2.4': 'fine', '2.5': 'warning', '2.7': 'error' }],
  ['bind :80 thread 1-4', { '2.4': 'error', '2.5': 'fine', '3.4': 'fine' }],
  ['bind :80 shards by-group', { '2.7': 'error', '2.8': 'fine' }],
  ['bind :80 proto h2', { '1.8': 'error', '1.9': 'fine', '3.4': 'fine' }],
  ['bind :80 proto h1', { '2.3': 'error', '2.4': 'fine' }],
  ['bind :80 proto fcgi', { '2.0': 'error', '3.4': 'error' }],
  ['server s1', { '1.5': 'error', '3.4': 'error' }],
  ['server s1 192.0.2.1', { '1.5': 'fine', '3.4': 'fine' }],
  ['server s1 192.0.2.1:+10', { '1.5': 'fine', '3.4': 'fine' }],
  ['server s1 192.0.2.1:80-90', { '1.5': 'error', '3.4': 'error' }],
  ['server s1 db.example.org:5432', { '1.7': 'fine', '3.4': 'fine' }],
  ['server s/1 192.0.2.1:80', { '1.5': 'error', '3.4': 'error' }],
  ['server s1 192.0.2.1:80 weight 257', { '1.5': 'error', '3.4': 'error' }],
  ['server s1 192.0.2.1:80 weight', { '1.5': 'fine', '3.4': 'fine' }],
  ['server s1 192.0.2.1:80 check inter 0', { '1.5': 'error', '3.4': 'error' }],
  ['server s1 192.0.2.1:80 check inter 50', { '3.0': 'fine', '3.1': 'warning' }],
  ['server s1 192.0.2.1:80 check inter', { '1.5': 'error', '3.4': 'error' }],
  ['server s1 192.0.2.1:80 check port', { '2.1': 'fine', '2.2': 'error' }],
  ['server s1 192.0.2.1 check', { '1.7': 'error', '1.8': 'fine', '2.2': 'error' }],
  ['server s1 192.0.2.1:80 cookie', { '1.7': 'fine', '1.8': 'error' }],
  ['server s1 192.0.2.1:80 slowstart', { '2.3': 'fine', '2.4': 'error' }],
  ['server s1 192.0.2.1:80 id 0', { '1.5': 'error', '3.4': 'error' }],
  ['server s1 192.0.2.1:80 observe layer5', { '1.5': 'error', '3.4': 'error' }],
  ['server s1 192.0.2.1:80 init-addr last,libc,none', { '1.6': 'error', '1.7': 'fine' }],
  ['server s1 192.0.2.1:80 init-addr dns', { '1.7': 'error', '3.4': 'error' }],
  ['server s1 192.0.2.1:80 hash-key id32', { '3.3': 'error', '3.4': 'fine' }],
  ['server s1 192.0.2.1:80 usesrc client', { '1.5': 'error', '3.4': 'error' }],
  ['server s1 192.0.2.1:80 source 192.0.2.9:80-90 interface eth0', { '1.5': 'fine', '3.4': 'fine' }],
  ['server-template s 1-5 app.example.org:80', { '1.7': 'error', '1.8': 'fine' }],
  ['server-template s 5-1 192.0.2.1:80', { '1.8': 'error', '3.4': 'error' }],
  ['default-server inter 2s', { '1.5': 'fine', '3.4': 'fine' }],
  ['default-server check', { '1.7': 'error', '1.8': 'fine' }],
];

describe('bind and server lines', () => {
  it.each(cases)('%s', (line, expected) => {
    expect(Object.fromEntries(Object.keys(expected).map((release) => [release, verdict(line, release)]))).toEqual(expected);
  });
});
