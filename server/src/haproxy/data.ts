// The data files of HAProxy, gathered.

import traits from '../../data/editing/haproxy.json';
import acls from '../../data/haproxy/acls.json';
import actionHttpAfterResponse from '../../data/haproxy/action-http-after-response.json';
import actionHttpCheck from '../../data/haproxy/action-http-check.json';
import actionHttpRequest from '../../data/haproxy/action-http-request.json';
import actionHttpResponse from '../../data/haproxy/action-http-response.json';
import actionQuicInitial from '../../data/haproxy/action-quic-initial.json';
import actionTcpCheck from '../../data/haproxy/action-tcp-check.json';
import actionTcpRequestConnection from '../../data/haproxy/action-tcp-request-connection.json';
import actionTcpRequestContent from '../../data/haproxy/action-tcp-request-content.json';
import actionTcpRequestSession from '../../data/haproxy/action-tcp-request-session.json';
import actionTcpResponseContent from '../../data/haproxy/action-tcp-response-content.json';
import bind from '../../data/haproxy/bind.json';
import converters from '../../data/haproxy/converters.json';
import directives from '../../data/haproxy/directives.json';
import filter from '../../data/haproxy/filter.json';
import global from '../../data/haproxy/global.json';
import healthChecks from '../../data/haproxy/health-checks.json';
import logFormat from '../../data/haproxy/log-format.json';
import proxy from '../../data/haproxy/proxy.json';
import samples from '../../data/haproxy/samples.json';
import sectionHeaders from '../../data/haproxy/section-headers.json';
import sections from '../../data/haproxy/sections.json';
import server from '../../data/haproxy/server.json';
import stickData from '../../data/haproxy/stick-data.json';
import type { KeywordEntry, KeywordFile } from '../core/knowledge';

const files: readonly KeywordFile[] = [
  acls,
  actionHttpAfterResponse,
  actionHttpCheck,
  actionHttpRequest,
  actionHttpResponse,
  actionQuicInitial,
  actionTcpCheck,
  actionTcpRequestConnection,
  actionTcpRequestContent,
  actionTcpRequestSession,
  actionTcpResponseContent,
  bind,
  converters,
  directives,
  filter,
  global,
  healthChecks,
  logFormat,
  proxy,
  samples,
  sectionHeaders,
  sections,
  server,
  stickData,
];

type BySet<T> = Readonly<Record<string, T | undefined>>;
const repeated: BySet<readonly string[]> = traits.repeat;
const defaults: BySet<Readonly<Record<string, string>>> = traits.default;
const httpOnly: BySet<readonly string[]> = traits.http;

/** Adds what the editor wants to know of many keywords at once: that lines of one add up, what holds without it, that it has no effect in another mode. */
function withTraits(file: KeywordFile): KeywordFile {
  if (!repeated[file.set] && !httpOnly[file.set] && !defaults[file.set]) return file;
  let entries: readonly KeywordEntry[] | undefined;
  return {
    set: file.set,
    get entries() {
      return (entries ??= traited(file));
    },
  };
}

function traited(file: KeywordFile): readonly KeywordEntry[] {
  const again = new Set(repeated[file.set]);
  const http = new Set(httpOnly[file.set]);
  const values = new Map(Object.entries(defaults[file.set] ?? {}));
  return file.entries.map((entry) => {
    const value = values.get(entry.name);
    const more = { ...(again.has(entry.name) ? { repeat: true } : {}), ...(http.has(entry.name) && !entry.modes ? { modes: ['http'] } : {}), ...(value === undefined || entry.default !== undefined ? {} : { default: value }) };
    // Not copied field by field: texts of explanation are only read when they are shown.
    return Object.keys(more).length === 0 ? entry : Object.create(entry, Object.getOwnPropertyDescriptors(more));
  });
}

export const haproxyData: readonly KeywordFile[] = files.map(withTraits);
