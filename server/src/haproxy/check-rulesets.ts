// The kind of health check that a proxy makes, and its rules that no option takes in. Upstream: the flags of `tcpcheck_rules`, as each release keeps them.
import { partFact } from '../core/part-index';
import type { Statement } from '../core/tree';
import { linesUnder } from './contents';
import type { HaproxyModel, Section } from './model';
import { isNegated, type Proxy, proxyOf } from './proxies';
import { since } from './since';

/** The bits that stand for a kind: up to 2.3 they add up when several options stand in a proxy. */
const kinds: Readonly<Record<string, number>> = {
  'option pgsql-check': 0x10,
  'option redis-check': 0x20,
  'option smtpchk': 0x30,
  'option httpchk': 0x40,
  'option mysql-check': 0x50,
  'option ldap-check': 0x60,
  'option ssl-hello-chk': 0x70,
  'option spop-check': 0x90,
  'option tcp-check': 0xff0,
  'option external-check': 0,
};
const http = 'option httpchk';
const tcp = 'option tcp-check';
const actions = (protocol: string, names: readonly string[]) => names.map((name) => `${protocol}-check ${name}`);
const common = ['comment', 'connect', 'expect', 'send', 'set-var', 'set-var-fmt', 'unset-var'];
const httpRules = actions('http', common);
const tcpRules = actions('tcp', [...common, 'send-binary', 'send-binary-lf', 'send-lf']);
const keywords = new Set([...Object.keys(kinds), ...httpRules, ...tcpRules]);
const tcpKeywords = new Set(tcpRules);

export interface CheckRulesets {
  /** An option other than `option external-check` chose the kind. */
  readonly chosen: boolean;
  /** That kind is HTTP. */
  readonly http: boolean;
  /** The first rules of either kind that nothing takes in. */
  readonly unusedHttp: Statement | undefined;
  readonly unusedTcp: Statement | undefined;
}

type State = { chosen: string | undefined; kind: number; unusedHttp: Statement | undefined; unusedTcp: Statement | undefined };

const fresh: State = { chosen: undefined, kind: 0, unusedHttp: undefined, unusedTcp: undefined };

/** What the lines of a proxy make of its health checks; undefined when a conditional block decides. */
export function checkRulesets(model: HaproxyModel, proxy: Proxy): CheckRulesets | undefined {
  const state = stateIn(model, proxy.section);
  return state && { chosen: state.chosen !== undefined && state.chosen !== 'option external-check', http: state.kind === kinds[http], unusedHttp: state.unusedHttp, unusedTcp: state.unusedTcp };
}

/** What holds at the end of a section, that of its defaults before it. */
const stateIn = partFact((model: HaproxyModel, section: Section): State | undefined => {
  const proxy = proxyOf(model, section);
  const before = proxy?.parent ? stateIn(model, proxy.parent.section) : fresh;
  if (!proxy || !before) return undefined;
  const state = { ...before };
  return read(model, proxy, state) ? state : undefined;
});

function read(model: HaproxyModel, proxy: Proxy, state: State): boolean {
  const modern = since(model, '2.2');
  // Frontends inherit what was chosen, but nothing about the rules.
  if (modern && proxy.kind === 'frontend') state.kind = 0;
  state.unusedHttp = state.unusedTcp = undefined;
  for (const line of linesUnder(model, proxy.section, keywords)) {
    const keyword = model.binding(line).keyword?.name ?? '';
    if (line.uncertain) return false;
    if (!Object.hasOwn(kinds, keyword)) rule(state, keyword, line);
    else if (!isNegated(line)) choose(model, state, keyword);
  }
  if (!modern) {
    // Only what stands at the end counts, and `http-check` rules are never told.
    state.unusedHttp = undefined;
    state.unusedTcp = state.chosen === tcp ? undefined : linesUnder(model, proxy.section, tcpKeywords)[0];
  }
  return true;
}

function choose(model: HaproxyModel, state: State, option: string): void {
  state.chosen = option;
  const kind = kinds[option] ?? 0;
  if (kind === 0) return;
  const own = option === http || option === tcp;
  const added = own && !since(model, '2.4') && since(model, '2.2');
  state.kind = added ? state.kind | kind : kind;
  if (added) return;
  const late = since(model, '3.4');
  if (!late || option === http) state.unusedHttp = undefined;
  if (!late || option === tcp) state.unusedTcp = undefined;
}

function rule(state: State, keyword: string, line: Statement): void {
  const side = keyword.startsWith('http-') ? 'unusedHttp' : 'unusedTcp';
  const used = state.chosen !== undefined && state.chosen !== 'option external-check' && state.kind === kinds[side === 'unusedHttp' ? http : tcp];
  state[side] = used ? undefined : (state[side] ?? line);
}
