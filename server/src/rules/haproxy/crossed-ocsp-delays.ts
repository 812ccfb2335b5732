// The shortest time between renewals of OCSP responses is not longer than the longest one.
import { text } from '../../core/text';
import { isTaken } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';
import { atoi } from '../../haproxy/values/c-numbers';

export const crossedOcspDelays: HaproxyRule = {
  id: 'crossed-ocsp-delays',
  severity: 'error',
  origin: 'daemon',
  summary: 'The shortest delay of OCSP updates is longer than the longest one.',
  kinds: ['global'],
  checkPart(model, section, report) {
    let least = 300;
    let most = 3600;
    for (const line of section.body) {
      const name = isTaken(model, line) ? model.binding(line).keyword?.name : undefined;
      const bound = /ocsp-update\.(min|max)delay$/.exec(name ?? '')?.[1];
      const word = line.words[1];
      if (!bound || !word) continue;
      if (word.opaque || line.uncertain) return;
      const value = atoi(word.text);
      if (value < 0) continue;
      if (bound === 'max' && value < least) report(line, 1, text('`{0}` is shorter than the shortest delay, {1}', word.text, least));
      else if (bound === 'min' && value > most) report(line, 1, text('`{0}` is longer than the longest delay, {1}', word.text, most));
      else if (bound === 'max') most = value;
      else least = value;
    }
  },
};
