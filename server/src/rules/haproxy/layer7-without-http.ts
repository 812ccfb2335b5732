// Observing HTTP errors where there is no HTTP; upstream: srv_parse_observe(), which prints an alert and goes on.
import { text } from '../../core/text';
import { modeOf, proxyOf } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';
import { lastOf, placeOf, serversOf } from '../../haproxy/servers';

export const layer7WithoutHttp: HaproxyRule = {
  id: 'layer7-without-http',
  severity: 'warning',
  origin: 'advice',
  summary: '`observe layer7` in a proxy that is not in mode http.',
  checkPart(model, section, report) {
    const proxy = proxyOf(model, section);
    const mode = proxy && modeOf(model, proxy);
    if (!proxy?.backend || mode === undefined || mode === 'http') return;
    for (const server of serversOf(model, proxy)) {
      const observe = lastOf(server.settings, 'observe');
      if (observe?.args[0]?.text === 'layer7' && !server.open) report(server.line, placeOf(server, observe), text('`observe layer7` is ignored: {0} `{1}` is in mode {2}', proxy.kind, proxy.name, mode));
    }
  },
};
