// Files of patterns that the daemon cannot take.
import { patternFileFaults } from '../../haproxy/pattern-files';
import type { HaproxyRule } from '../../haproxy/rule';

export const badPatternFile: HaproxyRule = {
  id: 'bad-pattern-file',
  severity: 'error',
  origin: 'daemon',
  summary: 'A file with values of ACLs or maps cannot be read as such.',
  holds: ['~pattern-file'],
  checkPart(model, section, report) {
    for (const [line, { word, message, severity }] of patternFileFaults(model, section)) report(line, word, message, { severity });
  },
};
