// `from NAME` of a section header must name one `defaults` section that stands above.

import { nearest } from '../../core/near';
import { partIndex } from '../../core/part-index';
import { text } from '../../core/text';
import { inheritanceOf } from '../../haproxy/defaults';
import type { HaproxyModel, Section } from '../../haproxy/model';
import type { HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

const named = partIndex((_model: HaproxyModel, section: Section) => (section.kind === 'defaults' && section.name !== '' ? [[section.name, section] as const] : []));

export const undefinedDefaults: HaproxyRule = {
  id: 'undefined-defaults',
  severity: 'error',
  origin: 'daemon',
  summary: 'A section starts from defaults that do not exist above it, or that exist twice.',
  checkPart(model, section, report) {
    const { from, word, fault } = inheritanceOf(model, section) ?? {};
    if (word === undefined || (fault !== 'missing' && fault !== 'ambiguous')) return;
    const name = section.header.words[word]?.text ?? '';
    if (fault === 'ambiguous') {
      const notes = from ? [{ start: from.header.start, end: from.header.start + from.header.length, message: text('the first `{0}`', name) }] : [];
      // 3.4 says so, then forgets that it was an error.
      report(section.header, word, text('there are two `defaults {0}`: it is not clear which is meant', name), since(model, '3.4') ? { notes, severity: 'warning', origin: 'advice' } : { notes });
      return;
    }
    if (named.has(model, name)) report(section.header, word, text('`defaults {0}` must stand above this section', name));
    else {
      const near = nearest(name, named.names(model));
      report(section.header, word, near ? text('there is no `defaults {0}`: did you mean `{1}`?', name, near) : text('there is no `defaults {0}`', name));
    }
  },
};
