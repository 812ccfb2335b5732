// Two instances with the same virtual router id on one interface. Upstream: check_vrid_conflicts() of vrrp.c.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import { globalSwitch, type Instance, instancesOf } from '../../keepalived/instances';
import type { KeepalivedModel } from '../../keepalived/model';
import { lastLine, valueOf } from '../../keepalived/reading';
import { fromRelease } from '../../keepalived/releases';

/** The source address of unicast as written. */
const sourceOf = (model: KeepalivedModel, { block }: Instance) => valueOf(model, block, 'unicast_src_ip')?.text ?? valueOf(model, block, 'mcast_src_ip')?.text;

/** Whether two instances of one number and family come into each other's way. */
function collide(model: KeepalivedModel, a: Instance, b: Instance): boolean {
  const unicast = a.peers.length > 0;
  if (unicast !== b.peers.length > 0) return !fromRelease(model, '2.1.5') && a.interface === b.interface;
  if (!unicast || !fromRelease(model, '2.1.5')) return a.interface !== undefined && a.interface === b.interface && valueOf(model, a.block, 'mcast_dst_ip')?.text === valueOf(model, b.block, 'mcast_dst_ip')?.text;
  if (a.interface !== undefined && b.interface !== undefined && a.interface !== b.interface) return false;
  const [from, to] = [sourceOf(model, a), sourceOf(model, b)];
  if (from !== undefined && to !== undefined && from !== to) return false;
  if ((from === undefined) !== (to === undefined)) return false;
  return !fromRelease(model, '2.2.7') || a.peers.some((peer) => b.peers.some((other) => other.key === peer.key));
}

export const duplicateRouterId: Rule<KeepalivedModel> = {
  id: 'duplicate-router-id',
  severity: 'error',
  origin: 'daemon',
  summary: 'Two instances use the same virtual router id.',
  check(model, report) {
    // With dynamic interfaces it depends on which of them exist.
    const certain = globalSwitch(model, 'dynamic_interfaces') !== true;
    const instances = instancesOf(model).filter(({ routerId }) => routerId !== undefined);
    instances.forEach((instance, i) => {
      const line = lastLine(model, instance.block, 'virtual_router_id');
      const other = instances.slice(0, i).find((earlier) => earlier.routerId === instance.routerId && earlier.family === instance.family && collide(model, earlier, instance));
      if (!line || !other || line.words[1]?.opaque) return;
      const start = other.header.start;
      report(line, 1, text('`{0}` has this virtual router id too', other.name), { ...(certain ? {} : { severity: 'warning', origin: 'advice' }), notes: [{ start, end: start + other.header.length, message: text('the other instance') }] });
    });
  },
};
