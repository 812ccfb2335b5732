// `option forwarded` tells a port only beside the node that it belongs to.

import { text } from '../../core/text';
import { isRefused, isTaken, statementsIn } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';

export const forwardedPortAlone: HaproxyRule = {
  id: 'forwarded-port-alone',
  severity: 'warning',
  origin: 'daemon',
  summary: '`option forwarded` names a port without its node.',
  holds: ['option forwarded'],
  checkPart(model, section, report) {
    for (const line of statementsIn(model, section, 'option forwarded')) {
      if (!isTaken(model, line) || isRefused(model, line)) continue;
      const words = new Map(model.binding(line).slots.flatMap(({ node, word }) => (node.kind === 'literal' ? [[node.word, word] as const] : [])));
      for (const node of ['by', 'for']) {
        const at = words.get(`${node}_port`) ?? words.get(`${node}_port-expr`);
        if (at !== undefined && !words.has(node) && !words.has(`${node}-expr`)) report(line, at, text('the port is ignored: neither `{0}` nor `{0}-expr` stands here', node));
      }
    }
  },
};
