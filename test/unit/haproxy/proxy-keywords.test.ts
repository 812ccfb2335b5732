// Arguments of the keywords of proxies, release by release: lines that are taken and lines that are refused.
import { describe, expect, it } from 'vitest';
import { check } from '../../../server/src/index';

/** Findings about other lines that a line lacks. */
const elsewhere = new Set(['ignored-check-rules', 'log-format-without-log']);

/** What a line inside a section gets. */
function verdict(section: string, line: string, target: string): string {
  const head = 'defaults\n    mode http\n    timeout connect 5s\n    timeout client 30s\n    timeout server 30s\n\nfrontend fe\n    bind :8080\n    default_backend be\n\nbackend be\n';
  const text = section === 'backend' ? `${head}    ${line}\n` : section === 'frontend' ? head.replace('    bind :8080\n', `    bind :8080\n    ${line}\n`) : head.replace('    mode http\n', `    mode http\n    ${line}\n`);
  const at = text.split('\n').findIndex((one) => one.trim() === line) + 1;
  const said = check(text, { language: 'haproxy', target }).filter((problem) => problem.origin !== 'advice' && problem.line === at && !elsewhere.has(problem.rule));
  return said.some(({ severity }) => severity === 'error') ? 'error' : said.length > 0 ? 'warning' : 'fine';
}

/** section, line, then releases with what they say; each holds until the next one that is named. */
const cases: readonly (readonly [string, string, Readonly<Record<string, string>>])[] = [
  ['frontend', 'maxconn 100 200', { '1.5': 'fine', '1.6': 'error', '3.4': 'error' }],
  ['frontend', 'maxconn 10x', { '1.5': 'fine', '3.4': 'fine' }],
  ['backend', 'maxconn 100', { '1.5': 'warning', '3.4': 'warning' }],
  ['frontend', 'option clitcpka', { '1.5': 'fine', '3.4': 'fine' }],
  ['backend', 'option clitcpka', { '1.5': 'warning', '3.1': 'warning', '3.2': 'error' }],
  ['backend', 'option redispatch 3', { '1.5': 'fine', '3.4': 'fine' }],
  ['frontend', 'option tcplog clf', { '1.5': 'fine', '2.4': 'error', '3.1': 'fine' }],
  ['frontend', 'option forwardfor except 10.0.0.0/33', { '1.5': 'error', '3.4': 'error' }],
  ['frontend', 'option forwardfor except 2001:db8::/32', { '2.3': 'error', '2.4': 'fine' }],
  ['backend', 'option mysql-check user haproxy pre-41', { '2.1': 'error', '2.2': 'fine' }],
  ['backend', 'option pgsql-check', { '2.1': 'fine', '2.2': 'error' }],
  ['backend', 'timeout server 30d', { '1.9': 'fine', '2.0': 'error' }],
  ['backend', 'timeout server', { '1.5': 'error', '3.4': 'error' }],
  ['backend', 'timeout server 50', { '3.0': 'fine', '3.1': 'warning' }],
  ['backend', 'timeout server 30s 40s', { '1.5': 'error', '3.4': 'error' }],
  ['backend', 'contimeout 5s', { '1.5': 'warning', '2.0': 'warning', '2.1': 'error' }],
  ['backend', 'balance random', { '1.8': 'error', '1.9': 'fine' }],
  ['backend', 'balance random(3)', { '1.9': 'error', '2.0': 'fine' }],
  ['backend', 'balance random(0)', { '2.0': 'error', '3.4': 'error' }],
  ['backend', 'balance hdr(Host) use_domain', { '1.5': 'error', '3.4': 'error' }],
  ['backend', 'balance uri depth 0', { '1.5': 'error', '3.4': 'error' }],
  ['backend', 'balance', { '1.5': 'fine', '3.4': 'fine' }],
  ['backend', 'balance sticky', { '2.8': 'error', '2.9': 'warning' }],
  ['backend', 'hash-type consistent crc32 avalanche', { '1.5': 'error', '1.6': 'fine' }],
  ['backend', 'hash-balance-factor 100', { '1.7': 'error', '3.4': 'error' }],
  ['backend', 'hash-balance-factor 0', { '1.7': 'fine', '3.4': 'fine' }],
  ['backend', 'cookie SRV insert attr SameSite=Lax', { '2.1': 'error', '2.2': 'fine' }],
  ['backend', 'cookie SRV insert domain local', { '1.5': 'warning', '3.4': 'warning' }],
  ['backend', 'cookie SRV insert domain www.site.example', { '2.0': 'warning', '2.1': 'fine' }],
  ['backend', 'stick-table type ip size 1m store conn_rate(10s),gpc0', { '1.5': 'fine', '3.4': 'fine' }],
  ['backend', 'stick-table type ip size 1m store conn_rate', { '1.5': 'error', '3.4': 'error' }],
  ['backend', 'stick-table type ip size 1m store gpc(2),gpc0', { '2.4': 'error', '2.5': 'error' }],
  ['backend', 'stick-table type ip size 1m store gpc(2),gpc_rate(2,10s)', { '2.4': 'error', '2.5': 'fine' }],
  ['backend', 'stick-table type ip size 1m store gpc(101)', { '3.4': 'error' }],
  ['backend', 'stick-table type ip size 1m store gpc0,gpc0', { '3.4': 'warning' }],
  ['backend', 'stick-table type string len 5x size 10k', { '2.6': 'fine', '2.8': 'error' }],
  ['frontend', 'stick on src', { '1.5': 'warning', '3.4': 'warning' }],
  ['backend', 'http-check expect status 200-299,404', { '2.2': 'fine', '3.4': 'fine' }],
  ['backend', 'http-check expect ! rstatus ^5', { '1.5': 'fine', '2.2': 'fine', '3.4': 'fine' }],
  ['backend', 'http-check expect status 300-200', { '2.1': 'fine', '2.2': 'error' }],
  ['backend', 'http-check expect hdr name x-ok value -m beg yes', { '2.1': 'error', '2.2': 'fine' }],
  ['backend', 'http-check expect min-recv 4', { '2.2': 'error', '3.4': 'error' }],
  ['backend', 'http-check expect string a string b', { '2.1': 'fine', '2.2': 'error' }],
  ['backend', 'tcp-check expect binary 5a5', { '1.5': 'error', '3.4': 'error' }],
  ['backend', 'http-check send meth GET uri /health', { '2.1': 'error', '2.2': 'fine' }],
  ['backend', 'http-check send-state now', { '1.5': 'fine', '1.6': 'error' }],
  ['frontend', 'errorfile 410 /etc/pages/410.http', { '2.1': 'warning', '2.2': 'fine' }],
  ['frontend', 'errorfile 418 /etc/pages/418.http', { '2.1': 'warning', '2.2': 'error' }],
  ['frontend', 'redirect code 302 location /there', { '1.5': 'fine', '3.4': 'fine' }],
  ['frontend', 'redirect code 300 location /there', { '1.5': 'error', '3.4': 'error' }],
  ['frontend', 'redirect code 302', { '1.5': 'error', '3.4': 'error' }],
  ['frontend', 'redirect prefix / ignore-empty', { '2.4': 'error', '2.5': 'fine' }],
  ['backend', 'retry-on none 503', { '2.0': 'error', '3.4': 'error' }],
  ['backend', 'retry-on conn-failure 429', { '3.0': 'error', '3.2': 'fine' }],
  ['frontend', 'log 127.0.0.1 local0 notice err', { '1.5': 'fine', '3.4': 'fine' }],
  ['frontend', 'log 127.0.0.1 len 20 local0', { '1.5': 'error', '3.4': 'error' }],
  ['frontend', 'log 127.0.0.1 format iso local0', { '2.2': 'error', '2.3': 'fine' }],
  ['frontend', 'log 127.0.0.1 sample 1-2,2:4 local0', { '2.0': 'error', '3.4': 'error' }],
  ['frontend', 'no log', { '1.5': 'fine', '3.4': 'fine' }],
  ['frontend', 'use_backend be mistake', { '1.7': 'fine', '1.8': 'error' }],
  ['frontend', 'capture request header Host len 40', { '1.5': 'fine', '3.4': 'fine' }],
  ['frontend', 'capture request header Host 40', { '1.5': 'error', '3.4': 'error' }],
  ['frontend', 'declare capture request len 0', { '1.6': 'error', '3.4': 'error' }],
  ['frontend', 'filter bwlim-out down limit 10m', { '2.7': 'error', '3.4': 'error' }],
  ['frontend', 'reqrep ^Host:\\ a Host:\\ b', { '1.5': 'fine', '2.0': 'warning', '2.1': 'error' }],
  ['defaults', 'http-reuse sometimes', { '1.6': 'error', '3.4': 'error' }],
];

describe('arguments of keywords of proxies', () => {
  for (const [section, line, releases] of cases) {
    for (const [release, wanted] of Object.entries(releases)) it(`${section}: ${line} in ${release} is ${wanted}`, () => expect(verdict(section, line, release)).toBe(wanted));
  }
});
