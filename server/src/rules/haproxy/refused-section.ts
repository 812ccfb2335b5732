// From 2.4 on a proxy whose header has surplus words is not begun, so each of its lines is refused.

import { insertAfter } from '../../core/edits';
import type { Fix } from '../../core/problem';
import type { ReportOptions } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { isNotBegun } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';
import { longHeader } from '../../haproxy/standing';

/** An address behind the name, as old releases took it: moves it to a line of its own. */
function bindFixes(model: HaproxyModel, header: Statement): Fix[] {
  const [kind, name, address] = header.words;
  if (kind?.text === 'backend' || !name || !address || header.words.length > 3 || !/:\d/.test(address.text)) return [];
  const written = model.tree.source.slice(header.start + address.start, header.start + address.end);
  const edits = [{ start: header.start + name.end, end: header.start + address.end, newText: '' }, insertAfter(model.tree, header, [`bind ${written}`], '    ')];
  return [{ title: text('Move `{0}` to a `bind` line', written), safe: true, edits }];
}

/** Where the last line of a section ends, relative to its header. */
function endOf({ header, body }: Section): number {
  const last = body[body.length - 1];
  return last ? last.start + last.length - header.start : header.length;
}

export const refusedSection: HaproxyRule = {
  id: 'refused-section',
  severity: 'error',
  origin: 'daemon',
  summary: 'The header of a proxy is refused, and with it each of its lines.',
  kinds: checkedKinds,
  holds: [longHeader],
  checkPart(model, section, report) {
    const { kind, name, header, body } = section;
    const { words } = header;
    if (!isNotBegun(model, section)) {
      if (/^(frontend|listen)$/.test(kind) && words[2]?.text === 'from' && words.length > 4 && since(model, '2.4'))
        report(header, { start: words[4]?.start ?? 0, end: endOf(section) }, text('`{0}` is more than `{1}` takes: this section is not begun', words[4]?.text ?? '', kind));
      return;
    }
    const read = body.filter((line) => line.active !== false && line.words.length > 0);
    const first = read[0];
    const last = read[read.length - 1];
    const fixes = bindFixes(model, header);
    // Without lines the header is told but let pass.
    const weight: ReportOptions = first ? {} : { severity: 'warning', origin: 'advice' };
    if (kind !== 'backend') report(header, 2, text('`{0}` is more than `{1}` takes: this section is not begun', words[2]?.text ?? '', kind), { ...weight, fixes });
    if (!first || !last) return;
    const from = kind === 'backend' ? 0 : first.start - header.start;
    report(header, { start: from, end: last.start + last.length - header.start }, text('the lines of `{0} {1}` are refused: its header has surplus words', kind, name));
  },
};
