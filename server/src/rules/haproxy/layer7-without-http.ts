// Observing HTTP errors where there is no HTTP; upstream: srv_parse_observe(), which prints an alert and goes on.
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { HaproxyModel } from '../../haproxy/model';
import { linesOf, modeOf, ownLines, type Proxy, proxyOf } from '../../haproxy/proxies';
import { type HaproxyRule, proxyKinds } from '../../haproxy/rule';
import { lastOf, settingsOn } from '../../haproxy/servers';

/** The mode that a proxy has when the daemon reads one of its lines; undefined when it cannot be told. */
function modeAt(model: HaproxyModel, proxy: Proxy, line: Statement): string | undefined {
  const last = ownLines(model, proxy, 'mode')
    .filter((one) => one.start < line.start)
    .pop();
  if (last) return last.uncertain || last.words[1]?.opaque ? undefined : last.words[1]?.text;
  return proxy.parent ? modeOf(model, proxy.parent) : 'tcp';
}

export const layer7WithoutHttp: HaproxyRule = {
  id: 'layer7-without-http',
  severity: 'warning',
  origin: 'advice',
  summary: '`observe layer7` in a proxy that is not in mode http.',
  kinds: proxyKinds,
  holds: ['server/observe'],
  checkPart(model, section, report) {
    const proxy = proxyOf(model, section);
    if (!proxy || proxy.kind === 'frontend' || section.header.uncertain) return;
    for (const line of ['server', 'server-template', 'default-server'].flatMap((keyword) => linesOf(model, section, keyword))) {
      const observe = lastOf(settingsOn(model, line), 'observe');
      if (observe?.args[0]?.text !== 'layer7' || line.uncertain) continue;
      const mode = modeAt(model, proxy, line);
      if (mode !== undefined && mode !== 'http') report(line, observe.word, text('`observe layer7` is ignored: {0} is in mode {1}', proxy.name ? text('{0} `{1}`', proxy.kind, proxy.name) : text('`{0}`', proxy.kind), mode));
    }
  },
};
