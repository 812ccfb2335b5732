// Identifiers that stay the same over reloads are unique in the whole configuration; upstream: guid_insert().
import { text } from '../../core/text';
import { bothRead, definitionsIn, definitionsOf, isRefused } from '../../haproxy/names';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';

export const duplicateGuid: HaproxyRule = {
  id: 'duplicate-guid',
  severity: 'error',
  origin: 'daemon',
  summary: 'Two proxies or servers have the same `guid`.',
  releases: '3.0+',
  kinds: checkedKinds,
  checkPart(model, section, report) {
    for (const { mention, statement } of definitionsIn(model, section, 'guid')) {
      const [first] = definitionsOf('guid').get(model, mention.name);
      // A proxy may change its own.
      if (
        !first ||
        first.statement === statement ||
        (first.section === section && first.statement.words[0]?.text === statement.words[0]?.text && statement.words[0]?.text === 'guid') ||
        !bothRead(first.statement, statement) ||
        isRefused(model, first.statement)
      )
        continue;
      const notes = [{ start: first.statement.start, end: first.statement.start + first.statement.length, message: text('the first `{0}`', mention.name) }];
      report(statement, mention, text('`guid {0}` is on line {1} already', mention.name, first.statement.line + 1), { notes });
    }
  },
};
