// On which processes proxies run, up to 2.4. Upstream: check_config_validity() with its `bind_proc` masks, propagate_processes().
import { partIndex } from '../core/part-index';
import { hasUnknownWord, type Statement } from '../core/tree';
import type { HaproxyModel, Section } from './model';
import { isTaken } from './names';
import { checkedProxy, effectiveLine, linesOf, ownLines, type Proxy, routedNames } from './proxies';
import { settingsOn } from './servers';
import { since } from './since';
import { atoi } from './values/c-numbers';

/** A set of process numbers, from bit 0 on. */
export type Mask = bigint;

const everything: Mask = (1n << 64n) - 1n;

/** Whether a set holds several processes. */
export function isMany(mask: Mask): boolean {
  return (mask & (mask - 1n)) !== 0n;
}

/** The set that one word names; undefined when it cannot be told. */
function maskOf(text: string): Mask | undefined {
  if (text === 'all') return everything;
  if (text === 'odd') return everything / 3n;
  if (text === 'even') return ((everything / 3n) << 1n) & everything;
  const [from = '', to] = text.split('-');
  const first = atoi(from);
  const second = to === undefined ? first : to === '' ? 64 : atoi(to);
  const [low, high] = [Math.min(first, second), Math.max(first, second)];
  if (low < 1 || high > 64) return undefined;
  return ((1n << BigInt(high - low + 1)) - 1n) << BigInt(low - 1);
}

/** The set that several words name; `all` stands for no limit. Undefined when it cannot be told. */
function maskOfLine(line: Statement, from: number): Mask | undefined {
  let mask = 0n;
  for (const word of line.words.slice(from)) {
    if (word.text === 'all') return 0n;
    const one = word.opaque ? undefined : maskOf(word.text);
    if (one === undefined) return undefined;
    mask |= one;
  }
  return mask;
}

/** How many processes run: what the last `nbproc` says. Undefined when that cannot be told or the release knows but one. */
export function processCount(model: HaproxyModel): number | undefined {
  if (since(model, '2.5')) return undefined;
  const lines = model.statements('nbproc').filter((line) => isTaken(model, line));
  const last = lines[lines.length - 1];
  if (!last) return 1;
  const word = last.words[1];
  const count = word && !word.opaque && !lines.some((line) => line.uncertain) ? atoi(word.text) : 0;
  return count >= 1 && count <= 64 ? count : undefined;
}

/** A limit to some processes, and what is left of it among those that run. */
export interface Limit {
  readonly line: Statement;
  readonly word: number;
  readonly asked: Mask;
  readonly left: Mask;
}

export interface Placement {
  /** All processes that run. */
  readonly all: Mask;
  /** What `bind-process` says. */
  readonly own: Limit | undefined;
  /** The listening lines that say something. */
  readonly binds: readonly Limit[];
  /** On which processes it runs by its own lines. */
  readonly mask: Mask;
}

/** A limit as it is mended: one process that does not run becomes the first of those that may, several ones are ignored. */
function limit(line: Statement, word: number, asked: Mask, among: Mask): Limit {
  const left = asked & among;
  return { line, word, asked, left: left !== 0n || asked === 0n ? left : isMany(asked) ? 0n : among & -among };
}

function place(model: HaproxyModel, limiting: Statement | undefined, from: number, listening: readonly Statement[]): Placement | undefined {
  const count = processCount(model);
  if (count === undefined || limiting?.uncertain) return undefined;
  const all = (1n << BigInt(count)) - 1n;
  const asked = limiting ? maskOfLine(limiting, from) : 0n;
  if (asked === undefined) return undefined;
  const own = limiting ? limit(limiting, from, asked, all) : undefined;
  const among = own?.left || all;
  const binds: Limit[] = [];
  let mask = own?.left ?? 0n;
  for (const line of listening) {
    if (line.uncertain || hasUnknownWord(line)) return undefined;
    const settings = settingsOn(model, line).filter(({ name }) => name === 'process');
    const sets = settings.map(({ args }) => maskOf(args[0]?.text.split('/')[0] ?? ''));
    if (sets.includes(undefined)) return undefined;
    const at = settings[0] && settings[0].word + 1;
    const bound =
      at === undefined
        ? undefined
        : limit(
            line,
            at,
            (sets as Mask[]).reduce((sum, one) => sum | one),
            among,
          );
    if (bound) binds.push(bound);
    if (!own?.left) mask |= bound?.left || all;
  }
  return { all, own, binds, mask: mask || all };
}

/** Where a proxy runs by its own and inherited lines. */
export function placementOf(model: HaproxyModel, proxy: Proxy): Placement | undefined {
  return place(model, effectiveLine(model, proxy, 'bind-process')?.line, 1, proxy.frontend ? ownLines(model, proxy, 'bind') : []);
}

/** Where the sockets of the statistics run that a `global` section opens. */
export function globalPlacement(model: HaproxyModel, section: Section): Placement | undefined {
  const limits = linesOf(model, section, 'stats bind-process');
  return place(model, limits[limits.length - 1], 2, linesOf(model, section, 'stats socket'));
}

/** The frontends that lead to a name. */
const routing = partIndex((model: HaproxyModel, section: Section) => {
  const proxy = checkedProxy(model, section);
  return proxy?.frontend ? [...new Set(routedNames(model, proxy))].map((name) => [name, section] as const) : [];
});

/** The processes of a proxy, with those of the frontends that use it as a backend. */
export function processesOf(model: HaproxyModel, proxy: Proxy): Mask | undefined {
  const placement = placementOf(model, proxy);
  if (!placement || !proxy.backend || placement.mask === placement.all || !since(model, '1.6')) return placement?.mask;
  let { mask } = placement;
  for (const section of routing.get(model, proxy.name)) {
    const one = section === proxy.section ? undefined : checkedProxy(model, section);
    if (!one) continue;
    const more = placementOf(model, one);
    if (!more) return undefined;
    mask |= more.mask;
  }
  return mask;
}
