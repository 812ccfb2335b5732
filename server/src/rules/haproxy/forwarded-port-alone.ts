// `option forwarded` tells a port only beside the node that it belongs to.
import type { Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { HaproxyModel } from '../../haproxy/model';
import { isRefused, isTaken } from '../../haproxy/names';

export const forwardedPortAlone: Rule<HaproxyModel> = {
  id: 'forwarded-port-alone',
  severity: 'warning',
  origin: 'daemon',
  summary: '`option forwarded` names a port without its node.',
  check(model, report) {
    for (const line of model.statements('option forwarded')) {
      if (!isTaken(model, line) || isRefused(model, line)) continue;
      const words = new Map(model.binding(line).slots.flatMap(({ node, word }) => (node.kind === 'literal' ? [[node.word, word] as const] : [])));
      for (const node of ['by', 'for']) {
        const at = words.get(`${node}_port`) ?? words.get(`${node}_port-expr`);
        if (at !== undefined && !words.has(node) && !words.has(`${node}-expr`)) report(line, at, text('the port is ignored: neither `{0}` nor `{0}-expr` stands here', node));
      }
    }
  },
};
