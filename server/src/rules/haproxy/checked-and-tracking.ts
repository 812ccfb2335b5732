// A server that is checked and takes its state from another one too; upstream: _srv_parse_finalize().
import { text } from '../../core/text';
import { proxyOf } from '../../haproxy/proxies';
import { backendKinds, type HaproxyRule } from '../../haproxy/rule';
import { isOn, lastOf, placeOf, serversOf } from '../../haproxy/servers';

export const checkedAndTracking: HaproxyRule = {
  id: 'checked-and-tracking',
  severity: 'error',
  origin: 'daemon',
  summary: 'A server both has health checks and tracks another server.',
  kinds: backendKinds,
  effective: ['server/track'],
  checkPart(model, section, report) {
    const proxy = proxyOf(model, section);
    if (!proxy?.backend) return;
    for (const server of serversOf(model, proxy)) {
      const track = lastOf(server.settings, 'track');
      if (!track || server.open) continue;
      const state = lastOf(server.settings, 'init-state');
      if (isOn(server.settings, 'check')) report(server.line, placeOf(server, track), text('`check` and `track` exclude each other: a server that tracks takes its state from the other one'));
      else if (state && state.args[0]?.text !== 'none') report(server.line, placeOf(server, track), text('`init-state` and `track` exclude each other'));
    }
  },
};
