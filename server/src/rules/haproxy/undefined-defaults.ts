// `from NAME` of a section header must name one `defaults` section that stands above.

import { nearestOf } from '../../core/near';
import { text } from '../../core/text';
import type { HaproxyRule } from '../../haproxy/rule';
import { namesOfSections, sectionsNamed } from '../../haproxy/section-names';
import { since } from '../../haproxy/since';
import { longHeader, standingOf } from '../../haproxy/standing';

export const undefinedDefaults: HaproxyRule = {
  id: 'undefined-defaults',
  severity: 'error',
  origin: 'daemon',
  summary: 'A section starts from defaults that do not exist above it, or that exist twice.',
  holds: [longHeader],
  whole: true,
  checkPart(model, section, report) {
    const { from, word, fault } = standingOf(model, section) ?? {};
    if (word === undefined || (fault !== 'missing' && fault !== 'ambiguous')) return;
    const name = section.header.words[word]?.text ?? '';
    if (fault === 'ambiguous') {
      const notes = from ? [{ start: from.header.start, end: from.header.start + from.header.length, message: text('the first `{0}`', name) }] : [];
      // 3.4 says so, then forgets that it was an error.
      report(section.header, word, text('there are two `defaults {0}`: it is not clear which is meant', name), since(model, '3.4') ? { notes, severity: 'warning', origin: 'advice' } : { notes });
      return;
    }
    if (sectionsNamed(model, name).some(({ kind }) => kind === 'defaults')) report(section.header, word, text('`defaults {0}` must stand above this section', name));
    else {
      const near = nearestOf(name, ...namesOfSections(model, 'defaults'));
      report(section.header, word, near ? text('there is no `defaults {0}`: did you mean `{1}`?', name, near) : text('there is no `defaults {0}`', name));
    }
  },
};
