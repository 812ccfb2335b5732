// `default option x`: releases from 1.6 to 3.3 read its last word twice.

import { Match } from '../../core/grammar/match';
import { text } from '../../core/text';
import { hasUnknownWord } from '../../core/tree';
import { binderOf } from '../../haproxy/model';
import { isRefused, isTaken } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';

export const doubledOption: HaproxyRule = {
  id: 'doubled-option',
  severity: 'error',
  origin: 'daemon',
  summary: '`default` stands before an option that takes no argument, which 1.6 to 3.3 refuse.',
  releases: '1.6..3.3',
  holds: ['^'],
  checkPart(model, section, report) {
    for (const line of section.body) {
      if (line.words[0]?.text !== 'default' || line.words[1]?.text !== 'option' || !isTaken(model, line) || isRefused(model, line)) continue;
      const { keyword } = model.binding(line);
      const last = line.words[line.words.length - 1];
      if (keyword?.entry.syntax === undefined || !last || hasUnknownWord(line)) continue;
      const match = new Match([...line.words, last], binderOf(model, line).around);
      match.run(model.knowledge.grammar(keyword.entry.syntax).root, 1 + keyword.name.split(' ').length);
      if (match.problems.some(({ severity }) => severity === 'error')) report(line, 0, text('until 3.3 the last word behind `default` is read twice, so this is refused: leave the line out'));
    }
  },
};
