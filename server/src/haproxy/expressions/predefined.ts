// ACLs that need no declaration; upstream: default_acl_list of acl.c.

/** By name: the release that began to have it, and the fetch that it asks. */
export const predefinedAcls: Readonly<Record<string, { readonly since: string; readonly fetch: string }>> = {
  TRUE: { since: '1.5', fetch: 'always_true' },
  FALSE: { since: '1.5', fetch: 'always_false' },
  LOCALHOST: { since: '1.5', fetch: 'src' },
  HTTP: { since: '1.5', fetch: 'req.proto_http' },
  'HTTP_1.0': { since: '1.5', fetch: 'req.ver' },
  'HTTP_1.1': { since: '1.5', fetch: 'req.ver' },
  'HTTP_2.0': { since: '2.4', fetch: 'req.ver' },
  'HTTP_3.0': { since: '2.9', fetch: 'req.ver' },
  METH_CONNECT: { since: '1.5', fetch: 'method' },
  METH_DELETE: { since: '1.7', fetch: 'method' },
  METH_GET: { since: '1.5', fetch: 'method' },
  METH_HEAD: { since: '1.5', fetch: 'method' },
  METH_OPTIONS: { since: '1.5', fetch: 'method' },
  METH_POST: { since: '1.5', fetch: 'method' },
  METH_PUT: { since: '1.7', fetch: 'method' },
  METH_TRACE: { since: '1.5', fetch: 'method' },
  HTTP_URL_ABS: { since: '1.5', fetch: 'url' },
  HTTP_URL_SLASH: { since: '1.5', fetch: 'url' },
  HTTP_URL_STAR: { since: '1.5', fetch: 'url' },
  HTTP_CONTENT: { since: '1.5', fetch: 'req.hdr_val' },
  REQ_CONTENT: { since: '1.5', fetch: 'req.len' },
  RDP_COOKIE: { since: '1.5', fetch: 'req.rdp_cookie_cnt' },
  WAIT_END: { since: '1.5', fetch: 'wait_end' },
};
