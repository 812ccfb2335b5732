// Data in the first packet of a connection can be lost, so requests must be sent again; upstream: check_config_validity().
import { text } from '../../core/text';
import { checkedProxy, setting } from '../../haproxy/proxies';
import { backendKinds, type HaproxyRule } from '../../haproxy/rule';
import { isOn, lastOf, placeOf, serversOf } from '../../haproxy/servers';

const needed = ['conn-failure', 'empty-response', 'response-timeout'];

export const tfoWithoutRetry: HaproxyRule = {
  id: 'tfo-without-retry',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A server has `tfo`, but the backend does not send lost requests again.',
  releases: '2.0+',
  kinds: backendKinds,
  effective: ['server/tfo'],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy?.backend) return;
    const found = setting(model, proxy, ['retry-on']);
    if (found === 'unknown' || found?.line.words.some((word) => word.opaque || word.text === 'all-retryable-errors')) return;
    const words = found?.line.words.map((word) => word.text) ?? ['conn-failure'];
    if (needed.every((word) => words.includes(word))) return;
    for (const server of serversOf(model, proxy)) {
      const tfo = lastOf(server.settings, 'tfo');
      if (tfo && !server.open && isOn(server.settings, 'tfo')) report(server.line, placeOf(server, tfo), text('`tfo` needs `retry-on {0}`: otherwise lost requests are not sent again', needed.join(' ')));
    }
  },
};
