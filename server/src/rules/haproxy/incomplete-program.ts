// Programs are started by the master process, by a command.
import { text } from '../../core/text';
import { isTaken, statementsIn } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';

export const incompleteProgram: HaproxyRule = {
  id: 'incomplete-program',
  severity: 'error',
  origin: 'daemon',
  summary: 'A `program` section has no command, or there is no master process to start it.',
  releases: '2.0..3.0',
  kinds: ['program'],
  checkPart(model, section, report) {
    const { header, name } = section;
    if (name === '' || header.uncertain || !isTaken(model, header)) return;
    if (statementsIn(model, section, 'command').length === 0) report(header, 1, text('`program {0}` has no `command`', name));
    const masters = [...model.statements('master-worker'), ...model.statements('master-worker no-exit-on-failure')];
    // Often the command line asks for the master; the configuration test without it refuses the file all the same.
    if (!masters.some((line) => isTaken(model, line))) report(header, 0, text('a program needs the master process: set `master-worker` in the global section'));
  },
};
