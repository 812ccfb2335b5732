// `stats show-desc` without a text shows the description of the global section.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { HaproxyModel } from '../../haproxy/model';
import { isTaken } from '../../haproxy/names';

export const missingDescription: Rule<HaproxyModel> = {
  id: 'missing-description',
  severity: 'warning',
  origin: 'daemon',
  summary: '`stats show-desc` has no text, and the global section no `description`.',
  check(model, report) {
    const described = model.statements('description').filter((line) => model.section(line)?.kind === 'global');
    for (const line of model.statements('stats show-desc')) {
      if (line.words.length > 2 || !isTaken(model, line) || described.some((other) => other.start < line.start)) continue;
      report(line, 1, text('there is nothing to show: no text here and no `description` in `global` above'));
    }
  },
};
