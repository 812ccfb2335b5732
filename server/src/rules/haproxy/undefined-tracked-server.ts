// Servers whose state another one takes; upstream: the look at `trackit` in check_config_validity(), srv_apply_track().
import { nearest } from '../../core/near';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { HaproxyModel } from '../../haproxy/model';
import { checkedProxy, type Proxy, proxiesNamed, proxiesOf } from '../../haproxy/proxies';
import { backendKinds, type HaproxyRule } from '../../haproxy/rule';
import { isOn, lastOf, placeOf, type Server, serversOf } from '../../haproxy/servers';
import { atoi } from '../../haproxy/values/c-numbers';

/** The names of the servers that a line makes: one, or those of a template. */
function namesOf(model: HaproxyModel, line: Statement): string[] {
  const name = line.words[1]?.text ?? '';
  if (model.binding(line).keyword?.name !== 'server-template') return [name];
  const range = line.words[2]?.text ?? '';
  const dash = range.indexOf('-');
  const low = dash < 0 ? 1 : atoi(range);
  const high = atoi(dash < 0 ? range : range.slice(dash + 1));
  return Array.from({ length: Math.min(Math.max(high - low + 1, 0), 1000) }, (_one, i) => `${name}${low + i}`);
}

/** What is wrong with a name of a tracked server. */
function fault(model: HaproxyModel, proxy: Proxy, name: string): string | undefined {
  const slash = name.lastIndexOf('/');
  const target = slash < 0 ? proxy : proxiesNamed(model, name.slice(0, slash)).find((one) => one.backend);
  if (!target) {
    const near = nearest(
      name.slice(0, slash),
      proxiesOf(model).flatMap((one) => (one.backend ? [one.name] : [])),
    );
    return near ? text('there is no backend `{0}`: did you mean `{1}`?', name.slice(0, slash), near) : text('there is no backend `{0}`', name.slice(0, slash));
  }
  const servers = serversOf(model, target);
  if (servers.some(({ line }) => line.uncertain || line.words.slice(0, 3).some((word) => word.opaque))) return undefined;
  const names = servers.flatMap(({ line }) => namesOf(model, line));
  const own = name.slice(slash + 1);
  if (!names.includes(own)) {
    const near = nearest(own, names);
    return near ? text('{0} `{1}` has no server `{2}`: did you mean `{3}`?', target.kind, target.name, own, near) : text('{0} `{1}` has no server `{2}`', target.kind, target.name, own);
  }
  const tracked = servers.find(({ line }) => namesOf(model, line).includes(own)) as Server;
  const state = tracked.open || ['check', 'agent-check'].some((check) => isOn(tracked.settings, check)) || lastOf(tracked.settings, 'track') !== undefined;
  return state ? undefined : text('server `{0}` has no health check, so there is no state to track', own);
}

export const undefinedTrackedServer: HaproxyRule = {
  id: 'undefined-tracked-server',
  severity: 'error',
  origin: 'daemon',
  summary: 'A server tracks one that does not exist, or that has no state.',
  kinds: backendKinds,
  effective: ['server/track'],
  whole: true,
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy?.backend) return;
    for (const server of serversOf(model, proxy)) {
      const track = lastOf(server.settings, 'track');
      const word = track?.args[0];
      if (!track || !word || server.open || word.opaque) continue;
      const message = fault(model, proxy, word.text);
      if (message !== undefined) report(server.line, track.line === server.line ? track.word + 1 : placeOf(server, track), message);
    }
  },
};
