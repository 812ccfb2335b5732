// Addresses of another family than the instance, which the first one decides. Upstream: alloc_vrrp_vip(), alloc_vrrp_unicast_peer(), vrrp_srcip_handler().
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { Block } from '../../keepalived/blocks';
import { instancesOf } from '../../keepalived/instances';
import type { KeepalivedModel } from '../../keepalived/model';
import { linesOf, takenLines } from '../../keepalived/reading';

export const mixedFamilies: Rule<KeepalivedModel> = {
  id: 'mixed-families',
  severity: 'error',
  origin: 'daemon',
  summary: 'IPv4 and IPv6 in one instance.',
  check(model, report) {
    for (const { block, family, foreign } of instancesOf(model)) {
      for (const { line, what } of foreign) {
        const hint = what === 'virtual address' ? text('put it into `virtual_ipaddress_excluded`') : text('it is dropped');
        report(line, what === 'virtual address' || what === 'peer' ? 0 : 1, text('an IPv{0} {1} does not fit this IPv{2} instance: {3}', family === 4 ? 6 : 4, text(what), family, hint));
      }
      const native = takenLines(model, block, 'native_ipv6')[0];
      if (native && family === 4) report(native, 0, text('`native_ipv6` does not fit this IPv4 instance: it is ignored'));
      let version: string | undefined;
      for (const line of linesOf(model, block, 'version')) {
        const word = line.words[1];
        if (!word || word.opaque || model.binding(line).problems.some((problem) => problem.severity === 'error')) continue;
        const six = family === 6 && foreign.length === 0 && word.text === '2' && addressAbove(model, block, line);
        if ((version !== undefined && version !== word.text) || six) report(line, 1, text('version {0} contradicts {1}: the line is ignored', word.text, version === undefined ? text('IPv6') : text('version {0} above', version)));
        else version = word.text;
      }
    }
  },
};

/** Whether an address stands above a line of an instance, and so says its family. */
function addressAbove(model: KeepalivedModel, block: Block, line: Statement): boolean {
  return block.lines.slice(0, block.lines.indexOf(line)).some((other) => (model.opened(other)?.lines ?? [other]).some((entry) => model.binding(entry).values.some(({ kind }) => kind === 'address')));
}
