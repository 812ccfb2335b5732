// Servers that `use-server` names; upstream: check_config_validity(), "unable to find server".
import { nearest } from '../../core/near';
import { text } from '../../core/text';
import { isTaken, statementsIn } from '../../haproxy/names';
import { checkedProxy, serverLines } from '../../haproxy/proxies';
import { backendKinds, type HaproxyRule } from '../../haproxy/rule';

export const undefinedServer: HaproxyRule = {
  id: 'undefined-server',
  severity: 'error',
  origin: 'daemon',
  summary: 'A `use-server` line names a server that the backend does not have.',
  kinds: backendKinds,
  holds: ['use-server'],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy?.backend) return;
    const servers = serverLines(model, proxy);
    // A template makes more servers than are written; a name may be a variable.
    if (servers.some((line) => line.words[0]?.text === 'server-template' || line.words[1]?.opaque)) return;
    const names = new Set(servers.map((line) => line.words[1]?.text ?? ''));
    for (const statement of statementsIn(model, section, 'use-server')) {
      const mention = model.binding(statement).mentions.find(({ kind }) => kind === 'server');
      if (!mention || names.has(mention.name) || statement.uncertain || !isTaken(model, statement)) continue;
      const near = nearest(mention.name, names);
      report(statement, mention, near ? text('{0} `{1}` has no server `{2}`: did you mean `{3}`?', proxy.kind, proxy.name, mention.name, near) : text('{0} `{1}` has no server `{2}`', proxy.kind, proxy.name, mention.name));
    }
  },
};
