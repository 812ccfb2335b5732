// A peers section works only where it names this machine.
import { partIndex } from '../../core/part-index';
import { text } from '../../core/text';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { isTaken, statementsIn } from '../../haproxy/names';
import { checkedProxy, linesOf } from '../../haproxy/proxies';
import type { HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

/** Whether the section is switched off. */
function isOff(model: HaproxyModel, section: Section): boolean {
  const last = section.body.filter((line) => isTaken(model, line) && ['disabled', 'enabled'].includes(model.binding(line).keyword?.name ?? '')).pop();
  return last?.words[0]?.text === 'disabled';
}

/** The names of peers sections that tables of proxies are told to. */
const peersOfTables = partIndex(
  (model: HaproxyModel, section: Section) =>
    (checkedProxy(model, section) ? linesOf(model, section, 'stick-table') : []).flatMap((line) => {
      const at = line.words.findIndex((word) => word.text === 'peers');
      const name = at > 0 && !line.uncertain ? line.words[at + 1] : undefined;
      return name && !name.opaque ? [[name.text, true] as const] : [];
    }),
  { holds: ['stick-table'] },
);

export const incompletePeers: HaproxyRule = {
  id: 'incomplete-peers',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A `peers` section does not name the local peer: it is dropped.',
  kinds: ['peers'],
  checkPart(model, section, report) {
    const { header, name } = section;
    const local = model.options.localPeer;
    if (name === '' || header.uncertain || local === undefined || !isTaken(model, header) || isOff(model, section)) return;
    if (section.body.some((line) => line.uncertain)) return;
    const named = [...linesOf(model, section, 'peer'), ...(since(model, '2.0') ? linesOf(model, section, 'server') : [])];
    if (named.some((line) => line.words[1]?.opaque || line.words[1]?.text === local)) return;
    // 2.0 and 2.6 do not notice once the section has any peer, listener or table.
    const blind = [since(model, '2.0') && !since(model, '2.1'), since(model, '2.6') && !since(model, '2.7')].includes(true);
    if (blind && (named.length > 0 || ['bind', 'default-bind', 'default-server', 'table'].some((keyword) => statementsIn(model, section, keyword).length > 0))) return;
    const refused = !since(model, '2.0') && peersOfTables.has(model, name);
    report(header, 1, text('`peers {0}` has no peer `{1}`, the name of this machine: it is dropped', name, local), refused ? { severity: 'error' } : {});
  },
};
