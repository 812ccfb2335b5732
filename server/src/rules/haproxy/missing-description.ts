// `stats show-desc` without a text shows the description of the global section.

import { text } from '../../core/text';
import { isTaken, statementsIn } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';

export const missingDescription: HaproxyRule = {
  id: 'missing-description',
  severity: 'warning',
  origin: 'daemon',
  summary: '`stats show-desc` has no text, and the global section no `description`.',
  holds: ['stats show-desc'],
  whole: true,
  checkPart(model, section, report) {
    const described = model.statements('description').filter((line) => model.section(line)?.kind === 'global');
    for (const line of statementsIn(model, section, 'stats show-desc')) {
      if (line.words.length > 2 || !isTaken(model, line) || described.some((other) => other.start < line.start)) continue;
      report(line, 1, text('there is nothing to show: no text here and no `description` in `global` above'));
    }
  },
};
