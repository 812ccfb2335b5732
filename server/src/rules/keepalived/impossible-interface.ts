// Names that no interface can have. Whether one exists is not known here; with `dynamic_interfaces` none has to. Upstream: if_get_by_ifname().
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import { walkBlocks } from '../../keepalived/blocks';
import { globalSwitch } from '../../keepalived/instances';
import type { KeepalivedModel } from '../../keepalived/model';

/** Names that the kernel, or the tools that set interfaces up, do not allow. */
function problemOf(name: string): string | undefined {
  if (name.length > 15) return text('the name of an interface has at most {0} characters', 15);
  if (!/^[\w.@+-]+$/.test(name) || name === '.' || name === '..') return text('`{0}` cannot be the name of an interface', name);
  return undefined;
}

export const impossibleInterface: Rule<KeepalivedModel> = {
  id: 'impossible-interface',
  severity: 'error',
  origin: 'daemon',
  summary: 'A word cannot be the name of an interface.',
  check(model, report) {
    const dynamic = globalSwitch(model, 'dynamic_interfaces') === true;
    for (const block of walkBlocks(model.file)) {
      for (const line of block.lines) {
        for (const { kind, word, value } of model.binding(line).values) {
          if (kind !== 'interface') continue;
          const name = String(value);
          const keyword = model.binding(line).keyword?.name;
          if (name === 'lo' && keyword === 'interface' && block.path === 'vrrp_instance') {
            report(line, word, text('VRRP does not run on the loopback interface: the line is ignored'));
            continue;
          }
          const problem = problemOf(name);
          if (!problem || (dynamic && name.length <= 15) || keyword === 'default_interface') continue;
          report(line, word, problem);
        }
      }
    }
  },
};
