// Makes large HAProxy files that haproxy 2.6 accepts without a warning: many frontends, rules and backends, as in a shared load balancer.

/** A file of at least `lines` lines. The same number gives the same text. */
export function largeHaproxyFile(lines) {
  const out = [
    'global',
    '    log stdout format raw local0',
    '    maxconn 20000',
    '',
    'defaults',
    '    mode http',
    '    log global',
    '    option httplog',
    '    option dontlognull',
    '    option redispatch',
    '    retries 3',
    '    timeout connect 5s',
    '    timeout client 30s',
    '    timeout server 30s',
    '    timeout check 5s',
    '',
  ];
  for (let i = 0; out.length < lines; i++) {
    const port = 10000 + (i % 50000);
    out.push(
      `frontend site-${i}`,
      `    bind 127.0.0.1:${port}`,
      `    acl is_api-${i} path_beg /api/${i}`,
      `    acl internal src 10.${i % 256}.0.0/16 192.168.0.0/16`,
      `    acl host-${i} hdr(host) -i site-${i}.example.org www.site-${i}.example.org`,
      '    http-request set-header X-Forwarded-Proto https if { ssl_fc }',
      `    http-request deny deny_status 403 if is_api-${i} !internal`,
      `    http-request set-var(txn.site) str(site-${i}),lower`,
      '    http-response set-header Strict-Transport-Security "max-age=31536000"',
      `    use_backend api-${i} if is_api-${i} host-${i}`,
      `    default_backend pool-${i}`,
      '',
      `# servers of site ${i}`,
      `backend pool-${i}`,
      '    balance leastconn',
      '    option httpchk GET /alive',
      '    http-check expect status 200',
      '    cookie SRV insert indirect nocache',
      `    server a-${i} 10.${i % 256}.1.1:8080 check inter 3s fall 3 rise 2 cookie a weight 10`,
      `    server b-${i} 10.${i % 256}.1.2:8080 check inter 3s fall 3 rise 2 cookie b weight 10`,
      `    server c-${i} 10.${i % 256}.1.3:8080 check inter 3s fall 3 rise 2 cookie c weight 5 backup`,
      '',
      `backend api-${i}`,
      '    balance roundrobin',
      '    stick-table type ip size 100k expire 30m store http_req_rate(10s)',
      '    http-request track-sc0 src',
      '    http-request deny if { sc_http_req_rate(0) gt 100 }',
      `    server api1-${i} 10.${i % 256}.2.1:9000 check`,
      `    server api2-${i} 10.${i % 256}.2.2:9000 check`,
      '',
    );
  }
  return `${out.join('\n')}\n`;
}
