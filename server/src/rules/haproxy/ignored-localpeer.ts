// The name of the local peer comes from the command line first.
import { text } from '../../core/text';
import { isTaken } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

export const ignoredLocalpeer: HaproxyRule = {
  id: 'ignored-localpeer',
  severity: 'warning',
  origin: 'daemon',
  summary: '`localpeer` stands although the command line names the local peer, or behind a `peers` section.',
  kinds: ['global'],
  holds: ['localpeer'],
  checkPart(model, section, report) {
    for (const line of section.body) {
      if (line.uncertain || line.words.length !== 2 || !isTaken(model, line) || model.binding(line).keyword?.name !== 'localpeer') continue;
      const strict = since(model, '3.1');
      if (model.options.localPeer !== undefined)
        report(line, 0, strict ? text('the command line names the local peer already: this is refused') : text('the command line names the local peer already: this is ignored'), strict ? { severity: 'error' } : {});
      else if (!strict && model.sections.some(({ kind, header }) => kind === 'peers' && header.start < line.start)) report(line, 0, text('this is ignored: it stands behind a `peers` section'));
    }
  },
};
