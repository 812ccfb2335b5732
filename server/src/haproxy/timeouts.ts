// Which timeouts a proxy lacks: those of the defaults that it starts from are worked out once for all.
import { marksOf, meet } from '../core/marks';
import { partFact } from '../core/part-index';
import { marksIn } from './contents';
import type { HaproxyModel, Section } from './model';
import { type Proxy, proxyOf, settingFrom } from './proxies';

/** All names under which each timeout can be set. */
const names = {
  client: ['timeout client', 'clitimeout', 'timeout clitimeout'],
  connect: ['timeout connect', 'contimeout', 'timeout contimeout'],
  server: ['timeout server', 'srvtimeout', 'timeout srvtimeout'],
  tunnel: ['timeout tunnel'],
} as const;
const marks = marksOf(Object.values(names).flat());

/** The timeouts that are missing. */
interface Lacking {
  readonly client: boolean;
  readonly connect: boolean;
  readonly server: boolean;
  readonly tunnel: boolean;
}

const nothing: Lacking = { client: false, connect: false, server: false, tunnel: false };

function lackingFrom(model: HaproxyModel, proxy: Proxy): Lacking {
  return { client: lacks(model, proxy, 'client'), connect: lacks(model, proxy, 'connect'), server: lacks(model, proxy, 'server'), tunnel: lacks(model, proxy, 'tunnel') };
}

/** What is missing in each proxy without timeouts of its own that starts from a section. */
const lackingIn = partFact((model: HaproxyModel, section: Section): Lacking => {
  const proxy = proxyOf(model, section);
  return proxy ? lackingFrom(model, proxy) : nothing;
});

/** The timeouts that a proxy lacks; none where a conditional block decides. */
export function lackingOf(model: HaproxyModel, proxy: Proxy): Lacking {
  const { parent, section } = proxy;
  if (section.header.uncertain) return nothing;
  return parent && !meet(marks, marksIn(model, section)) ? lackingIn(model, parent.section) : lackingFrom(model, proxy);
}

/** Whether a timeout is missing: not set, or zero. Unknown counts as set. */
function lacks(model: HaproxyModel, proxy: Proxy, timeout: keyof typeof names): boolean {
  const found = settingFrom(model, proxy, names[timeout]);
  if (found === 'unknown') return false;
  if (!found) return true;
  const value = found.line.words[found.line.words[0]?.text === 'timeout' ? 2 : 1];
  return value !== undefined && !value.opaque && /^0+(us|ms|s|m|h|d)?$/.test(value.text);
}
