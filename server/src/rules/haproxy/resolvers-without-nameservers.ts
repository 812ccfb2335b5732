// A resolvers section that asks nobody.
import { text } from '../../core/text';
import { isTaken, statementsIn } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';

export const resolversWithoutNameservers: HaproxyRule = {
  id: 'resolvers-without-nameservers',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A `resolvers` section has no name server.',
  releases: '1.9+',
  kinds: ['resolvers'],
  checkPart(model, section, report) {
    if (section.name === '' || section.header.uncertain || !isTaken(model, section.header)) return;
    if (statementsIn(model, section, 'nameserver').length > 0 || statementsIn(model, section, 'parse-resolv-conf').length > 0) return;
    report(section.header, 1, text('`resolvers {0}` has no name server: names are never resolved', section.name));
  },
};
