// Servers of a proxy with the parameters that hold for each: those of the `default-server` lines that it starts from, then its own.

import type { Slot } from '../core/grammar/match';
import type { Params } from '../core/grammar/notation';
import { partFact } from '../core/part-index';
import { hasUnknownWord, type Statement, type Word } from '../core/tree';
import type { HaproxyModel, Section } from './model';
import { ownLines, type Proxy, proxyOf, serverLines } from './proxies';
import { since } from './since';
import type { Address } from './values/address';

/** One parameter as it stands on a line. */
export interface Setting {
  readonly name: string;
  readonly line: Statement;
  readonly word: number;
  readonly args: readonly Word[];
}

export interface Server {
  readonly line: Statement;
  readonly name: string;
  /** Its address; undefined where a variable hides it. */
  readonly address: Address | undefined;
  /** Index of the word that is the address. */
  readonly addressWord: number;
  /** All parameters in the order in which the daemon reads them, the inherited ones first. */
  readonly settings: readonly Setting[];
  /** Something on its lines cannot be told: a variable, a conditional block. */
  readonly open: boolean;
}

/** The parameters on a server, default-server or bind line. */
export function settingsOn(model: HaproxyModel, line: Statement): Setting[] {
  const settings: Setting[] = [];
  const bit = 1 << model.release;
  let end = line.words.length;
  const { slots } = model.binding(line);
  const place = slots.find((slot) => slot.node.kind === 'params' && slot.keyword !== undefined)?.node as Params | undefined;
  for (let i = slots.length - 1; i >= 0; i--) {
    const { node, keyword, word } = slots[i] as Slot;
    if (node.kind !== 'params' || !keyword) continue;
    const releases = keyword.where.get(place?.place ?? '*') ?? keyword.where.get('*') ?? 0;
    if (releases & bit) settings.push({ name: keyword.name, line, word, args: line.words.slice(word + 1, end) });
    end = word;
  }
  return settings.reverse();
}

/** Whether a line may hold parameters that are not seen: behind a variable, in a conditional block. */
export function isOpen(line: Statement): boolean {
  return line.uncertain === true || hasUnknownWord(line);
}

/** The `default-server` lines from which a server of a proxy starts: all of the defaults, and its own proxy's above it. */
function defaultLines(model: HaproxyModel, proxy: Proxy, before: Statement): Statement[] {
  const lines = ownLines(model, proxy, 'default-server').filter((line) => line.start < before.start);
  for (let at = proxy.parent; at; at = at.parent) lines.unshift(...ownLines(model, at, 'default-server'));
  return lines;
}

const serversIn = partFact((model: HaproxyModel, section: Section): readonly Server[] => {
  const proxy = proxyOf(model, section);
  return proxy ? gather(model, proxy) : [];
});

/** The servers of a proxy in order of the text. */
export function serversOf(model: HaproxyModel, proxy: Proxy): readonly Server[] {
  return serversIn(model, proxy.section);
}

function gather(model: HaproxyModel, proxy: Proxy): Server[] {
  return serverLines(model, proxy).map((line) => {
    const defaults = defaultLines(model, proxy, line);
    const own = settingsOn(model, line);
    return {
      line,
      name: line.words[1]?.text ?? '',
      address: addressOf(model, line),
      addressWord: addressWord(model, line),
      settings: defaults.length > 0 ? [...defaults.flatMap((one) => settingsOn(model, one)), ...own] : own,
      open: isOpen(line) || defaults.some(isOpen),
    };
  });
}

/** The address that a server line names; undefined where a variable hides it. */
export function addressOf(model: HaproxyModel, line: Statement): Address | undefined {
  for (const { kind, value } of model.binding(line).values) if (kind === 'destination') return value as Address;
  return undefined;
}

/** Whether a name is one of the domain that nobody can have. */
export function neverExists(host: string): boolean {
  // Addresses end with digits.
  const last = host.charCodeAt(host.length - 1);
  return (last < 48 || last > 57) && /\.invalid\.?$/i.test(host);
}

/** The index of the word of a server line that is its address. */
export function addressWord(model: HaproxyModel, line: Statement): number {
  return model.binding(line).keyword?.name === 'server-template' ? 3 : 2;
}

/** The last of some parameters that a server has; later ones undo earlier ones. */
export function lastOf(settings: readonly Setting[], ...names: string[]): Setting | undefined {
  for (let i = settings.length - 1; i >= 0; i--) if (names.includes(settings[i]?.name ?? '')) return settings[i];
  return undefined;
}

/** Whether a server has a parameter that its `no-` twin does not undo. */
export function isOn(settings: readonly Setting[], name: string): boolean {
  return lastOf(settings, name, `no-${name}`)?.name === name;
}

/** Names whose lookup at start does not stop the daemon: `none` or an address among the methods, and from 2.3 on resolvers without methods. */
export function startsUnresolved(model: HaproxyModel, { settings }: Server): boolean {
  const methods = lastOf(settings, 'init-addr')?.args[0];
  if (!methods) return since(model, '2.3') && lastOf(settings, 'resolvers') !== undefined;
  return methods.opaque || methods.text.split(',').some((method) => method !== 'last' && method !== 'libc');
}

/** The word of a server's line that stands for a parameter: itself, or the server's name where it is inherited. */
export function placeOf(server: Server, setting: Setting): number {
  return setting.line === server.line ? setting.word : 1;
}
