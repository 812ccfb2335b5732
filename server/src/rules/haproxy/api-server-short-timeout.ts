// Timeouts in front of API servers that cut what kubectl and the controllers keep open: watch, logs, exec, port-forward.

import { insertAfter, insertBefore, replaceWord } from '../../core/edits';
import type { Fix } from '../../core/problem';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import { type ApiPool, apiPool, apiPools, likelyApiServer } from '../../haproxy/api-servers';
import type { HaproxyModel } from '../../haproxy/model';
import { effectiveLine, type Proxy, proxiesOf } from '../../haproxy/proxies';
import { backendKinds, type HaproxyRule } from '../../haproxy/rule';
import { milliseconds } from '../../haproxy/values/time';

/** client-go pings an idle HTTP/2 connection after 30 s without a frame, so a shorter timeout cuts idle watches. */
const pingPeriod = 30_000;
/** Sessions of exec, attach and port-forward send nothing while nobody types; below this they are cut in daily work. */
const idleSession = 600_000;
const recommended = '1800s';

/** A timeout line that is in effect for a proxy in front of API servers. */
interface Use {
  readonly keyword: string;
  readonly line: Statement;
  readonly owner: Proxy;
  readonly user: Proxy;
}

/** The timeouts that end idle connections of a pool; none where `timeout tunnel` takes their place. */
function usesOf(model: HaproxyModel, { backend, frontends }: ApiPool): Use[] {
  const tunnel = effectiveLine(model, backend, 'timeout tunnel');
  const time = tunnel && milliseconds(tunnel.line.words[2]);
  if (tunnel && (time === undefined || time >= idleSession)) return [];
  const use = (user: Proxy, keyword: string): Use[] => {
    const found = effectiveLine(model, user, keyword);
    return found ? [{ keyword, line: found.line, owner: found.proxy, user }] : [];
  };
  return [...use(backend, 'timeout server'), ...frontends.flatMap((frontend) => use(frontend, 'timeout client'))];
}

function fixOf(model: HaproxyModel, { keyword, line, owner }: Use): Fix {
  const users = new Set(apiPools(model).flatMap((pool) => usesOf(model, pool).flatMap((use) => (use.line === line ? [use.user] : []))));
  const name = keyword.replace('timeout ', '');
  const title = text('Set `{0}` to {1}', keyword, recommended);
  const only = owner.kind !== 'defaults' || proxiesOf(model).every((proxy) => proxy.kind === 'defaults' || users.has(proxy) || effectiveLine(model, proxy, keyword)?.line !== line || !(name === 'client' ? proxy.frontend : proxy.backend));
  if (only) return { title, safe: false, edits: [replaceWord(line, line.words.length - 1, recommended)] };
  const edits = [...users].map((user) => {
    const first = user.section.body[0];
    return first ? insertBefore(model.tree, first, [`${keyword} ${recommended}`]) : insertAfter(model.tree, user.section.header, [`${keyword} ${recommended}`], '    ');
  });
  return { title, safe: false, edits };
}

export const apiServerShortTimeout: HaproxyRule = {
  id: 'api-server-short-timeout',
  severity: 'warning',
  origin: 'advice',
  summary: 'A timeout in front of API servers cuts watches, logs or idle sessions.',
  kinds: backendKinds,
  holds: [likelyApiServer],
  checkPart(model, section, report) {
    const pool = apiPool(model, section);
    const told = new Set<Statement>();
    for (const use of pool ? usesOf(model, pool) : []) {
      const { keyword, line } = use;
      const at = line.words.length - 1;
      const time = milliseconds(line.words[at]);
      if (time === undefined || time === 0 || time >= idleSession || told.size === told.add(line).size) continue;
      const value = line.words[at]?.text ?? '';
      const cut = time <= pingPeriod;
      const message = cut ? text('`{0} {1}` cuts watches and `logs -f` of API clients, which are silent for 30 s', keyword, value) : text('`{0} {1}` cuts idle `exec`, `attach` and `port-forward` sessions', keyword, value);
      report(line, at, message, { severity: cut ? 'warning' : 'information', fixes: (now: HaproxyModel) => [fixOf(now, use)] });
    }
  },
};
