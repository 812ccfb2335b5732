// A log socket of the host does not exist in a container; standard output does.
import { removeLine, replaceLine } from '../../core/edits';
import { parseReleases } from '../../core/release';
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import { apiPools } from '../../haproxy/api-servers';
import type { HaproxyModel } from '../../haproxy/model';
import { haproxyReleases } from '../../haproxy/releases';

/** `stdout` as a log target (manual, "log"): */
const standardOutput = parseReleases(haproxyReleases, '1.9+');

export const logSocketInContainer: Rule<HaproxyModel> = {
  id: 'log-socket-in-container',
  severity: 'information',
  origin: 'advice',
  summary: 'A container has no `/dev/log`: HAProxy in a static pod logs nowhere.',
  check(model, report) {
    if ((standardOutput & (1 << model.release)) === 0 || apiPools(model).length === 0) return;
    const lines = model.sections
      .filter((section) => section.kind === 'global')
      .flatMap((section) => section.body.filter((line) => line.active !== false && line.words[0]?.text === 'log' && /^\/(dev|run|var\/run)\//.test(line.words[1]?.text ?? '')));
    const others = lines.slice(1).map((line) => removeLine(model.tree, line));
    for (const line of lines.slice(0, 1)) {
      const edits = [replaceLine(model.tree, line, ['log stdout format raw local0']), ...others];
      report(line, 1, text('`{0}` does not exist in a container: as a static pod HAProxy logs nowhere', line.words[1]?.text ?? ''), { fixes: [{ title: text('Log to standard output'), safe: false, edits }] });
    }
  },
};
