// `option external-check` needs a command, and permission in the global section.

import { text } from '../../core/text';
import { checkOptions } from '../../haproxy/health-checks';
import { checkedProxy, setting } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

export const externalCheckSetup: HaproxyRule = {
  id: 'external-check-setup',
  severity: 'error',
  origin: 'daemon',
  summary: 'External checks lack a command or the permission to run it, or are not chosen.',
  releases: '1.6+',
  kinds: checkedKinds,
  effective: ['option external-check', 'external-check command', 'external-check path'],
  whole: true,
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy) return;
    const chosen = setting(model, proxy, checkOptions(model));
    if (chosen === 'unknown') return;
    const external = chosen !== undefined && model.binding(chosen.line).keyword?.name === 'option external-check';
    const command = setting(model, proxy, ['external-check command']);
    const path = setting(model, proxy, ['external-check path']);
    const place = (found: { readonly line: typeof proxy.section.header }) => (proxy.section.body.includes(found.line) ? found.line : proxy.section.header);
    if (external) {
      const line = place(chosen);
      if (!model.statements('external-check').some((one) => model.section(one)?.kind === 'global')) report(line, 0, text('`option external-check` needs `external-check` in the global section'));
      if (command === undefined) report(line, 0, text('`option external-check` needs `external-check command`'));
      if (since(model, '2.2') && model.statements('insecure-fork-wanted').length === 0) report(line, 0, text('`option external-check` will likely fail: `insecure-fork-wanted` is not in the global section'), { severity: 'warning' });
    }
    for (const found of [command, path]) {
      if (!found || found === 'unknown') continue;
      const name = model.binding(found.line).keyword?.name ?? '';
      if (!external) report(place(found), 0, text('`{0}` has no effect without `option external-check`', name), { severity: 'warning' });
      const word = found.line.words[2];
      if (found === command && path === undefined && word && !word.opaque && !word.text.startsWith('/')) report(place(found), 0, text('`{0}` needs an absolute path, or `external-check path`', name));
    }
  },
};
