// How the lines of a `peers` section may listen; upstream: cfg_parse_peers() since 2.0.
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { HaproxyModel } from '../../haproxy/model';
import { isRefused } from '../../haproxy/names';
import { linesOf } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';
import type { Address } from '../../haproxy/values/address';

/** Whether a `bind` line listens on several ports or addresses. */
function isSeveral(model: HaproxyModel, line: Statement): boolean {
  const addresses = model.binding(line).values.find(({ kind }) => kind === 'listen')?.value as readonly Address[] | undefined;
  return addresses !== undefined && (addresses.length > 1 || addresses.some(({ low, high }) => high > low));
}

export const crowdedPeers: HaproxyRule = {
  id: 'crowded-peers',
  severity: 'error',
  origin: 'daemon',
  summary: 'A `peers` section mixes `peer` and `bind`, or listens in several places.',
  releases: '2.0+',
  kinds: ['peers'],
  holds: ['bind'],
  checkPart(model, section, report) {
    const lines = [...linesOf(model, section, 'bind'), ...linesOf(model, section, 'peer')].sort((a, b) => a.start - b.start);
    let bound: Statement | undefined;
    let peer: Statement | undefined;
    for (const line of lines) {
      if (line.uncertain) return;
      const binds = line.words[0]?.text === 'bind';
      const other = binds ? peer : bound;
      if (other) report(line, 0, binds ? text('`bind` cannot follow the `peer` of line {0}: write `server` instead of `peer`', other.line + 1) : text('`peer` cannot follow the `bind` of line {0}: write `server` instead', other.line + 1));
      else if (binds && bound && since(model, '2.6')) report(line, 0, text('these peers listen on line {0} already', bound.line + 1));
      else if (binds && since(model, '2.9') && isSeveral(model, line)) report(line, 1, text('peers listen on one address and port only'));
      if (isRefused(model, line)) continue;
      if (!binds) peer ??= line;
      else if (!peer) bound ??= line;
    }
  },
};
