// Numbers of threads must be known before the first section that uses threads.
import { text } from '../../core/text';
import { isTaken } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';

/** The keywords, and the release that began to refuse each. */
const early: Readonly<Record<string, string>> = { nbthread: '2.7', 'thread-group': '2.7', 'thread-groups': '2.7' };

export const lateThreadSetting: HaproxyRule = {
  id: 'late-thread-setting',
  severity: 'error',
  origin: 'daemon',
  summary: 'A number of threads is set in a `global` section behind other sections.',
  releases: '2.7+',
  kinds: ['global'],
  checkPart(model, section, report) {
    const lines = section.body.filter((line) => {
      const name = isTaken(model, line) ? model.binding(line).keyword?.name : undefined;
      return name !== undefined && Object.hasOwn(early, name);
    });
    if (lines.length === 0) return;
    const first = model.sections.find(({ kind, header }) => kind !== 'global' && isTaken(model, header) && !header.uncertain);
    if (!first || first.header.start > section.header.start) return;
    for (const line of lines) report(line, 0, text('`{0}` must stand in a `global` section above all others', line.words[0]?.text ?? ''));
  },
};
