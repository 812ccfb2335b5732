// curl succeeds whatever the server answers, unless it is told otherwise.
import type { Fix } from '../../core/problem';
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import { type FoundInScript, findingsIn } from '../../ha/scripts';
import type { KeepalivedModel } from '../../keepalived/model';

/** A command in the line can be mended here; a file is another document. */
function fixes(model: KeepalivedModel, { at, file }: FoundInScript): Fix[] {
  const word = at.words[1];
  if (file !== undefined || !word) return [];
  const start = at.start + word.start;
  const offset = /\bcurl\b/.exec(model.tree.source.slice(start, at.start + word.end))?.index;
  if (offset === undefined) return [];
  return [{ title: text('Add `--fail`'), safe: false, preferred: true, edits: [{ start: start + offset + 4, end: start + offset + 4, newText: ' --fail' }] }];
}

export const checkWithoutFail: Rule<KeepalivedModel> = {
  id: 'check-without-fail',
  severity: 'warning',
  origin: 'advice',
  summary: 'A check script calls curl without --fail.',
  check(model, report) {
    for (const found of findingsIn(model)) {
      if (found.kind !== 'curl-without-fail') continue;
      const where = found.file === undefined ? '' : text(' (line {0} of `{1}`)', found.line + 1, found.file);
      report(found.at, 1, text('curl without `--fail` succeeds on any answer, 500 too{0}', where), { fixes: fixes(model, found) });
    }
  },
};
