// Rules behind one that always ends the set; upstream: cfg_parse_listen(), "further entries are NOOP".
import type { Binding } from '../../core/grammar/match';
import { fineMark } from '../../core/marks';
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import { actionOf, isConditional, isFinal } from '../../haproxy/actions';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { isRefused, isTaken } from '../../haproxy/names';

/** Sets whose rules behind a final one are warned about. Of the last any rule without a condition is final. */
const sets = new Set(['http-request', 'http-response', 'http-after-response', 'stats http-request']);

/** Whether nothing behind a line is done any more. */
function endsSet(model: HaproxyModel, binding: Binding): boolean {
  return !isConditional(binding) && (binding.keyword?.name === 'stats http-request' || isFinal(binding, model));
}

/** Mark of lines behind which nothing of their set is done. */
const ending = fineMark('ending', [...sets], (model: HaproxyModel, _line, binding) => endsSet(model, binding));

export const unreachableRule: Rule<HaproxyModel, Section> = {
  id: 'unreachable-rule',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A rule stands behind one that always ends the set.',
  holds: [ending],
  checkPart(model, section, report) {
    const last = new Map<string, Statement>();
    for (const line of section.body) {
      if (!isTaken(model, line)) continue;
      const binding = model.binding(line);
      const name = binding.keyword?.name ?? '';
      if (!sets.has(name)) continue;
      const before = last.get(name);
      if (before) {
        const word = before.words[actionOf(model.binding(before))?.word ?? 0]?.text ?? '';
        report(line, undefined, text('this rule never runs: `{0}` without a condition ends the rules above it', word), {
          tag: 'unused',
          notes: [{ start: before.start, end: before.start + before.length, message: text('the rules end here') }],
        });
      }
      if (isRefused(model, line)) continue;
      if (!line.uncertain && endsSet(model, binding)) last.set(name, line);
      else if (!line.uncertain) last.delete(name);
    }
  },
};
