// Stick tables of several processes that are told to peers; upstream: check_config_validity() up to 2.4.
import { partIndex } from '../../core/part-index';
import { text } from '../../core/text';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { isTaken } from '../../haproxy/names';
import { isMany, processCount, processesOf } from '../../haproxy/processes';
import { checkedProxy, linesOf } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

/** The tables that are told to peers, by the name of their section. */
const tables = partIndex(
  (model: HaproxyModel, section: Section) =>
    (checkedProxy(model, section) ? linesOf(model, section, 'stick-table') : []).flatMap((line) => {
      const name = line.words[line.words.findIndex((word) => word.text === 'peers') + 1];
      return name && name !== line.words[0] && !name.opaque && !line.uncertain ? [[name.text, { line, section }] as const] : [];
    }),
  { holds: ['stick-table'] },
);

/** Whether the section has the local peer, or the release refuses a table without it. */
function isUsed(model: HaproxyModel, section: Section): boolean {
  if (!since(model, '2.0')) return true;
  const local = model.options.localPeer;
  return local !== undefined && [...linesOf(model, section, 'peer'), ...linesOf(model, section, 'server')].some((line) => line.words[1]?.text === local);
}

function isOff(model: HaproxyModel, section: Section): boolean {
  return section.body.some((line) => line.uncertain || (isTaken(model, line) && model.binding(line).keyword?.name === 'disabled'));
}

export const peersInSeveralProcesses: HaproxyRule = {
  id: 'peers-in-several-processes',
  severity: 'error',
  origin: 'daemon',
  summary: 'Peers take part in one process only.',
  releases: '-2.4',
  kinds: ['peers'],
  anywhere: ['nbproc'],
  checkPart(model, section, report) {
    const { kind, name, header } = section;
    if (kind !== 'peers' || name === '' || header.uncertain || !isTaken(model, header) || (processCount(model) ?? 1) < 2 || isOff(model, section) || !isUsed(model, section)) return;
    let all = 0n;
    for (const { line, section: owner } of tables.get(model, name)) {
      const proxy = checkedProxy(model, owner);
      const mask = proxy && processesOf(model, proxy);
      if (mask === undefined) return;
      all |= mask;
      if (!since(model, '1.6') || isMany(all)) report(line, 0, text('`peers {0}` take part in one process only, but this table runs in several', name));
    }
  },
};
