import { describe, expect, it } from 'vitest';
import { mentions, problems } from './bind';

const sample = (line: string, version?: string) => problems('<x:sample>', line, version ? { version } : {});

describe('sample expressions', () => {
  it('takes fetches with converters in the same word and in words of their own', () => {
    expect(sample('req.hdr(host),lower')).toEqual([]);
    expect(sample('req.hdr(host) lower field(1,:)')).toEqual([]);
    expect(sample('src,,,ipmask(24)')).toEqual([]);
    expect(sample('src')).toEqual([]);
    expect(sample('src()')).toEqual([]);
  });

  it('names what is not known, and what it may have meant', () => {
    expect(sample('req.hdrr(host)')).toEqual(['error [req.hdrr] unknown sample fetch `req.hdrr`: did you mean `req.hdr`?']);
    expect(sample('src,lowr')).toEqual(['error [lowr] unknown converter `lowr`: did you mean `lower`?']);
    expect(sample('bc_rtt', '2.4')).toEqual(['error [bc_rtt] sample fetch `bc_rtt` exists since 2.8; target is 2.4']);
    expect(sample('')).toEqual(['error [] `<x>` is missing']);
  });

  it('leaves names of scripts and unknown variables alone', () => {
    expect(sample('lua.mine(a,b),lower')).toEqual([]);
    expect(sample('?expr')).toEqual([]);
    expect(sample('?expr lower')).not.toHaveLength(2);
  });

  it('checks the number and the types of arguments', () => {
    expect(sample('src(a)')).toEqual(['error [a] `src`: takes no argument']);
    expect(sample('rand(x)')).toEqual(['error [x] `rand`: `x` is not a whole number']);
    expect(sample('rand(1,2)')).toEqual(['error [,2] `rand`: takes one argument only']);
    expect(sample('src,ipmask')).toEqual(['error [ipmask] `ipmask`: argument 1 is missing: an IPv4 mask']);
    expect(sample('src,ipmask(33)')).toEqual(['error [33] `ipmask`: `33` is not an IPv4 mask']);
    expect(sample('src,ipmask(24')).toEqual(['error [(24] `ipmask`: missing `)` after the arguments']);
    expect(sample('src,lower(x)')).toEqual(['error [x] `lower`: takes no argument']);
  });

  it('resolves quotes and escapes in arguments from 2.2 on', () => {
    expect(sample('path,regsub("(a,b)","")')).toEqual([]);
    expect(sample("path,regsub('\\(x\\)',y)")).toEqual([]);
    expect(sample('str(a\\,b)')).not.toEqual([]);
    expect(sample('path,regsub((a),b)', '2.0')).not.toEqual([]);
  });

  it('knows which converter follows which type', () => {
    expect(sample('src,ipmask(24),base64')).toEqual([]);
    expect(sample('ssl_fc,ipmask(24)')).toEqual(['error [ipmask] `ipmask` cannot convert a boolean: it takes an address']);
    expect(sample('ssl_fc,base64', '2.4')).toEqual(['error [base64] `base64` cannot convert a boolean: it takes binary data']);
    expect(sample('ssl_fc,base64', '2.6')).toEqual([]);
  });

  it('checks the values that converters look at', () => {
    expect(sample('path,json(ascii)')).toEqual([]);
    expect(sample('path,json(latin1)')).toEqual(['error [(latin1)] `json`: `latin1` is none of ascii, utf8, utf8s, utf8p, utf8ps']);
    expect(sample('path,digest(sha256)')).toEqual([]);
    expect(sample('path,digest(sha257)')).toEqual(['error [(sha257)] `digest`: `sha257` is no digest of OpenSSL']);
    expect(sample('int(4),add(txn.n)')).toEqual([]);
    expect(sample('int(4),add(n)')).toEqual(['error [(n)] `add`: `n` is neither a number nor a variable']);
    expect(sample('path,field(0,/)')).toEqual(['error [(0,/)] `field`: 0 is no index: the first is 1']);
    expect(sample('path,regsub([,x)')).toEqual(['error [([,x)] `regsub`: `]` is missing']);
    expect(sample('src,map_ip(/etc/haproxy/nets.map,x)')).toEqual([]);
    expect(sample('req.body,mqtt_field_value(connect,username)')).toEqual([]);
    expect(sample('req.body,mqtt_field_value(pingreq,username)')).toEqual(['error [(pingreq,username)] `mqtt_field_value`: `username` is no field of pingreq']);
  });

  it('records what the arguments refer to', () => {
    expect(mentions('<x:sample>', 'nbsrv(app)')).toEqual(['ref proxy app']);
    expect(mentions('<x:sample>', 'srv_is_up(app/s1)')).toEqual(['ref server app/s1']);
    expect(mentions('<x:sample>', 'src,table_conn_rate(clients)')).toEqual(['ref table clients']);
    expect(mentions('<x:sample>', 'src,map(/etc/haproxy/nets.map),concat(,txn.a)')).toEqual(['ref path /etc/haproxy/nets.map', 'ref var txn.a']);
  });

  it('tells fetches that have nothing to say where the line is evaluated', () => {
    const at = { keyword: 'use_backend' };
    expect(problems('<x:sample(feHttpRequest)>', 'status', at)).toEqual(['error [status] `status` is not available here']);
    expect(problems('<x:sample(feHttpResponse)>', 'status', at)).toEqual([]);
    expect(problems('<x:sample(ipv4)>', 'path_beg', at)).not.toEqual([]);
  });

  it('takes any text without throwing', () => {
    for (const line of ['(', ')', ',', 'a(', 'src,', 'src,,', 'src)', 'src,(', '"', 'src,ipmask("24', 'str(\\', '%[', 'src,ipmask(24))(', '\u{1f600}(\u{1f600})'])
      for (const version of ['1.5', '2.1', '2.2', '3.4']) expect(() => sample(line, version)).not.toThrow();
  });
});
