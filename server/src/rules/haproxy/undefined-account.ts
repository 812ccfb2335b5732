// Users and groups of a list refer to each other.
import { nearest } from '../../core/near';
import { text } from '../../core/text';
import { bothRead, definitionsIn, isRefused, usesIn } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';

export const undefinedAccount: HaproxyRule = {
  id: 'undefined-account',
  severity: 'error',
  origin: 'daemon',
  summary: 'A user names a group, or a group a user, that its list does not have.',
  kinds: ['userlist'],
  checkPart(model, section, report) {
    for (const [kind, word] of [
      ['user', text('user')],
      ['user-group', text('group')],
    ] as const) {
      const names = definitionsIn(model, section, kind).filter(({ statement }) => !isRefused(model, statement));
      for (const { mention, statement } of usesIn(model, section, kind)) {
        if (isRefused(model, statement) || !bothRead(statement, section.header) || names.some((one) => one.mention.name === mention.name)) continue;
        const near = nearest(
          mention.name,
          names.map((one) => one.mention.name),
        );
        report(statement, mention, near ? text('this list has no {0} `{1}`: did you mean `{2}`?', word, mention.name, near) : text('this list has no {0} `{1}`', word, mention.name));
      }
    }
  },
};
