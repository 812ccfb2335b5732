// A log socket of the host does not exist in a container; standard output does.

import { removeLine, replaceLine } from '../../core/edits';
import { partIndex } from '../../core/part-index';
import { parseReleases } from '../../core/release';
import { text } from '../../core/text';
import { apiPools } from '../../haproxy/api-servers';
import type { HaproxyModel, Section } from '../../haproxy/model';
import { haproxyReleases } from '../../haproxy/releases';
import type { HaproxyRule } from '../../haproxy/rule';

/** `stdout` as a log target (manual, "log"): */
const standardOutput = parseReleases(haproxyReleases, '1.9+');

const sockets = partIndex((_model: HaproxyModel, section: Section) =>
  section.kind === 'global' ? section.body.flatMap((line) => (line.active !== false && line.words[0]?.text === 'log' && /^\/(dev|run|var\/run)\//.test(line.words[1]?.text ?? '') ? [['socket', line] as const] : [])) : [],
);

export const logSocketInContainer: HaproxyRule = {
  id: 'log-socket-in-container',
  severity: 'information',
  origin: 'advice',
  summary: 'A container has no `/dev/log`: HAProxy in a static pod logs nowhere.',
  checkPart(model, section, report) {
    if (section.kind !== 'global' || (standardOutput & (1 << model.release)) === 0 || apiPools(model).length === 0) return;
    const [line, ...others] = sockets.get(model, 'socket');
    if (!line || model.section(line) !== section) return;
    const edits = [replaceLine(model.tree, line, ['log stdout format raw local0']), ...others.map((other) => removeLine(model.tree, other))];
    report(line, 1, text('`{0}` does not exist in a container: as a static pod HAProxy logs nowhere', line.words[1]?.text ?? ''), { fixes: [{ title: text('Log to standard output'), safe: false, edits }] });
  },
};
