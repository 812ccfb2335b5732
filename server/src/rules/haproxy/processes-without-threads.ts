// Several processes are deprecated where the number of threads is not set.
import { text } from '../../core/text';
import { isTaken } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';
import { atoi } from '../../haproxy/values/c-numbers';

export const processesWithoutThreads: HaproxyRule = {
  id: 'processes-without-threads',
  severity: 'warning',
  origin: 'daemon',
  summary: '`nbproc` is deprecated.',
  releases: '2.3..2.4',
  kinds: ['global'],
  holds: ['nbproc'],
  checkPart(model, section, report) {
    const line = section.body.filter((one) => isTaken(model, one) && model.binding(one).keyword?.name === 'nbproc').pop();
    const word = line?.words[1];
    if (!line || !word || word.opaque || line.uncertain || atoi(word.text) < 2 || model.statements('nbthread').length > 0) return;
    report(line, 0, text('several processes are deprecated since {0}: leave `nbproc` out, threads take their place', '2.3'), { tag: 'deprecated' });
  },
};
