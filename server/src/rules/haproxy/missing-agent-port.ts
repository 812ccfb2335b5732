// `agent-check` without a port to ask; upstream: server_agent_check_init(), _srv_parse_finalize().

import type { Report } from '../../core/rule';
import { text } from '../../core/text';
import { hasUnknownWord } from '../../core/tree';
import type { HaproxyModel } from '../../haproxy/model';
import { ownLines, proxyOf } from '../../haproxy/proxies';
import { type HaproxyRule, proxyKinds } from '../../haproxy/rule';
import { isOn, lastOf, placeOf, serversOf, settingsOn } from '../../haproxy/servers';
import { since } from '../../haproxy/since';
import { atoi } from '../../haproxy/values/c-numbers';

const message = () => text('`agent-check` needs a port to ask: `agent-port <port>`');

export const missingAgentPort: HaproxyRule = {
  id: 'missing-agent-port',
  severity: 'error',
  origin: 'daemon',
  summary: 'A server has an agent check, but no port of the agent.',
  kinds: proxyKinds,
  effective: ['server/agent-check'],
  checkPart(model, section, report) {
    const proxy = proxyOf(model, section);
    if (!proxy) return;
    const inherited = since(model, '1.8');
    if (!inherited) for (const line of ownLines(model, proxy, 'default-server')) checkDefaults(model, line, report);
    if (!proxy.backend) return;
    for (const server of serversOf(model, proxy)) {
      const own = inherited ? server.settings : server.settings.filter(({ line }) => line === server.line);
      const agent = lastOf(own, 'agent-check');
      const port = lastOf(server.settings, 'agent-port')?.args[0];
      if (!server.open && agent && isOn(own, 'agent-check') && (!port || atoi(port.text) === 0)) report(server.line, placeOf(server, agent), message());
    }
  },
};

/** Up to 1.7 a line of defaults was looked at like that of a server. */
function checkDefaults(model: HaproxyModel, line: Parameters<Report>[0], report: Report): void {
  const settings = settingsOn(model, line);
  const agent = lastOf(settings, 'agent-check');
  const port = lastOf(settings, 'agent-port')?.args[0];
  if (agent && !line.uncertain && !hasUnknownWord(line) && (!port || atoi(port.text) === 0)) report(line, agent.word, message());
}
