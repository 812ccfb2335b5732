import { describe, expect, it } from 'vitest';
import { completion, resolveCompletion } from '../../../server/src/features/completion';
import { complete, labels, open } from '../../support/features';

/** Positions in HAProxy files: what must be among the proposals, and what must not. */
const haproxy: readonly (readonly [string, readonly string[], (readonly string[])?])[] = [
  ['█', ['global', 'defaults', 'frontend', 'backend', 'listen', 'resolvers'], ['bind', 'timeout', 'crt-store']],
  ['glo█', ['global']],
  ['global\n    █', ['daemon', 'log', 'maxconn', 'frontend'], ['balance', 'use_backend']],
  ['defaults\n    █\n', ['mode', 'timeout', 'timeout client', 'option', 'option httplog', 'no'], ['use_backend', 'chroot', 'clitimeout']],
  ['defaults\n    timeout █\n', ['client', 'server', 'connect', 'check'], ['mode', 'timeout']],
  ['defaults\n    timeout cl█\n', ['client', 'client-fin']],
  ['defaults\n    time█ 5s\n', ['timeout', 'timeout client']],
  ['backend b\n    option █\n    server a 127.0.0.1:80\n', ['httpchk', 'forwardfor'], ['balance', 'httpclose-not']],
  ['backend b\n    no option █\n', ['httpchk', 'redispatch']],
  ['backend b\n    balance █\n', ['roundrobin', 'leastconn', 'source', 'uri'], ['hash', 'random2']],
  ['backend b\n    balance uri len 3 █\n', ['depth', 'whole', 'path-only'], ['len', 'roundrobin']],
  ['backend b\n    http-check █\n', ['connect', 'send', 'expect', 'disable-on-404']],
  ['backend b\n    http-check connect █\n', ['ssl', 'port', 'sni', 'alpn'], ['meth']],
  ['backend b\n    http-check send meth GET █\n', ['uri', 'hdr', 'body'], ['meth', 'ssl']],
  ['frontend f\n    use_backend █\nbackend x\nlisten y\nfrontend z\n', ['x', 'y'], ['z', 'f']],
  ['frontend f\n    default_backend x█\nbackend x1\nbackend x2\n', ['x1', 'x2'], ['f']],
  ['defaults base\n    mode tcp\nfrontend f from █\n', ['base']],
  ['http-errors own\n    errorfile 503 /dev/null\nbackend b\n    errorfiles █\n', ['own'], ['b']],
  ['backend b\n    stick-table type █\n', ['ip', 'ipv6', 'integer', 'string', 'binary'], ['size']],
  ['backend b\n    stick-table type ip █\n', ['size', 'expire', 'peers'], ['type']],
  ['backend b\n    compression algo gzip\n    compression █\n', ['algo', 'type', 'offload']],
  ['frontend f\n    mode tcp\n    fron█\n', ['frontend']],
  ['frontend f\n    use_backend x █\n', ['if', 'unless'], ['or']],
  ['frontend f\n    use_backend x if █\n', ['TRUE', 'METH_GET', '{'], ['or', '}']],
  ['frontend f\n    use_backend x if TRUE █\n', ['or', '||', 'LOCALHOST']],
  ['frontend f\n    use_backend x if !█\n', ['TRUE', '{'], ['or']],
  ['frontend f\n    use_backend x if { █\n', ['src', 'path_beg', 'hdr'], ['TRUE', '}']],
  ['frontend f\n    use_backend x if { src █\n', ['-m', '-f', 'ge', '}']],
  ['frontend f\n    use_backend x if { path -m █\n', ['beg', 'str', 'reg'], ['-i']],
  ['frontend f\n    use_backend x if { nbsrv(█\nbackend y\n', ['y'], ['f']],
  ['backend b\n    stick on src,█\n', ['ipmask', 'map'], ['src']],
  ['backend b\n    stick on src,ipmask(24),█\n', ['map_ip']],
  ['frontend f\n    log-format "%█\n', ['ci', 'ST', 'Tr']],
  ['frontend f\n    log-format "%[█\n', ['src']],
  ['frontend f\n    log-format "%{█\n', ['+Q', '+X']],
  ['global\n    daemon # com█\n', [], ['daemon']],
];

describe('completion in haproxy.cfg', () => {
  it.each(haproxy.map(([fixture, wanted, unwanted = []]) => ({ fixture, wanted, unwanted })))('$fixture', ({ fixture, wanted, unwanted }) => {
    const found = labels(fixture);
    expect(found).toEqual(expect.arrayContaining([...wanted]));
    expect(found.filter((label) => unwanted.includes(label))).toEqual([]);
  });

  it('follows the release', () => {
    expect(labels('backend b\n    http-check █\n', 'haproxy', '1.8')).not.toContain('connect');
    expect(labels('defaults\n    █\n', 'haproxy', '2.0')).toContain('clitimeout');
    expect(labels('█', 'haproxy', '3.0')).toContain('crt-store');
  });

  it('strikes deprecated keywords through, puts them last and names what replaces them', () => {
    const items = complete('defaults\n    █\n', 'haproxy', '2.0');
    const old = items.find((item) => item.label === 'clitimeout');
    expect(old).toMatchObject({ tags: [1], detail: '→ timeout client' });
    expect((old?.sortText ?? '') > (items.find((item) => item.label === 'timeout client')?.sortText ?? '')).toBe(true);
  });

  it('replaces the word under the cursor', () => {
    const { subject, offset } = open('defaults\n    ti█me client 5s\n');
    const item = completion(subject, offset, { insertReplace: true }).items.find((one) => one.label === 'timeout');
    expect(item?.textEdit).toMatchObject({ insert: { start: { character: 4 }, end: { character: 6 } }, replace: { start: { character: 4 }, end: { character: 8 } } });
  });

  it('opens sections with a body', () => {
    const item = complete('back█').find((one) => one.label === 'backend');
    expect(item).toMatchObject({ insertTextFormat: 2, textEdit: { newText: 'backend ${1:name}\n\tbalance ${2|roundrobin,leastconn,source|}\n\tserver ${3:node1} ${4:192.0.2.11:8080} check$0' } });
  });

  it('tells about a proposal when it is looked at', () => {
    const { subject, offset } = open('defaults\n    timeout █\n');
    const item = completion(subject, offset).items.find((one) => one.label === 'client');
    if (!item) throw new Error('no such proposal');
    expect(item.documentation).toBeUndefined();
    expect(JSON.stringify(resolveCompletion(subject, item).documentation)).toContain('timeout client <timeout>');
  });

  it('offers nothing twice', () => {
    for (const [fixture] of haproxy) {
      const found = labels(fixture);
      expect(new Set(found).size).toBe(found.length);
    }
  });
});
