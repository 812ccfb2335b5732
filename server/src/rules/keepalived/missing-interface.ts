// An instance without an interface to speak on. Upstream: chk_min_cfg() and vrrp_complete_instance() of vrrp.c.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import { type Instance, instancesOf } from '../../keepalived/instances';
import type { KeepalivedModel } from '../../keepalived/model';
import { takenLines } from '../../keepalived/reading';
import { fromRelease } from '../../keepalived/releases';

const hasSource = (model: KeepalivedModel, { block }: Instance) =>
  ['unicast_src_ip', 'mcast_src_ip', 'use_ipvlan'].some((keyword) => takenLines(model, block, keyword).some((line) => model.binding(line).values.some(({ kind }) => kind === 'address')));

/** What keepalived says of an instance without an interface; undefined where unicast does without. */
function problem(model: KeepalivedModel, instance: Instance): string | undefined {
  const { name, peers, unicastWanted } = instance;
  const unicast = !fromRelease(model, '2.1.5') ? false : fromRelease(model, '2.2.8') ? unicastWanted : peers.length > 0;
  if (!unicast) return text('`{0}` has no `interface`: keepalived does not start it', name);
  if (takenLines(model, instance.block, 'use_vmac').length > 0 && fromRelease(model, '2.3.4')) return text('`{0}` has no `interface`: `use_vmac` needs one', name);
  if (!hasSource(model, instance)) return text('`{0}` has neither `interface` nor `unicast_src_ip`: keepalived does not start it', name);
  return undefined;
}

export const missingInterface: Rule<KeepalivedModel> = {
  id: 'missing-interface',
  severity: 'error',
  origin: 'daemon',
  summary: 'An instance has no interface.',
  check(model, report) {
    for (const instance of instancesOf(model)) {
      if (instance.interface !== undefined || takenLines(model, instance.block, 'vrf').some((line) => line.words.some((word) => word.opaque))) continue;
      const message = problem(model, instance);
      if (message) report(instance.header, 0, message);
      else if (fromRelease(model, '2.2.4')) for (const { line, interface: device, address } of instance.addresses) if (device === undefined) report(line, 0, text('`{0}` has no `dev`, and the instance no interface: it is removed', address));
    }
  },
};
