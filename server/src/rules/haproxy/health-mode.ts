// Proxies that only answer that they are alive, until 2.2; upstream: check_config_validity().
import { fineMark } from '../../core/marks';
import { text } from '../../core/text';
import { checkedProxy, modeOf, ownLines } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';
import { serversOf } from '../../haproxy/servers';

/** Mark of lines that choose the mode. */
const inHealth = fineMark('mode-health', ['mode'], (_model, line) => line.words[1]?.text === 'health');

export const healthMode: HaproxyRule = {
  id: 'health-mode',
  severity: 'error',
  origin: 'daemon',
  summary: 'A proxy in mode health has servers, or accepts no connections.',
  releases: '-2.2',
  kinds: checkedKinds,
  effective: [inHealth],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy || modeOf(model, proxy) !== 'health') return;
    const [line] = ownLines(model, proxy, 'mode');
    if (!proxy.frontend) report(line ?? section.header, line ? 1 : 0, text('mode health needs a frontend: {0} `{1}` accepts no connections', proxy.kind, proxy.name));
    const [server] = serversOf(model, proxy);
    if (server) report(server.line, 0, text('servers are ignored in mode health'), { severity: 'warning' });
  },
};
