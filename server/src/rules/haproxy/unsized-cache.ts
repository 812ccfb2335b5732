// A cache needs a size, and its objects must fit into it.
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { isTaken, statementsIn } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';
import { atoi, isWhole } from '../../haproxy/values/c-numbers';

/** The number that the last line of a keyword sets; undefined without one, `unknown` when it cannot be told. */
function numberOf(model: HaproxyModel, section: Section, keyword: string, most: number): { readonly value: number; readonly line: Statement } | undefined | 'unknown' {
  let found: { value: number; line: Statement } | undefined;
  for (const line of statementsIn(model, section, keyword)) {
    const word = line.words[1];
    if (word?.opaque || line.uncertain) return 'unknown';
    const value = atoi(word?.text ?? '');
    const read = since(model, '1.9') ? word !== undefined && isWhole(word.text, 10) && Number(word.text) >= 0 && Number(word.text) <= most : true;
    if (read) found = { value, line };
  }
  return found;
}

export const unsizedCache: HaproxyRule = {
  id: 'unsized-cache',
  severity: 'error',
  origin: 'daemon',
  summary: 'A `cache` section has no size, or objects that do not fit into it.',
  kinds: ['cache'],
  checkPart(model, section, report) {
    const { header, name } = section;
    if (name === '' || header.uncertain || !isTaken(model, header)) return;
    const total = numberOf(model, section, 'total-max-size', 4095);
    if (total === 'unknown') return;
    if (!total || total.value <= 0) {
      report(header, 1, text('`cache {0}` has no size: set `total-max-size`', name));
      return;
    }
    const object = numberOf(model, section, 'max-object-size', 0xffffffff);
    if (object && object !== 'unknown' && object.value > total.value * 524288) report(object.line, 1, text('an object may fill half of the cache at most: {0} bytes', total.value * 524288));
  },
};
