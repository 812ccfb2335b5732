// Timeouts in front of API servers that cut what kubectl and the controllers keep open: watch, logs, exec, port-forward.
import { insertAfter, insertBefore, replaceWord } from '../../core/edits';
import type { Fix } from '../../core/problem';
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import { apiPools } from '../../haproxy/api-servers';
import type { HaproxyModel } from '../../haproxy/model';
import { effectiveLine, type Proxy, proxiesOf } from '../../haproxy/proxies';
import { milliseconds } from '../../haproxy/values/time';

/** client-go pings an idle HTTP/2 connection after 30 s without a frame, so a shorter timeout cuts idle watches. */
const pingPeriod = 30_000;
/** Sessions of exec, attach and port-forward send nothing while nobody types; below this they are cut in daily work. */
const idleSession = 600_000;
const recommended = '1800s';

function fixOf(model: HaproxyModel, keyword: string, line: Statement, owner: Proxy, users: readonly Proxy[]): Fix {
  const name = keyword.replace('timeout ', '');
  const title = text('Set `{0}` to {1}', keyword, recommended);
  const only =
    owner.kind !== 'defaults' || proxiesOf(model).every((proxy) => proxy.kind === 'defaults' || users.includes(proxy) || effectiveLine(model, proxy, keyword)?.line !== line || !(name === 'client' ? proxy.frontend : proxy.backend));
  if (only) return { title, safe: false, edits: [replaceWord(line, line.words.length - 1, recommended)] };
  const edits = users.map((user) => {
    const first = user.section.body[0];
    return first ? insertBefore(model.tree, first, [`${keyword} ${recommended}`]) : insertAfter(model.tree, user.section.header, [`${keyword} ${recommended}`], '    ');
  });
  return { title, safe: false, edits };
}

export const apiServerShortTimeout: Rule<HaproxyModel> = {
  id: 'api-server-short-timeout',
  severity: 'warning',
  origin: 'advice',
  summary: 'A timeout in front of API servers cuts watches, logs or idle sessions.',
  check(model, report) {
    const users = new Map<Statement, { keyword: string; owner: Proxy; proxies: Proxy[] }>();
    const note = (proxy: Proxy, keyword: string) => {
      const found = effectiveLine(model, proxy, keyword);
      if (!found) return;
      const known = users.get(found.line);
      if (!known) users.set(found.line, { keyword, owner: found.proxy, proxies: [proxy] });
      else if (!known.proxies.includes(proxy)) known.proxies.push(proxy);
    };
    for (const { backend, frontends } of apiPools(model)) {
      const tunnel = effectiveLine(model, backend, 'timeout tunnel');
      const tunnelTime = tunnel && milliseconds(tunnel.line.words[2]);
      if (tunnel && (tunnelTime === undefined || tunnelTime >= idleSession)) continue;
      note(backend, 'timeout server');
      for (const frontend of frontends) note(frontend, 'timeout client');
    }
    for (const [line, { keyword, owner, proxies }] of users) {
      const at = line.words.length - 1;
      const time = milliseconds(line.words[at]);
      if (time === undefined || time === 0 || time >= idleSession) continue;
      const value = line.words[at]?.text ?? '';
      const cut = time <= pingPeriod;
      const message = cut ? text('`{0} {1}` cuts watches and `logs -f` of API clients, which are silent for 30 s', keyword, value) : text('`{0} {1}` cuts idle `exec`, `attach` and `port-forward` sessions', keyword, value);
      report(line, at, message, { severity: cut ? 'warning' : 'information', fixes: [fixOf(model, keyword, line, owner, proxies)] });
    }
  },
};
