// Settings that strict mode does not allow. Upstream: vrrp_complete_instance() of vrrp.c.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { Severity, Statement } from '../../core/tree';
import { type Instance, instancesOf } from '../../keepalived/instances';
import type { KeepalivedModel } from '../../keepalived/model';
import { innerBlocks, lastLine, switchOf, takenLines } from '../../keepalived/reading';
import { fromRelease } from '../../keepalived/releases';

interface Conflict {
  readonly at: Statement;
  readonly message: string;
  readonly severity: Severity;
}

const positive = (line: Statement | undefined) => (line && Number(line.words[1]?.text) > 0 ? line : undefined);

/** Releases 2.2.5 to 2.3 forget to look whether there are peers. */
const refusesUnicast = (model: KeepalivedModel) => !fromRelease(model, '2.2.7') || fromRelease(model, '2.4.0');

function* conflicts(model: KeepalivedModel, instance: Instance): Generator<Conflict> {
  const { block, strict, priority, stateLine, version, family, addresses, peers } = instance;
  const owner = priority === 255;
  const last = (keyword: string) => lastLine(model, block, keyword);
  const warn = (at: Statement | undefined, message: string, severity: Severity = 'warning') => (at ? [{ at, message, severity }] : []);
  const six = addresses[0];
  const global = family === 6 && peers.length === 0 && six !== undefined && !/^fe[89ab].:/.test(six.key);
  if (global && (strict || !fromRelease(model, '2.2.4'))) yield* warn(six.line, text('the first IPv6 address must be link-local'), 'error');
  if (!strict) {
    const ignores = last('owner_ignore_adverts');
    if (ignores && !owner && switchOf(model, block, 'owner_ignore_adverts')) yield* warn(ignores, text('`owner_ignore_adverts` is ignored: the priority is not 255'), 'error');
    else if (ignores && owner && !switchOf(model, block, 'owner_ignore_adverts')) yield* warn(ignores, text('the owner of the addresses ignores adverts anyway'));
    return;
  }
  if (stateLine && (stateLine.words[1]?.text === 'MASTER') !== owner) yield* warn(stateLine, text('strict mode: MASTER goes with priority 255 only, and it alone'));
  if (family === 6 && lastLine(model, block, 'version')?.words[1]?.text === '2') yield* warn(last('version'), text('IPv6 does not go with VRRP version 2: 3 is taken'));
  if (peers.length > 0 && refusesUnicast(model)) yield* warn(innerBlocks(block, 'vrrp_instance/unicast_peer')[0]?.header, text('strict mode knows no unicast: keepalived does not start `{0}`', instance.name), 'error');
  if (!owner && version === 2 && takenLines(model, block, 'accept').length > 0 && last('accept') && !last('no_accept')) yield* warn(last('accept'), text('VRRP version 2 in strict mode does not accept: it is ignored'));
  yield* warn(positive(last('garp_lower_prio_repeat')), text('`garp_lower_prio_repeat` is ignored in strict mode'));
  yield* warn(positive(last('garp_lower_prio_delay')), text('`garp_lower_prio_delay` is ignored in strict mode'));
  if (switchOf(model, block, 'lower_prio_no_advert') === false) yield* warn(last('lower_prio_no_advert'), text('`lower_prio_no_advert` is always on in strict mode'));
  if (switchOf(model, block, 'higher_prio_send_advert')) yield* warn(last('higher_prio_send_advert'), text('`higher_prio_send_advert` is always off in strict mode'));
  const down = last('down_timer_adverts');
  if (fromRelease(model, '2.2.4') && down && Number(down.words[1]?.text) !== 3) yield* warn(down, text('`down_timer_adverts` is ignored in strict mode'));
  if (takenLines(model, block, 'use_vmac').length > 0) yield* warn(last('vmac_xmit_base'), text('`vmac_xmit_base` is ignored in strict mode'));
}

export const strictModeConflict: Rule<KeepalivedModel> = {
  id: 'strict-mode-conflict',
  severity: 'warning',
  origin: 'daemon',
  summary: 'Strict mode does not allow a setting.',
  check(model, report) {
    for (const instance of instancesOf(model)) for (const { at, message, severity } of conflicts(model, instance)) report(at, 0, message, { severity });
  },
};
