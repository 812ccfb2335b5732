// An instance without virtual addresses. Upstream: vrrp_complete_instance() of vrrp.c.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import { type Instance, instancesOf } from '../../keepalived/instances';
import type { KeepalivedModel } from '../../keepalived/model';
import { entriesOf, takenLines } from '../../keepalived/reading';
import { fromRelease } from '../../keepalived/releases';

function isOnPurpose(model: KeepalivedModel, { block, strict }: Instance): boolean {
  return !strict && takenLines(model, block, 'no_virtual_ipaddress').length > 0;
}

export const missingVirtualAddress: Rule<KeepalivedModel> = {
  id: 'missing-virtual-address',
  severity: 'error',
  origin: 'daemon',
  summary: 'An instance has no virtual address.',
  check(model, report) {
    for (const instance of instancesOf(model)) {
      if (instance.addresses.length > 0 || entriesOf(instance.block, 'vrrp_instance/virtual_ipaddress').some((line) => line.words[0]?.opaque)) continue;
      const purpose = takenLines(model, instance.block, 'no_virtual_ipaddress')[0];
      if (purpose && instance.strict) report(purpose, 0, text('`no_virtual_ipaddress` is ignored in strict mode'), { severity: 'warning' });
      if (isOnPurpose(model, instance)) continue;
      const required = instance.version === 3 || instance.strict || (instance.family === 6 && !fromRelease(model, '2.2.8'));
      if (required) report(instance.header, 0, text('`{0}` has no virtual address: keepalived does not start it', instance.name));
      else if (fromRelease(model, '2.1.5')) report(instance.header, 0, text('`{0}` has no virtual address', instance.name), { severity: 'warning' });
    }
  },
};
