// Rules on the level of contents that do not wait for them, or need not; upstream: check_trk_action(), check_capture(), and cfgparse.c up to 2.1.
import { text } from '../../core/text';
import { actionOf } from '../../haproxy/actions';
import { places } from '../../haproxy/expressions/checkpoints';
import { keptIn } from '../../haproxy/expressions/kept';
import { declaredIn, usesOf } from '../../haproxy/expressions/uses';
import { isRefused, isTaken, statementsIn } from '../../haproxy/names';
import { checkedProxy, has, modeOf } from '../../haproxy/proxies';
import { frontendKinds, type HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

const contents = new Set(['L6REQ', 'HRQHV', 'HRQHP', 'HRQBO']);
const keyword = 'tcp-request content';

export const missingInspectDelay: HaproxyRule = {
  id: 'missing-inspect-delay',
  severity: 'warning',
  origin: 'daemon',
  summary: 'A rule about contents does not wait for them, or need not stand there.',
  kinds: frontendKinds,
  holds: [keyword],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy?.frontend) return;
    const waits = has(model, proxy, 'tcp-request inspect-delay');
    const early = since(model, '2.3') && modeOf(model, proxy) === 'http';
    const declared = declaredIn(model, section);
    for (const line of statementsIn(model, section, keyword)) {
      const action = actionOf(model.binding(line))?.keyword?.entry.extra?.looksAt;
      const [sample] = keptIn(model, line, 'sample');
      if (typeof action !== 'string' || !sample?.ok || line.uncertain || !isTaken(model, line) || isRefused(model, line)) continue;
      if (waits === false && !(sample.places & places.feSession) && (action === 'key' || since(model, '1.6'))) report(line, 3, text('`{0}` may not have arrived yet: `tcp-request inspect-delay` is missing', line.words[3]?.text ?? ''));
      const terms = keptIn(model, line, 'condition').flatMap((condition) => condition.alternatives.flat());
      const asks = [sample.use ?? ['L6REQ'], ...terms.flatMap((term) => usesOf(model, term, declared))].some((use) => use.some((source) => contents.has(source)));
      if (action === 'key' && early && !asks) report(line, undefined, text('no content is looked at: `tcp-request session` tracks invalid requests too'));
    }
  },
};
