// A way to treat HTTP connections that the newer form of messages does not have; upstream: check_config_validity() of 2.0.
import { text } from '../../core/text';
import { usesHtx } from '../../haproxy/htx';
import { checkedProxy, setting } from '../../haproxy/proxies';
import { frontendKinds, type HaproxyRule } from '../../haproxy/rule';

/** Options of which the last one counts. */
const ways = ['option http-tunnel', 'option httpclose', 'option forceclose', 'option http-server-close', 'option http-keep-alive'];

export const ignoredTunnel: HaproxyRule = {
  id: 'ignored-tunnel',
  severity: 'warning',
  origin: 'daemon',
  summary: '`option http-tunnel` has no effect.',
  releases: '2.0',
  kinds: frontendKinds,
  effective: ['option http-tunnel'],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    if (!proxy?.frontend || usesHtx(model, proxy) !== true) return;
    const found = setting(model, proxy, ways);
    if (!found || found === 'unknown' || model.binding(found.line).keyword?.name !== ways[0]) return;
    const own = found.proxy === proxy;
    report(own ? found.line : section.header, own ? 0 : 1, text('`{0}` is ignored: 2.0 treats messages in the newer form unless told `no option http-use-htx`', 'option http-tunnel'));
  },
};
