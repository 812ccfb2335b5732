// What the parameters of health checks mean together: how long until a server counts as down or up again.
import { duration } from '../core/quantities';
import { text } from '../core/text';
import type { Statement } from '../core/tree';
import { parameter } from './health-checks';
import type { HaproxyModel } from './model';
import { ownLines, type Proxy, proxyOf } from './proxies';
import { milliseconds } from './values/time';

/** Parameters whose values decide, with their defaults (manual, "server and default-server options"). */
const defaults: Readonly<Record<string, number>> = { inter: 2000, fall: 3, rise: 2 };

const concerned: ReadonlySet<string> = new Set(['check', 'inter', 'fastinter', 'downinter', 'fall', 'rise']);

/** The value of a parameter in effect for a server line: its own, else that of the last `default-server` above it, through the defaults. Undefined when it is a variable. */
function value(model: HaproxyModel, line: Statement, proxy: Proxy | undefined, name: string): number | undefined {
  const own = parameter(model, line, name);
  if (own >= 0) return name === 'fall' || name === 'rise' ? number(line, own + 1) : milliseconds(line.words[own + 1]);
  for (let at = proxy; at; at = at.parent) {
    const lines = ownLines(model, at, 'default-server').filter((one) => at !== proxy || one.start < line.start);
    for (const one of [...lines].reverse()) {
      const set = parameter(model, one, name);
      if (set >= 0) return name === 'fall' || name === 'rise' ? number(one, set + 1) : milliseconds(one.words[set + 1]);
    }
  }
  return defaults[name];
}

function number(line: Statement, at: number): number | undefined {
  const word = line.words[at];
  return word && !word.opaque && /^\d{1,9}$/.test(word.text) ? Number(word.text) : undefined;
}

/** In words: down after `fall` failed checks, up after `rise` good ones; the first failure comes within one interval. */
export function explainCheck(model: HaproxyModel, statement: Statement, word: number): readonly string[] {
  const binding = model.binding(statement);
  const keyword = binding.keyword?.name ?? '';
  const slot = binding.slots.find((one) => (one.word === word || one.word === word - 1) && one.node.kind === 'params');
  if (!/^(server|server-template|default-server)$/.test(keyword) || !slot?.keyword || !concerned.has(slot.keyword.name)) return [];
  const proxy = proxyOf(model, model.section(statement));
  const get = (name: string) => value(model, statement, proxy, name);
  const [inter, fall, rise] = [get('inter'), get('fall'), get('rise')];
  if (inter === undefined || fall === undefined || rise === undefined) return [];
  const fast = get('fastinter') ?? inter;
  const slow = get('downinter') ?? inter;
  const least = fast * Math.max(fall - 1, 0);
  const up = slow + fast * Math.max(rise - 1, 0);
  const settings = `inter ${short(inter)}, fall ${fall}, rise ${rise}`;
  return [text('With {0}: DOWN after {1} failed checks, {2} to {3} after the failure; UP again after {4} good ones, at most {5} later', settings, fall, duration(least), duration(least + inter), rise, duration(up))];
}

/** The settings of the health check that a checked server does not say itself. */
export function impliedCheck(model: HaproxyModel, statement: Statement): string | undefined {
  const name = model.binding(statement).keyword?.name;
  if ((name !== 'server' && name !== 'server-template') || parameter(model, statement, 'check') < 0) return undefined;
  const proxy = proxyOf(model, model.section(statement));
  if (!proxy) return undefined;
  const parts = Object.keys(defaults).flatMap((one) => {
    const set = parameter(model, statement, one) >= 0 ? undefined : value(model, statement, proxy, one);
    return set === undefined ? [] : [`${one} ${one === 'inter' ? short(set) : set}`];
  });
  return parts.length === 0 ? undefined : parts.join(' ');
}

/** `2000` -> `2s`. */
function short(time: number): string {
  return time % 1000 === 0 ? `${time / 1000}s` : `${time}ms`;
}
