// What peers cannot have although servers can; upstream: cfg_parse_peers() since 2.6.
import { text } from '../../core/text';
import { hasUnknownWord, type Statement } from '../../core/tree';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { linesOf } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';
import { isOn, lastOf, type Setting, settingsOn } from '../../haproxy/servers';
import { since } from '../../haproxy/since';
import { atoi } from '../../haproxy/values/c-numbers';

/** The setting of a peer that counts for servers only. */
function useless(settings: readonly Setting[]): Setting | undefined {
  return lastOf(settings, 'init-addr', 'resolvers') ?? ['check', 'agent-check'].flatMap((name) => (isOn(settings, name) ? (lastOf(settings, name) ?? []) : []))[0];
}

/** The number of shards that is set above a line; from 2.7 on. */
function shardsAbove(model: HaproxyModel, section: Section, line: Statement): number {
  const [last] = linesOf(model, section, 'shards')
    .filter((one) => one.start < line.start)
    .slice(-1);
  return last && !last.uncertain && since(model, '2.7') ? atoi(last.words[1]?.text ?? '') : 0;
}

export const ignoredPeerSettings: HaproxyRule = {
  id: 'ignored-peer-settings',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A peer has health checks, resolvers or a shard that does not exist: they are ignored.',
  releases: '2.6+',
  kinds: ['peers'],
  checkPart(model, section, report) {
    const defaults = linesOf(model, section, 'default-server');
    for (const line of [...linesOf(model, section, 'peer'), ...linesOf(model, section, 'server')]) {
      const above = defaults.filter((one) => one.start < line.start);
      if ((line.words.length < 3 && line.words[1]?.text !== model.options.localPeer) || [...above, line].some((one) => one.uncertain || hasUnknownWord(one))) continue;
      const own = settingsOn(model, line);
      const found = useless([...above.flatMap((one) => settingsOn(model, one)), ...own]);
      if (found) report(line, found.line === line ? found.word : 1, text('`{0}` is ignored: nothing but connections of peers keeps them up', found.name));
      const shard = lastOf(own, 'shard');
      const shards = shardsAbove(model, section, line);
      if (shard && shards > 0 && atoi(shard.args[0]?.text ?? '') > shards) report(line, shard.word, text('`shard` is ignored: there are {0} shards', shards));
    }
  },
};
