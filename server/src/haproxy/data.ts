// The data files of HAProxy, gathered.

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
import type { KeywordFile } from '../core/knowledge';

export const haproxyData: readonly KeywordFile[] = [
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
