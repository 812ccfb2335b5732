// The same address twice in one instance; looked at from 2.3.4 on. Upstream: vip_is_duplicate() of vrrp_data.c.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import { instancesOf, type VirtualAddress } from '../../keepalived/instances';
import type { KeepalivedModel } from '../../keepalived/model';
import { fromRelease } from '../../keepalived/releases';

export const duplicateVirtualAddress: Rule<KeepalivedModel> = {
  id: 'duplicate-virtual-address',
  severity: 'error',
  origin: 'daemon',
  summary: 'An address stands twice in an instance.',
  check(model, report) {
    const checked = fromRelease(model, '2.3.4');
    for (const { addresses, excluded } of instancesOf(model)) {
      const seen: { address: VirtualAddress; extra: boolean }[] = [];
      // The daemon reads line by line, whatever block a line stands in.
      const all = [...addresses.map((address) => ({ address, extra: false })), ...excluded.map((address) => ({ address, extra: true }))].sort((a, b) => a.address.line.start - b.address.line.start);
      for (const one of all) {
        const same = seen.find((other) => other.address.key === one.address.key && other.address.family === one.address.family && (other.address.interface === one.address.interface || (!one.extra && !other.extra)));
        seen.push(one);
        if (!same) continue;
        const message = text('`{0}` stands on line {1} already', one.address.address, same.address.line.line + 1);
        if (checked) report(one.address.line, 0, message);
        else report(one.address.line, 0, message, { severity: 'warning', origin: 'advice' });
      }
    }
  },
};
