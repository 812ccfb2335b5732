// Options of an address that do not go together. Upstream: alloc_ipaddress() of vrrp_ipaddress.c.
import type { Report, Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import { globalSwitch } from '../../keepalived/instances';
import type { KeepalivedModel } from '../../keepalived/model';
import { addressAt, entriesOf, innerBlocks, literalAt } from '../../keepalived/reading';
import { fromRelease } from '../../keepalived/releases';

function checkEntry(model: KeepalivedModel, line: Statement, fixed: boolean, report: Report): void {
  const { slots } = model.binding(line);
  const address = addressAt(model, line, 0);
  if (!address) return;
  const devices = slots.filter(({ node }) => node.kind === 'literal' && node.word === 'dev');
  const second = devices[1];
  if (second) report(line, second.word, text('`dev` stands here twice: the address is dropped'));
  const at = (word: string) => literalAt(model, line, word);
  const broadcast = at('brd') ?? at('broadcast');
  const six = address.family === 6;
  if (broadcast !== undefined && six) report(line, broadcast, text('IPv6 has no broadcast: the address is dropped'));
  else if (broadcast !== undefined && /^[-+]$/.test(line.words[broadcast + 1]?.text ?? '') && (address.bits ?? 32) > 30 && at('peer') === undefined)
    report(line, broadcast, text('a prefix of {0} bits has no broadcast address', address.bits ?? 32));
  const scope = at('scope');
  if (scope !== undefined && six && !/^(0|global)$/.test(line.words[scope + 1]?.text ?? '')) report(line, scope, text('IPv6 addresses have no scope: it is ignored'));
  const label = at('label');
  if (label !== undefined && six) report(line, label, text('IPv6 addresses have no label: it is ignored'));
  const peer = at('peer');
  if (peer !== undefined) {
    const other = addressAt(model, line, peer + 1);
    if (other && other.family !== address.family) report(line, peer + 1, text('the peer is of another family: it is ignored'));
    else if (other && address.bits !== (six ? 128 : 32)) report(line, 0, text('an address with a peer has no prefix length: it is ignored'));
    if (broadcast !== undefined) report(line, broadcast, text('an address with a peer has no broadcast: it is ignored'));
  }
  const vmac = at('use_vmac');
  if (vmac !== undefined && devices.length === 0) report(line, vmac, text('`use_vmac` needs `dev`: it is ignored'));
  if (fixed && at('track_group') !== undefined && devices.length === 0 && fromRelease(model, '2.0.10') && globalSwitch(model, 'dynamic_interfaces') === undefined)
    report(line, at('track_group') as number, text('`track_group` needs `dev`: it is ignored'));
}

export const badAddressEntry: Rule<KeepalivedModel> = {
  id: 'bad-address-entry',
  severity: 'error',
  origin: 'daemon',
  summary: 'Options of an address contradict each other.',
  check(model, report) {
    for (const block of innerBlocks(model.file, 'vrrp_instance')) for (const list of ['virtual_ipaddress', 'virtual_ipaddress_excluded']) for (const line of entriesOf(block, `vrrp_instance/${list}`)) checkEntry(model, line, false, report);
    for (const line of entriesOf(model.file, 'static_ipaddress')) checkEntry(model, line, true, report);
  },
};
