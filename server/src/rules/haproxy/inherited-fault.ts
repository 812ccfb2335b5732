// Expressions of `default-server` lines, which are read once a server inherits them; upstream: _srv_parse_finalize().
import { text } from '../../core/text';
import type { LineProblem } from '../../core/tree';
import { proxyOf } from '../../haproxy/proxies';
import { backendKinds, type HaproxyRule } from '../../haproxy/rule';
import { lastOf, serversOf } from '../../haproxy/servers';

const kept = 'inherited-faults';

export const inheritedFault: HaproxyRule = {
  id: 'inherited-fault',
  severity: 'error',
  origin: 'daemon',
  summary: 'A server inherits an expression that is wrong.',
  kinds: backendKinds,
  effective: [`~${kept}`],
  checkPart(model, section, report) {
    const proxy = proxyOf(model, section);
    if (!proxy?.backend) return;
    for (const server of serversOf(model, proxy)) {
      if (server.open) continue;
      for (const setting of server.settings) {
        if (setting.line === server.line || (lastOf(server.settings, setting.name) !== setting && setting.name !== 'set-proxy-v2-tlv-fmt')) continue;
        const faults = model.binding(setting.line).values.find(({ kind, word }) => kind === kept && word === setting.word + 1)?.value as readonly LineProblem[] | undefined;
        if (faults?.[0]) report(server.line, 1, text('inherited `{0}`: {1}', setting.name, faults[0].message));
      }
    }
  },
};
