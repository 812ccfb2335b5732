// States of servers are to come from the file of the global section, which names none; upstream: check_config_validity().
import { text } from '../../core/text';
import { isTaken } from '../../haproxy/names';
import { checkedProxy, setting } from '../../haproxy/proxies';
import { backendKinds, type HaproxyRule } from '../../haproxy/rule';

export const unsetStateFile: HaproxyRule = {
  id: 'unset-state-file',
  severity: 'warning',
  origin: 'daemon',
  summary: 'States of servers are to come from the global file, but no `server-state-file` names it.',
  releases: '1.6+',
  kinds: backendKinds,
  effective: ['load-server-state-from-file'],
  whole: true,
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy?.backend) return;
    const found = setting(model, proxy, ['load-server-state-from-file']);
    if (!found || found === 'unknown' || found.line.words[1]?.text !== 'global') return;
    if (model.statements('server-state-file').some((line) => isTaken(model, line))) return;
    const here = proxy.section.body.includes(found.line);
    report(here ? found.line : section.header, here ? 0 : 1, text('`{0}` loads states of servers from the global file: `server-state-file` is not set', proxy.name));
  },
};
