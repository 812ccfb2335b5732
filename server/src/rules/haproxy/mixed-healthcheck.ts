// The kind of a health check and its rules must suit each other; upstream: the parser of `healthcheck` sections in 3.4.
import { text } from '../../core/text';
import { isTaken } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';

/** What rules each kind of check takes; other kinds take none. */
const rulesOf: Readonly<Record<string, string>> = { httpchk: 'http-check', 'tcp-check': 'tcp-check' };

export const mixedHealthcheck: HaproxyRule = {
  id: 'mixed-healthcheck',
  severity: 'error',
  origin: 'daemon',
  summary: 'A health check has rules of another kind.',
  releases: '3.4+',
  kinds: ['healthcheck'],
  checkPart(model, section, report) {
    let type: string | undefined;
    let rules: string | undefined;
    for (const line of section.body) {
      const first = line.words[0]?.text ?? '';
      const name = line.words[1];
      if (line.uncertain || name?.opaque) return;
      if (!isTaken(model, line)) continue;
      if (first === 'type') {
        type = name?.text ?? '';
        if (rules !== undefined && rulesOf[type] !== rules) report(line, 1, text('`type {0}` does not take the `{1}` rules above', type, rules));
      } else if (first === 'http-check' || first === 'tcp-check') {
        if (type !== undefined && rulesOf[type] !== first) report(line, 0, text('`type {0}` does not take `{1}` rules', type, first));
        else if (rules !== undefined && rules !== first) report(line, 0, text('`{0}` and `{1}` rules cannot be mixed', rules, first));
        rules ??= first;
      }
    }
  },
};
