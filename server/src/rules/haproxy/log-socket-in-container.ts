// A log socket of the host does not exist in a container; standard output does.

import { removeLine, replaceLine } from '../../core/edits';
import { text } from '../../core/text';
import { apiPools } from '../../haproxy/api-servers';
import type { Section } from '../../haproxy/model';
import type { HaproxyRule } from '../../haproxy/rule';

/** The lines of a section that log to a socket of the host. */
const socketLines = (section: Section) => section.body.filter((line) => line.active !== false && line.words[0]?.text === 'log' && /^\/(dev|run|var\/run)\//.test(line.words[1]?.text ?? ''));

export const logSocketInContainer: HaproxyRule = {
  id: 'log-socket-in-container',
  severity: 'information',
  origin: 'advice',
  summary: 'A container has no `/dev/log`: HAProxy in a static pod logs nowhere.',
  // `stdout` as a log target (manual, "log").
  releases: '1.9+',
  kinds: ['global', 'defaults', 'frontend', 'backend', 'listen'],
  holds: ['log'],
  checkPart(model, section, report) {
    const [line, ...others] = socketLines(section);
    if (!line || apiPools(model).length === 0) return;
    const edits = [replaceLine(model.tree, line, ['log stdout format raw local0']), ...others.map((other) => removeLine(model.tree, other))];
    report(line, 1, text('`{0}` does not exist in a container: as a static pod HAProxy logs nowhere', line.words[1]?.text ?? ''), { fixes: [{ title: text('Log to standard output'), safe: false, edits }] });
  },
};
