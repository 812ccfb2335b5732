// Arguments of the actions of rules, release by release, as the daemons take and refuse them.
import { describe, expect, it } from 'vitest';
import { check } from '../../../server/src/index';

/** What a rule inside a section gets. */
function verdict(section: string, line: string, target: string): string {
  const head = 'defaults\n    mode http\n    timeout connect 5s\n    timeout client 30s\n    timeout server 30s\n\nfrontend fe\n    bind :8080\n    default_backend be\n\nbackend be\n';
  const text = section === 'backend' ? `${head}    ${line}\n` : head.replace('    bind :8080\n', `    bind :8080\n    ${line}\n`);
  const at = text.split('\n').findIndex((one) => one.trim() === line) + 1;
  const said = check(text, { language: 'haproxy', target }).filter((problem) => problem.origin !== 'advice' && problem.line === at);
  return said.some(({ severity }) => severity === 'error') ? 'error' : said.length > 0 ? 'warning' : 'fine';
}

/** section, rule, then releases with what they say; each holds until the next one that is named. */
const cases: readonly (readonly [string, string, Readonly<Record<string, string>>])[] = [
  ['frontend', 'http-request add-acl(/etc/list) %[src] if TRUE', { '1.7': 'fine' }],
  ['frontend', 'http-request add-acl %[src]', { '1.7': 'fine' }],
  ['frontend', 'http-request set-map(/etc/map) key', { '1.7': 'error' }],
  ['frontend', 'http-request set-header X-A', { '1.7': 'error' }],
  ['frontend', 'http-request set-header X{A 1', { '1.7': 'fine', '2.8': 'warning' }],
  ['frontend', 'http-request del-header ^X- -m reg', { '1.7': 'error', '2.4': 'fine' }],
  ['frontend', 'http-request del-header (X -m reg', { '1.7': 'error' }],
  ['frontend', 'http-request deny deny_status 418', { '1.7': 'warning', '2.3': 'error' }],
  ['frontend', 'http-request tarpit deny_status 500', { '1.7': 'error', '1.8': 'fine' }],
  ['frontend', 'http-request deny status 200', { '1.7': 'error', '2.3': 'fine' }],
  ['frontend', 'http-request auth realm', { '1.7': 'fine', '2.3': 'error' }],
  ['frontend', 'http-request capture path len 0', { '1.7': 'error' }],
  ['backend', 'http-request capture path len 10', { '1.7': 'error' }],
  ['frontend', 'http-request do-log if TRUE', { '1.7': 'error', '3.2': 'fine' }],
  ['frontend', 'http-request do-resolve(txn.a,dns,ipv9) path', { '1.7': 'error' }],
  ['frontend', 'http-request redirect location', { '1.7': 'error' }],
  ['frontend', 'http-request redirect code 305 location /', { '1.7': 'error' }],
  ['frontend', 'http-response redirect prefix /', { '1.7': 'error' }],
  ['frontend', 'http-request redirect location / ignore-empty', { '1.7': 'error', '2.5': 'fine' }],
  ['frontend', 'http-request redirect drop-query', { '1.7': 'error' }],
  ['frontend', 'http-request replace-path ( x', { '1.7': 'error' }],
  ['frontend', 'http-request return status 199', { '1.7': 'error' }],
  ['frontend', 'http-request sc-inc-gpc0(3)', { '1.7': 'fine', '2.3': 'error' }],
  ['frontend', 'http-request sc-inc-gpc0()', { '1.7': 'fine' }],
  ['frontend', 'http-request sc-inc-gpc(0)', { '1.7': 'error' }],
  ['frontend', 'http-request sc-set-gpt0(0) hdr(a) if TRUE', { '1.7': 'error', '2.5': 'fine' }],
  ['frontend', 'http-request sc-set-gpt0(0) x', { '1.7': 'error' }],
  ['frontend', 'http-request set-log-level loud', { '1.7': 'error' }],
  ['frontend', 'http-request set-mark zz', { '1.7': 'error' }],
  ['frontend', 'http-request set-mark int(1)', { '1.7': 'error', '3.0': 'fine' }],
  ['frontend', 'http-request set-src src ipmask(24)', { '1.7': 'error' }],
  ['frontend', 'http-request set-src hdr(x)', { '1.7': 'fine' }],
  ['frontend', 'http-request set-priority-class int(1),add(1) if TRUE', { '1.7': 'error', '1.9': 'fine' }],
  ['frontend', 'http-request set-timeout server 5s', { '1.7': 'error' }],
  ['backend', 'http-request set-timeout server 5s', { '1.7': 'error', '2.4': 'fine' }],
  ['backend', 'http-request set-timeout server 0', { '1.7': 'error' }],
  ['backend', 'http-request set-timeout client 5s', { '1.7': 'error' }],
  ['backend', 'http-request set-timeout queue 5s', { '1.7': 'error', '3.4': 'fine' }],
  ['frontend', 'http-request set-var(txn.a,ifset) str(x)', { '1.7': 'error', '2.6': 'fine' }],
  ['frontend', 'http-request set-var(txn.a,never) str(x)', { '1.7': 'error' }],
  ['frontend', 'http-request set-var txn.a str(x)', { '1.7': 'error' }],
  ['backend', 'http-request set-var(txn.a) be_id', { '1.7': 'error', '2.5': 'fine' }],
  ['frontend', 'http-request unset-var(txn.a) if TRUE', { '1.7': 'error', '2.0': 'fine' }],
  ['frontend', 'http-request silent-drop rst-ttl 0', { '1.7': 'error' }],
  ['frontend', 'http-request silent-drop rst-ttl 9', { '1.7': 'error', '2.7': 'fine' }],
  ['frontend', 'http-request strict-mode ON', { '1.7': 'error', '2.3': 'fine' }],
  ['frontend', 'http-request strict-mode maybe', { '1.7': 'error' }],
  ['frontend', 'http-request use-service nosuch', { '1.7': 'error' }],
  ['frontend', 'http-request wait-for-body at-least 10', { '1.7': 'error' }],
  ['frontend', 'http-request wait-for-body time 5s at-least 10', { '1.7': 'error', '2.4': 'fine' }],
  ['frontend', 'http-request pause rand(9) if TRUE', { '1.7': 'error', '3.3': 'fine' }],
  ['frontend', 'http-request pause 0', { '1.7': 'error' }],
  ['frontend', 'http-response set-status 99', { '1.7': 'error' }],
  ['frontend', 'http-response set-status 404 reason "Not here"', { '1.7': 'error', '1.8': 'fine' }],
  ['frontend', 'http-response set-nice abc', { '1.7': 'fine' }],
  ['frontend', 'http-request normalize-uri fragment-strip strict', { '1.7': 'error' }],
  ['frontend', 'tcp-request connection expect-proxy layer5', { '1.7': 'error' }],
  ['frontend', 'tcp-request content expect-proxy layer4', { '1.7': 'error' }],
  ['backend', 'tcp-request connection accept', { '1.7': 'error' }],
  ['frontend', 'tcp-request content capture path', { '1.7': 'error' }],
  ['frontend', 'tcp-request content switch-mode http proto h9', { '1.7': 'error' }],
  ['frontend', 'tcp-request session set-var(sess.a) path', { '1.7': 'error' }],
  ['frontend', 'tcp-request content accept when TRUE', { '1.7': 'error' }],
  ['backend', 'tcp-response content close if TRUE', { '1.7': 'fine' }],
  ['frontend', 'tcp-response content close', { '1.7': 'error' }],
  ['frontend', 'http-after-response set-header X-A 1', { '1.7': 'error', '2.3': 'fine' }],
  ['frontend', 'http-after-response deny', { '1.7': 'error' }],
  ['backend', 'http-check set-var(check.a) int(1)', { '1.7': 'error', '2.3': 'fine' }],
  ['backend', 'http-check set-var(chk.a) int(1)', { '1.7': 'error' }],
  ['frontend', 'http-request set-var-fmt(txn.a)', { '2.5': 'fine', '3.4': 'fine' }],
  ['frontend', 'tcp-request connection sc-set-gpt0(0) src_port', { '2.1': 'error', '2.8': 'error', '3.0': 'fine' }],
  ['frontend', 'http-request use-service lua.answer', { '1.8': 'fine', '3.4': 'fine' }],
];

describe('actions of rules', () => {
  for (const [section, line, verdicts] of cases) {
    it(`${section}: ${line}`, () => {
      const releases = Object.keys(verdicts);
      expect(Object.fromEntries(releases.map((release) => [release, verdict(section, line, release)]))).toEqual(verdicts);
    });
  }
});

describe('counters of sessions', () => {
  const tracked = (counters: string, rule: string) =>
    check(`global\n    tune.stick-counters ${counters}\n\nfrontend fe\n    mode http\n    bind :8080\n    stick-table type ip size 1k\n    ${rule}\n`, { language: 'haproxy', target: '3.0' })
      .filter(({ severity, line }) => severity === 'error' && line === 8)
      .map(({ message }) => message);

  it('are as many as the global section says', () => {
    expect(tracked('6', 'http-request track-sc5 src')).toEqual([]);
    expect(tracked('6', 'http-request track-sc6 src')).toEqual(['counter 6 does not exist: 5 is the last one']);
    expect(tracked('6', 'http-request sc-inc-gpc0(5)')).toEqual([]);
  });

  it('are three otherwise', () => {
    expect(tracked('3', 'http-request track-sc3 src')).toEqual(['counter 3 does not exist: 2 is the last one']);
  });
});
