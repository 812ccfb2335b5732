// The expression by which a proxy balances is read once the proxy is complete; upstream: check_config_validity(), postcheck_log_backend().
import { fineMark } from '../../core/marks';
import { text } from '../../core/text';
import type { LineProblem } from '../../core/tree';
import { readsBuffers } from '../../haproxy/expressions/checkpoints';
import { keptIn } from '../../haproxy/expressions/kept';
import { checkedProxy, modeOf, ownLines, setting } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';

/** Mark of lines with an expression. */
const reading = fineMark('balance-by-expression', ['balance'], (_model, _line, { values }) => values.some(({ kind }) => kind === 'inherited-faults' || kind === 'sample'));

export const faultyBalance: HaproxyRule = {
  id: 'faulty-balance',
  severity: 'error',
  origin: 'daemon',
  summary: 'The expression of `balance hash` is wrong.',
  releases: '2.6+',
  kinds: checkedKinds,
  effective: [reading],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    const found = proxy?.backend ? setting(model, proxy, ['balance']) : undefined;
    // A frontend, which is told that the line is ignored, has its own one read all the same.
    const line = proxy?.backend ? (found === 'unknown' ? undefined : found?.line) : proxy && ownLines(model, proxy, 'balance').at(-1);
    if (!proxy || !line || line.uncertain) return;
    const method = line.words[1]?.text ?? '';
    const mode = modeOf(model, proxy);
    if (mode === undefined || (method === 'log-hash') !== (mode === 'log')) return;
    const notes = [{ start: line.start, end: line.start + line.length, message: text('it is written here') }];
    const faults = model.binding(line).values.find(({ kind }) => kind === 'inherited-faults')?.value as readonly LineProblem[] | undefined;
    if (faults?.[0]) report(section.header, 1, text('`balance {0}`: {1}', method, faults[0].message), { notes });
    else if (mode === 'http' && keptIn(model, line, 'sample').some(({ use }) => use && readsBuffers(use)))
      report(section.header, 1, text('`balance {0}` reads raw buffers, which mode http does not have', method), { severity: 'warning', notes });
  },
};
