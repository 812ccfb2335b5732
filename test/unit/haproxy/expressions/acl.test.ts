import { describe, expect, it } from 'vitest';
import { mentions, problems } from './bind';

const acl = (line: string, version?: string) => problems('<name:acl-name> <body:acl>', `x ${line}`, version ? { version } : {});

describe('ACLs', () => {
  it('takes criteria with flags and values', () => {
    expect(acl('src 192.0.2.0/24 2001:db8::/32')).toEqual([]);
    expect(acl('hdr_beg(host) -i www. static.')).toEqual([]);
    expect(acl('req.hdr(host),lower -m end .example')).toEqual([]);
    expect(acl('dst_port 80 8000:8100 9000-')).toEqual([]);
    expect(acl('req.hdr_cnt(x) gt 2 le 10')).toEqual([]);
    expect(acl('path -m reg -i ^/a(b|c)$')).toEqual([]);
    expect(acl('method GET HEAD')).toEqual([]);
    expect(acl('req.ssl_ver 3.0-3.3')).toEqual([]);
    expect(acl('src -f /etc/haproxy/office.lst')).toEqual([]);
    expect(acl('path -- -x')).toEqual([]);
    expect(acl('ssl_fc')).toEqual([]);
  });

  it('warns where nothing is compared', () => {
    expect(acl('src')).toEqual(['warning [src] `src` is compared with nothing: it never matches']);
    expect(acl('src -m found')).toEqual([]);
    expect(acl('src --')).toEqual([]);
  });

  it('checks flags', () => {
    expect(acl('path -x a')).toEqual(['error [-x] `-x` is no flag of ACLs: write `--` before values that begin with `-`']);
    expect(acl('path -m like a')[0]).toMatch(/^error \[like\] `like` is no matching method/);
    expect(acl('path -m')[0]).toMatch(/^error \[-m\] `-m` needs a method/);
    expect(acl('path -u x a')).toEqual(['error [x] the id behind `-u` is a whole number, not `x`']);
    expect(acl('path -f')).toEqual(['error [-f] the name of a file is missing behind `-f`']);
    expect(acl('ssl_fc -m ip 192.0.2.1')).toEqual(['error [ip] `ssl_fc` cannot be matched with `-m ip`']);
    expect(acl('path -m beg -m end a', '3.2')).toEqual([]);
    expect(acl('path -m beg -m end a', '3.3')).toEqual(['error [-m] `-m` may be given only once since 3.3: the last one counted']);
    expect(acl('path_beg -m end a', '3.3')).toEqual(['warning [path_beg] `-m` replaces the method that `path_beg` stands for']);
  });

  it('asks for a method where the type has none', () => {
    expect(acl('payload(0,4) 414243')).toEqual([]);
    expect(acl('ssl_c_der 414243')).toEqual(['error [ssl_c_der] `ssl_c_der` has no matching method of its own: choose one with `-m`']);
    expect(acl('ssl_c_der -m bin 41424')).toEqual(['error [41424] `41424` is not hexadecimal: the number of digits is odd']);
  });

  it('checks values by type', () => {
    expect(acl('src 192.0.2.999')).toEqual(['error [192.0.2.999] `192.0.2.999` is no IP address']);
    expect(acl('src 192.0.2.0/40')).toEqual(['error [192.0.2.0/40] `40` is no mask of `192.0.2.0`']);
    expect(acl('src www.example.com')).toEqual([]);
    expect(acl('src -n www.example.com')).toEqual(['error [www.example.com] `www.example.com` is no IP address']);
    expect(acl('dst_port http')).toEqual(['error [http] `http` is not an integer']);
    expect(acl('dst_port 90:80')).toEqual(['error [90:80] `90:80` is an empty range: 90 is more than 80']);
    expect(acl('dst_port gt x')).toEqual(['error [x] `x` is neither a number nor an operator']);
    expect(acl('path_reg a(b')).toEqual(['error [a(b] `)` is missing']);
    expect(acl('path_reg *.png')).toEqual(['error [*.png] nothing stands before `*`']);
    expect(acl('path_reg [a-z]+\\*(?:x|y)?$')).toEqual([]);
  });

  it('leaves values of unknown variables alone', () => {
    expect(acl('src ?office')).toEqual([]);
    expect(acl('src')).toHaveLength(1);
  });

  it('checks the name that it declares', () => {
    expect(problems('<name:acl-name> <body:acl>', 'a/b ssl_fc')).toEqual(['error [/] `/` may not stand in the name of an ACL']);
    expect(problems('<name:acl-name> <body:acl>', 'OR ssl_fc', { version: '2.2' })).toHaveLength(1);
    expect(problems('<name:acl-name> <body:acl>', 'OR ssl_fc', { version: '2.0' })).toEqual([]);
    expect(mentions('<name:acl-name> <body:acl>', 'a ssl_fc')).toEqual(['def acl a']);
  });
});

describe('conditions', () => {
  const condition = (line: string, version?: string) => problems('[<c:condition>]', line, version ? { version } : {});

  it('takes terms, alternatives and anonymous ACLs', () => {
    expect(condition('if a !b or ! c || d')).toEqual([]);
    expect(condition('unless { src 192.0.2.1 } !{ path_beg /a }')).toEqual([]);
    expect(condition('if')).toEqual([]);
    expect(mentions('[<c:condition>]', 'if a !b or ?c { ssl_fc }')).toEqual(['ref acl a', 'ref acl b']);
  });

  it('starts with if or unless', () => {
    expect(condition('when a')).toEqual(['error [when a] unexpected `when`']);
  });

  it('needs braces that stand alone', () => {
    expect(condition('if { src 192.0.2.1')).toEqual(['error [{] `}` is missing: it stands alone, with a blank before it']);
    expect(condition('if { src 192.0.2.1}')).toEqual(['error [{] `}` is missing: it stands alone, with a blank before it']);
    expect(condition('if { }')).toEqual(['error [{] a sample fetch is missing']);
  });

  it('reads a condition without its first word', () => {
    expect(mentions('<c:bare-condition>', 'a or b')).toEqual(['ref acl a', 'ref acl b']);
  });
});
