import { describe, expect, it } from 'vitest';
import { hoverText, signatureText } from '../../support/features';

describe('hover in haproxy.cfg', () => {
  it.each([
    ['defaults\n    ti█meout client 5s\n', 'timeout client <timeout>'],
    ['defaults\n    timeout cli█ent 5s\n', 'timeout client <timeout>'],
    ['defaults\n    timeout client 1800█s\n', '30 minutes'],
    ['defaults\n    timeout client 90█m\n', '1 hour 30 minutes'],
    ['defaults\n    timeout client 3█0\n', '30 milliseconds'],
    ['backend b\n    stick-table type ip size 1█m\n', '1 MiB'],
    ['back█end b\n    mode tcp\n', 'backend <name>'],
    ['defaults\n    mode tcp\nback█end b\n    balance source\n', '- `mode tcp` (defaults, line 2)'],
    ['frontend f\n    use_backend x█\nbackend x\n    mode tcp\n', 'backend `x` · line 3 · used once'],
    ['frontend f\n    use_backend x█\nbackend x\n    mode tcp\n', 'backend x\n    mode tcp'],
    ['backend x█\n', 'not used in this file'],
    ['frontend f\n    use_backend no█ne\n', 'not defined in this file'],
    ['backend b\n    no option httpch█k\n', 'option httpchk'],
    ['backend b\n    balance ur█i\n', '`uri` of `balance`'],
    ['defaults\n    timeout client "$TIME█OUT"\n', 'the value of a variable'],
    ['defaults\n    clitimeout█ 5s\n', 'removed in 2.1'],
    ['backend b\n    http-check conn█ect ssl\n', 'http-check'],
    ['frontend f\n    use_backend x if { path_b█eg /a }\n', 'path_beg = path with `-m beg`'],
    ['backend b\n    stick on src,ipma█sk(24)\n', 'ipmask(<msk4>[,<msk6>]) addr → ipv4'],
    ['frontend f\n    log-format %c█i\n', '%ci'],
    ['backend b\n    opt█ion\n', ''],
  ])('%j says %s', (fixture, wanted) => expect(hoverText(fixture)).toContain(wanted));

  it.each(['defaults\n    mode tcp # a com█ment\n', 'defaults\n█\n    mode tcp\n', 'foo█bar baz\n', '# █\n', '█'])('%j says nothing', (fixture) => expect(hoverText(fixture)).toBe(''));

  it('tells the life span and links to the manual of the target', () => {
    expect(hoverText('backend b\n    http-check con█nect\n', 'haproxy', '2.8')).toContain('https://docs.haproxy.org/2.8/configuration.html');
    expect(hoverText('res█olvers r\n')).toContain('since 1.6');
    expect(hoverText('pro█gram p\n', 'haproxy', '3.2')).toContain('since 2.0 · deprecated since 3.1 · removed in 3.3');
  });
});

describe('signature help in haproxy.cfg', () => {
  it.each([
    ['defaults\n    timeout client █\n', 'timeout client *<timeout>*'],
    ['backend b\n    option httpchk █\n', 'option httpchk [*<uri>*'],
    ['frontend f\n    use_backend █\n', 'use_backend *<backend>* [<condition>]'],
    ['frontend f\n    use_backend b █\n', 'use_backend <backend> [*<condition>*]'],
    ['backend b\n    stick-table █\n', 'stick-table [*type*'],
    ['backend b\n    stick-table type █\n', '[type {*integer*|ip'],
    ['backend b\n    stick-table type ip size █\n', '[size *<entries>*]'],
    ['backend b\n    stick-table type ip size 1m expire █\n', '[expire *<time>*]'],
    ['backend b\n    http-check send meth █\n', '[meth *<method>*]'],
    ['backend b\n    http-check send meth GET uri /x hdr a █\n', '[hdr <name> *<value>*]'],
    ['frontend f from █\n', 'frontend <name> [from *<parent>*]'],
    ['frontend █\n', 'frontend *<name>*'],
    ['backend b\n    balance uri len █\n', '[len *<characters>*]'],
    ['backend b\n    compression █\n', 'compression {*algo*'],
    ['backend b\n    errorfiles █\n', 'errorfiles *<section>*'],
  ])('%j shows %s', (fixture, wanted) => expect(signatureText(fixture)).toContain(wanted));

  it.each(['█', 'defaults\n    timeout█\n', 'defaults\n    foobar █\n', 'defaults\n    mode tcp # █\n'])('%j shows nothing', (fixture) => expect(signatureText(fixture)).toBe(''));
});
