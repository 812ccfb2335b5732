// Several processes with several threads each; upstream: check_config_validity() from 2.0 to 2.4.
import { text } from '../../core/text';
import { isTaken } from '../../haproxy/names';
import { processCount } from '../../haproxy/processes';
import type { HaproxyRule } from '../../haproxy/rule';
import { atoi } from '../../haproxy/values/c-numbers';

export const processesAndThreads: HaproxyRule = {
  id: 'processes-and-threads',
  severity: 'error',
  origin: 'daemon',
  summary: 'Both `nbproc` and `nbthread` ask for several.',
  releases: '2.0..2.4',
  kinds: ['global'],
  holds: ['nbthread'],
  checkPart(model, section, report) {
    const last = section.body.filter((line) => isTaken(model, line) && model.binding(line).keyword?.name === 'nbthread').pop();
    const word = last?.words[1];
    if (!last || !word || word.opaque || last.uncertain || atoi(word.text) < 2 || (processCount(model) ?? 1) < 2) return;
    report(last, 0, text('several processes cannot have several threads: leave `nbproc` out'));
  },
};
