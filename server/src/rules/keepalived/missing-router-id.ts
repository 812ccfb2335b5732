// An instance without a virtual router id. Upstream: chk_min_cfg() of vrrp.c.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import { instancesOf } from '../../keepalived/instances';
import type { KeepalivedModel } from '../../keepalived/model';
import { linesOf } from '../../keepalived/reading';

export const missingRouterId: Rule<KeepalivedModel> = {
  id: 'missing-router-id',
  severity: 'error',
  origin: 'daemon',
  summary: 'An instance has no virtual router id.',
  check(model, report) {
    for (const instance of instancesOf(model)) {
      if (instance.routerId !== undefined) continue;
      if (linesOf(model, instance.block, 'virtual_router_id').some((line) => line.words.some((word) => word.opaque))) continue;
      report(instance.header, 0, text('`{0}` has no `virtual_router_id`: keepalived does not start it', instance.name));
    }
  },
};
