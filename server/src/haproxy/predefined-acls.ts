// The ACLs that every release brings along.

/** ACLs that need no declaration, and the release that began to have them (default_acl_list in acl.c). */
export const predefinedAcls: Readonly<Record<string, string>> = {
  TRUE: '1.5',
  FALSE: '1.5',
  LOCALHOST: '1.5',
  HTTP: '1.5',
  'HTTP_1.0': '1.5',
  'HTTP_1.1': '1.5',
  'HTTP_2.0': '2.4',
  'HTTP_3.0': '2.9',
  METH_CONNECT: '1.5',
  METH_DELETE: '1.8',
  METH_GET: '1.5',
  METH_HEAD: '1.5',
  METH_OPTIONS: '1.5',
  METH_POST: '1.5',
  METH_PUT: '1.8',
  METH_TRACE: '1.5',
  HTTP_URL_ABS: '1.5',
  HTTP_URL_SLASH: '1.5',
  HTTP_URL_STAR: '1.5',
  HTTP_CONTENT: '1.5',
  REQ_CONTENT: '1.5',
  RDP_COOKIE: '1.5',
  WAIT_END: '1.5',
};
