// A password that ends where a comment begins: `!` and `#` begin one anywhere in a line. Upstream: strip_comments() of lib/parser.c.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import { instancesOf } from '../../keepalived/instances';
import type { KeepalivedModel } from '../../keepalived/model';
import { innerBlocks, linesOf } from '../../keepalived/reading';

export const passwordCutByComment: Rule<KeepalivedModel> = {
  id: 'password-cut-by-comment',
  severity: 'warning',
  origin: 'advice',
  summary: 'A comment character cuts a password.',
  check(model, report) {
    for (const { block } of instancesOf(model)) {
      for (const authentication of innerBlocks(block, 'vrrp_instance/authentication')) {
        for (const line of linesOf(model, authentication, 'auth_pass')) {
          const word = line.words[1];
          if (!word || word.opaque || line.elsewhere !== undefined) continue;
          const next = model.tree.source[line.start + word.end];
          if (next === '#' || next === '!') report(line, 1, text('the password ends before `{0}`, which begins a comment: put it into quotes', next));
        }
      }
    }
  },
};
