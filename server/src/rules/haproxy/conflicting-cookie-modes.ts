// Modes of the persistence cookie that exclude or need each other.

import { fineMark } from '../../core/marks';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { HaproxyModel } from '../../haproxy/model';
import { isTaken, statementsIn } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';

/** Pairs that exclude each other; upstream: the end of the `cookie` branch of cfg_parse_listen(). */
const exclusive: readonly (readonly [string, string])[] = [
  ['rewrite', 'indirect'],
  ['rewrite', 'insert'],
  ['rewrite', 'prefix'],
  ['insert', 'prefix'],
];

/** Word indexes of the modes of a `cookie` line, by mode. */
function modesOf(model: HaproxyModel, line: Statement): Map<string, number> {
  const modes = new Map<string, number>();
  for (const { node, word } of model.binding(line).slots) if (node.kind === 'literal') modes.set(node.word, word);
  return modes;
}

/** Mark of lines with a mode that excludes or needs another one: each pair has one of these. */
const particular = fineMark('particular-cookie', ['cookie'], (_model, _line, { slots }) => {
  for (const { node } of slots) if (node.kind === 'literal' && (node.word === 'rewrite' || node.word === 'prefix' || node.word === 'preserve')) return true;
  return false;
});

export const conflictingCookieModes: HaproxyRule = {
  id: 'conflicting-cookie-modes',
  severity: 'error',
  origin: 'daemon',
  summary: 'Modes of `cookie` exclude or need each other.',
  holds: [particular],
  checkPart(model, section, report) {
    for (const line of statementsIn(model, section, 'cookie')) {
      if (!isTaken(model, line) || model.binding(line).problems.some((problem) => problem.severity === 'error')) continue;
      const modes = modesOf(model, line);
      for (const [one, other] of exclusive) {
        const a = modes.get(one);
        const b = modes.get(other);
        if (a !== undefined && b !== undefined) report(line, Math.max(a, b), text('`{0}` and `{1}` exclude each other', one, other));
      }
      const preserve = modes.get('preserve');
      if (preserve !== undefined && !modes.has('insert') && !modes.has('indirect')) report(line, preserve, text('`preserve` needs `insert` or `indirect`'));
    }
  },
};
