// Options of interfaces that keepalived makes. Upstream: vrrp_vmac_handler() and vrrp_complete_instance().
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import { instancesOf } from '../../keepalived/instances';
import type { KeepalivedModel } from '../../keepalived/model';
import { lastLine, linesOf, takenLines } from '../../keepalived/reading';
import { fromRelease } from '../../keepalived/releases';

export const vmacOptions: Rule<KeepalivedModel> = {
  id: 'vmac-options',
  severity: 'error',
  origin: 'daemon',
  summary: 'Options of VMAC or ipvlan do not fit.',
  check(model, report) {
    const names = new Map<string, string>();
    for (const { block, family, name, strict, interface: device, unicastWanted } of instancesOf(model)) {
      const vmac = linesOf(model, block, 'use_vmac').length > 0;
      const base = lastLine(model, block, 'vmac_xmit_base');
      if (base && !vmac) report(base, 0, text('`vmac_xmit_base` is ignored: there is no `use_vmac`'));
      const [ipvlan] = linesOf(model, block, 'use_ipvlan');
      if (ipvlan && family === 4 && !model.binding(ipvlan).values.some(({ kind }) => kind === 'address')) report(ipvlan, 0, text('an IPv4 ipvlan needs an address: the instance goes to FAULT'));
      const promote = takenLines(model, block, 'promote_secondaries')[0];
      if (promote && (vmac || ipvlan)) report(promote, 0, text('`promote_secondaries` is set for a VMAC anyway'), { severity: 'warning' });
      const vrf = lastLine(model, block, 'vrf');
      if (vrf && device !== undefined) report(vrf, 0, text('`vrf` goes without `interface` only: it is ignored'));
      else if (vrf && !unicastWanted) report(vrf, 0, text('`vrf` goes with unicast only: it is ignored'));
      let made: string | undefined;
      for (const line of [...linesOf(model, block, 'use_vmac'), ...linesOf(model, block, 'use_ipvlan')]) {
        if (strict && line.words.some((word) => word.text.includes(':')) && line.words[0]?.text === 'use_vmac' && fromRelease(model, '2.2.7'))
          report(line, 1, text("strict mode knows no MAC address of one's own: it is ignored"), { severity: 'warning' });
        for (const { kind, word, value } of model.binding(line).values) {
          if (kind !== 'made-interface' && !(kind === 'interface' && line.words[0]?.text === 'use_vmac')) continue;
          const other = names.get(String(value));
          if (made !== undefined && fromRelease(model, '2.2.7') && kind === 'made-interface') report(line, word, text('the interface is named `{0}` already: this name is ignored', made));
          else if (other !== undefined && fromRelease(model, '2.2.4')) report(line, word, text('`{0}` has an interface of this name already', other));
          else if (String(value) === device) report(line, word, text('`{0}` is the interface that the instance runs on: keepalived makes one of another name', device));
          else made = String(value);
          names.set(String(value), name);
        }
      }
    }
  },
};
