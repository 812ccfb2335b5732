// Filters that `filter-sequence` puts in order; upstream: postcheck_filter_sequence().
import { nearest } from '../../core/near';
import { text } from '../../core/text';
import { isTaken, statementsIn } from '../../haproxy/names';
import { checkedProxy } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';

/** Filters that other lines bring along, in the defaults too. */
const implied = ['comp-req', 'comp-res', 'cache', 'fcgi-app'];

export const undefinedSequence: HaproxyRule = {
  id: 'undefined-sequence',
  severity: 'error',
  origin: 'daemon',
  summary: '`filter-sequence` names a filter that the proxy does not have.',
  releases: '3.4+',
  kinds: checkedKinds,
  checkPart(model, section, report) {
    const sequences = statementsIn(model, section, 'filter-sequence');
    if (sequences.length === 0 || !checkedProxy(model, section)) return;
    const filters = statementsIn(model, section, 'filter').filter((line) => isTaken(model, line));
    if (filters.some((line) => line.uncertain || line.words[1]?.opaque)) return;
    const names = new Set([...implied, ...filters.map((line) => line.words[1]?.text ?? '')]);
    for (const line of sequences) {
      const word = line.words[2];
      if (!word || word.opaque || line.uncertain || !isTaken(model, line)) continue;
      const wrong = word.text
        .replace(/,$/, '')
        .split(',')
        .find((name) => !names.has(name) && !name.startsWith('lua.'));
      if (wrong === undefined) continue;
      const near = nearest(wrong, names);
      report(line, 2, near ? text('there is no filter `{0}` here: did you mean `{1}`?', wrong, near) : text('there is no filter `{0}` here', wrong));
    }
  },
};
