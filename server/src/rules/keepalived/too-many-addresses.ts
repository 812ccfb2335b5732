// More virtual addresses than fit into an advertisement; the limit of 20 comes from the standard. Upstream: vrrp_complete_instance() of vrrp.c.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import { type Instance, instancesOf } from '../../keepalived/instances';
import type { KeepalivedModel } from '../../keepalived/model';

const packet = 1500;
const usual = 20;

/** How many addresses fit into a packet of the usual size. */
function most({ family, version }: Instance): number {
  const header = family === 4 ? 14 + 20 + 8 + (version === 2 ? 8 : 0) : 14 + 40 + 8;
  return Math.min(255, Math.floor((packet - header) / (family === 4 ? 4 : 16)));
}

export const tooManyAddresses: Rule<KeepalivedModel> = {
  id: 'too-many-addresses',
  severity: 'error',
  origin: 'daemon',
  summary: 'An instance has more addresses than an advertisement can carry.',
  check(model, report) {
    for (const instance of instancesOf(model)) {
      const limit = most(instance);
      const count = instance.addresses.length;
      const first = instance.addresses[count > limit ? limit : usual];
      if (!first) continue;
      if (count > limit) report(first.line, 0, text('{0} addresses do not fit: those from here on are left out of advertisements', count));
      else report(first.line, 0, text('more than {0} addresses: put further ones into `virtual_ipaddress_excluded`', usual), { severity: 'information', origin: 'advice' });
    }
  },
};
