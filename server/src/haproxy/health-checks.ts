// Which health check a backend really makes: the option that wins, the rules that it runs, and what each server does.
import type { Knowledge } from '../core/knowledge';
import type { Statement } from '../core/tree';
import type { HaproxyModel } from './model';
import { isNegated, type Proxy } from './proxies';

/** The health check of one server line. */
export interface ServerCheck {
  readonly line: Statement;
  /** It is checked at all: by its own or a `default-server` parameter. */
  readonly checked: boolean;
  /** Its checks go over TLS by parameters of the server. */
  readonly tls: boolean;
  /** It says already whether the certificate is verified. */
  readonly verify: boolean;
}

/** The health check of a backend as the daemon runs it. */
export interface HealthCheck {
  /** The option that decides, by its full name; undefined: a bare connection. */
  readonly option: { readonly name: string; readonly line: Statement; readonly proxy: Proxy } | undefined;
  /** Own option lines that a later one makes void (every release is silent about it). */
  readonly overridden: readonly Statement[];
  /** Own lines that belong to health checks: options and their rules. */
  readonly lines: readonly Statement[];
  /** Rules in effect of the option that won. */
  readonly rules: readonly Statement[];
  readonly servers: readonly ServerCheck[];
  /** Own `default-server` lines. */
  readonly defaults: readonly Statement[];
}

/** Whether a server, default-server or bind line carries a parameter; its word index, or -1. */
export function parameter(model: HaproxyModel, line: Statement, name: string): number {
  return model.binding(line).slots.find((slot) => slot.node.kind === 'params' && slot.keyword?.name === name)?.word ?? -1;
}

const options = new WeakMap<Knowledge, readonly string[]>();

/** The options that choose the health check of a proxy, by their full names: the last one wins. */
export function checkOptions({ knowledge }: HaproxyModel): readonly string[] {
  let names = options.get(knowledge);
  if (!names) options.set(knowledge, (names = [...knowledge.names('health-check')]));
  return names;
}

function optionOf(model: HaproxyModel, line: Statement): string | undefined {
  const name = model.binding(line).keyword?.name;
  return name?.startsWith('option ') && model.knowledge.all('health-check', name).length > 0 ? name : undefined;
}

/** First words of the rules that an option runs (`http-check`, `tcp-check`). */
function familyOf(model: HaproxyModel, option: string): string | undefined {
  return model.knowledge.all('health-check', option)[0]?.entry.extra?.rules as string | undefined;
}

/** Own lines of a proxy that choose its health check. */
export function checkOptionLines(model: HaproxyModel, proxy: Proxy): readonly Statement[] {
  const found: Statement[] = [];
  for (const line of proxy.section.body) if (line.active !== false && optionOf(model, line) !== undefined) found.push(line);
  return found;
}

/** Works out the health check of a proxy that has servers. Source of the order: each `option ...chk` line of a proxy replaces the one before (check.c). */
export function healthCheckOf(model: HaproxyModel, proxy: Proxy): HealthCheck {
  const own = proxy.section.body.filter((line) => line.active !== false);
  const options = own.filter((line) => optionOf(model, line) !== undefined);
  let option: HealthCheck['option'];
  for (let at: Proxy | undefined = proxy; at && !option; at = at.parent) {
    const lines: readonly Statement[] = at.section.body.filter((line) => line.active !== false && optionOf(model, line) !== undefined);
    const last = lines[lines.length - 1];
    if (!last) continue;
    if (isNegated(last)) break;
    option = { name: optionOf(model, last) as string, line: last, proxy: at };
  }
  const families = new Set<string>();
  for (const keyword of model.knowledge.each('health-check')) {
    const family = familyOf(model, keyword.name);
    if (family !== undefined) families.add(family);
  }
  const ruleLines = (lines: readonly Statement[], family?: string) => lines.filter((line) => (family ? line.words[0]?.text === family : families.has(line.words[0]?.text ?? '')));
  const winning = option && familyOf(model, option.name);
  let rules = winning ? ruleLines(own, winning) : [];
  for (let at = proxy.parent; winning && rules.length === 0 && at; at = at.parent) rules = ruleLines(at.section.body, winning);

  const inherited: Statement[] = [];
  for (let at: Proxy | undefined = proxy; at; at = at.parent) inherited.unshift(...at.section.body.filter((line) => model.binding(line).keyword?.name === 'default-server'));
  const defaultHas = (name: string) => inherited.some((line) => parameter(model, line, name) >= 0);
  const servers = own
    .filter((line) => /^server(-template)?$/.test(model.binding(line).keyword?.name ?? ''))
    .map((line): ServerCheck => {
      const has = (name: string) => parameter(model, line, name) >= 0;
      return {
        line,
        checked: (has('check') || defaultHas('check')) && !has('no-check'),
        tls: (has('check-ssl') || has('ssl') || defaultHas('check-ssl') || defaultHas('ssl')) && !has('no-check-ssl'),
        verify: has('verify') || has('ca-file') || defaultHas('verify') || defaultHas('ca-file'),
      };
    });
  return {
    option,
    overridden: options.slice(0, -1).filter((line) => optionOf(model, line) !== optionOf(model, options[options.length - 1] as Statement)),
    lines: own.filter((line) => options.includes(line) || families.has(line.words[0]?.text ?? '')),
    rules,
    servers,
    defaults: own.filter((line) => model.binding(line).keyword?.name === 'default-server'),
  };
}

/** The path that an HTTP check asks for; undefined when a variable hides it. The rule `send` wins over the option (since 2.2). */
export function checkedPath(model: HaproxyModel, check: HealthCheck): string | undefined {
  for (const rule of [...check.rules].reverse()) {
    const slots = model.binding(rule).slots;
    const uri = slots.find((slot) => slot.node.kind === 'argument' && slot.node.name === 'uri');
    if (uri) return rule.words[uri.word]?.opaque ? undefined : rule.words[uri.word]?.text;
  }
  const line = check.option?.line;
  if (!line) return undefined;
  const from = line.words.findIndex((word) => word.text === 'option') + 2;
  const words = line.words.slice(from);
  const word = words.length >= 2 ? words[1] : words[0];
  if (!word) return '/';
  return word.opaque ? undefined : word.text;
}

/** Whether the checks of every checked server go over TLS. */
export function checksTls(check: HealthCheck): boolean {
  if (check.rules.some((rule) => rule.words[1]?.text === 'connect' && rule.words.some((word, i) => i > 1 && word.text === 'ssl'))) return true;
  const checked = check.servers.filter((server) => server.checked);
  return checked.length > 0 && checked.every((server) => server.tls);
}
