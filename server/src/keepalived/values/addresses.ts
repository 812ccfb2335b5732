// Addresses as the daemon reads them: with the C library's inet_pton(), which knows no names and no short forms.
import type { Match, ValueType, ValueTypes } from '../../core/grammar/match';
import { text } from '../../core/text';
import { fromRelease } from '../releases';
import { complain } from './faults';
import { numberMessage, readInteger } from './integers';

export type Family = 4 | 6;

/** An address that a word holds, for rules. */
export interface Address {
  readonly family: Family;
  /** The address without its mask, as written. */
  readonly address: string;
  /** The same address always has the same key. */
  readonly key: string;
  /** Bits of the mask, where there is one that can be read. */
  readonly bits?: number;
}

/** An IPv4 address in dotted decimal: four numbers without leading zeros. */
function isFour(address: string): boolean {
  const parts = address.split('.');
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
}

/** The eight groups of an IPv6 address; undefined when it is none. */
function groupsOfSix(address: string): number[] | undefined {
  const halves = address.split('::');
  if (halves.length > 2) return undefined;
  const groups: number[][] = [];
  for (const [i, half] of halves.entries()) {
    const list: number[] = [];
    const parts = half === '' ? [] : half.split(':');
    for (const [j, part] of parts.entries()) {
      if (part.includes('.') && i === halves.length - 1 && j === parts.length - 1) {
        if (!isFour(part)) return undefined;
        const [a, b, c, d] = part.split('.').map(Number) as [number, number, number, number];
        list.push(a * 256 + b, c * 256 + d);
      } else if (!/^[0-9a-f]{1,4}$/i.test(part)) return undefined;
      else list.push(Number.parseInt(part, 16));
    }
    groups.push(list);
  }
  const [before, after] = groups as [number[], number[] | undefined];
  const count = before.length + (after?.length ?? 0);
  if (after === undefined) return count === 8 ? before : undefined;
  return count < 8 ? [...before, ...new Array<number>(8 - count).fill(0), ...after] : undefined;
}

/** Reads an address without a mask. Upstream: inet_pton(). */
export function readAddress(word: string): Address | undefined {
  if (!word.includes(':')) return isFour(word) ? { family: 4, address: word, key: word } : undefined;
  const groups = groupsOfSix(word);
  return groups ? { family: 6, address: word, key: groups.map((group) => group.toString(16)).join(':') } : undefined;
}

/** What stands before a mask or the end of a range. Upstream: inet_stosockaddr(). */
export const beforeRange = (word: string): string => word.slice(0, word.search(/[-/]|$/));

function reportBad(match: Match, at: number): void {
  complain(match, 'error', 'wrong-argument', text('`{0}` is no address', match.word(at).text), at);
}

/** Leaves an address for rules. */
function keep(match: Match, at: number, address: Address | undefined): void {
  if (address) match.keep('address', at, address);
}

/** `address`: an address; a mask or a range behind it is dropped. */
const address: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const found = readAddress(beforeRange(word.text));
    if (!found) reportBad(match, at);
    keep(match, at, found);
    return at + 1;
  },
};

/** `host`: an address without a mask. */
const host: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const found = readAddress(word.text);
    if (!found) reportBad(match, at);
    keep(match, at, found);
    return at + 1;
  },
};

/** An address with a prefix length: a length that cannot be read is taken for the longest. Upstream: parse_ipaddress(). */
export function checkPrefix(match: Match, at: number): Address | undefined {
  const word = match.word(at);
  if (word.opaque) return undefined;
  const slash = word.text.indexOf('/');
  const found = readAddress(slash < 0 ? word.text : word.text.slice(0, slash));
  const most = word.text.includes(':') ? 128n : 32n;
  const mask = slash < 0 ? undefined : readInteger(word.text.slice(slash + 1), 0n, most, false);
  if (mask?.fault) complain(match, 'warning', 'wrong-argument', text('`{0}` is no prefix length from 0 to {1}: {1} is taken', word.text.slice(slash + 1), Number(most)), at);
  if (!found) reportBad(match, at);
  return found && { ...found, bits: mask && !mask.fault ? Number(mask.value) : Number(most) };
}

/** `prefix`: an address with a prefix length. */
const prefix: ValueType = {
  read(match, at) {
    keep(match, at, checkPrefix(match, at));
    return at + 1;
  },
};

const anyRoute = ['default', 'any', 'all'];

/** `prefix-or-any`: the same, or `default`, `any` or `all`. Upstream: parse_route(). */
const prefixOrAny: ValueType = {
  read(match, at) {
    if (!anyRoute.includes(match.word(at).text) && match.word(at).text !== 'default6') keep(match, at, checkPrefix(match, at));
    return at + 1;
  },
  propose: () => [{ text: 'default' }],
};

/** `route-target(word)`: the destination of a route: any word that no option took, but for the given ones. */
const routeTarget: ValueType = {
  accepts: (match, at, params) => !params.includes(match.word(at).text),
  read: (match, at, params, argument) => prefixOrAny.read(match, at, params, argument),
  propose: () => [{ text: 'default' }],
};

/** `multicast(family)`: a multicast address; which ones a release looks at differs. Upstream: vrrp_mcast_group4_handler(). */
const multicast: ValueType = {
  read(match, at, params) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const found = readAddress(beforeRange(word.text));
    if (!found) reportBad(match, at);
    else if (fromRelease(match.around, '2.2.7') || params.length === 0) {
      const group = found.family === 4 ? Number(found.key.split('.')[0]) >= 224 && Number(found.key.split('.')[0]) < 240 : found.key.startsWith('ff');
      if (params[0] && Number(params[0]) !== found.family) complain(match, 'error', 'wrong-argument', text('`{0}` is no IPv{1} address', word.text, params[0]), at);
      else if (!group) complain(match, 'error', 'wrong-argument', text('`{0}` is no multicast address', word.text), at);
      else if (params.length > 0 && found.family === 6 && !/^ff.2:/.test(found.key)) complain(match, 'warning', 'wrong-argument', text('`{0}` is not of link-local scope', word.text), at);
    }
    return at + 1;
  },
};

/** `mail-host`: an address, or a name, which is not looked up. */
const mailHost: ValueType = {
  read(match, at) {
    const word = match.word(at);
    const looksLike = /^[\d.]+(\/\d*)?$/.test(word.text) || word.text.includes(':');
    if (!word.opaque && looksLike && !readAddress(beforeRange(word.text)) && !/^\d+(\.\d+){0,2}$/.test(word.text)) complain(match, 'error', 'wrong-argument', text('`{0}` is no address', word.text), at);
    else if (!word.opaque && /^[\d.]+\/\d*$/.test(word.text) && fromRelease(match.around, '2.0.10')) complain(match, 'error', 'wrong-argument', text('`{0}` is no address: it has a prefix length', word.text), at);
    return at + 1;
  },
};

/** `broadcast`: `+`, `-` or an IPv4 address. */
const broadcast: ValueType = {
  read(match, at) {
    const word = match.word(at);
    const found = readAddress(word.text);
    if (!word.opaque && word.text !== '+' && word.text !== '-' && found?.family !== 4) complain(match, 'error', 'wrong-argument', text('`{0}` is no broadcast address: the address is dropped', word.text), at);
    return at + 1;
  },
  propose: () => ['+', '-'].map((word) => ({ text: word })),
};

/** `peer-option`: what stands behind a unicast peer and is no option of it. Upstream: alloc_vrrp_unicast_peer(). */
const peerOption: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (!word.opaque) match.report('error', 'unknown-argument', at + 1 < match.words.length ? text('`{0}` is not known here', word.text) : text('`{0}` is missing a value', word.text), at);
    return match.words.length;
  },
};

/** `granularity`: a netmask, or for IPv6 a prefix length. Upstream: pgr_handler(). */
const granularity: ValueType = {
  read(match, at, _params, argument) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const length = readInteger(word.text, 1n, 128n, false);
    const mask = readAddress(word.text);
    if (!word.text.includes('.')) {
      if (length.fault) complain(match, 'error', 'wrong-argument', numberMessage(argument.name, word.text, length.fault, 1n, 128n), at);
    } else if (mask?.family !== 4) complain(match, 'error', 'wrong-argument', text('`{0}` is no netmask', word.text), at);
    else match.keep('netmask', at, mask);
    return at + 1;
  },
};

/** `address-range`: an address of a virtual server group, a range `192.0.2.1-9`, from 2.2 on also `192.0.2.1-192.0.2.9` and a network. Upstream: alloc_vsg_entry(). */
const addressRange: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const found = readAddress(beforeRange(word.text));
    const problem = found ? rangeProblem(match, found, word.text) : text('`{0}` is no address', word.text);
    if (problem) complain(match, 'error', 'wrong-argument', problem, at);
    keep(match, at, problem ? undefined : found);
    return at + 1;
  },
};

const last = (address: Address): number => (address.family === 4 ? Number(address.key.split('.')[3]) : Number.parseInt(address.key.split(':')[7] as string, 16));

function rangeProblem(match: Match, start: Address, word: string): string | undefined {
  const newer = fromRelease(match.around, '2.2.4');
  const slash = word.indexOf('/');
  if (slash >= 0 && newer) {
    const { fault } = readInteger(word.slice(slash + 1), 1n, start.family === 4 ? 32n : 128n, false);
    return fault ? text('`{0}` is no network', word) : undefined;
  }
  const dash = word.indexOf('-');
  if (dash < 0) return undefined;
  const end = word.slice(dash + 1);
  if (newer && end.includes(start.family === 4 ? '.' : ':')) return readAddress(end) ? undefined : text('`{0}` is no address', end);
  const value = start.family === 4 ? Number(/^\d+$/.test(end) ? end : Number.NaN) : Number.parseInt(/^[0-9a-f]+$/i.test(end) ? end : 'x', 16);
  if (Number.isNaN(value) || value > (start.family === 4 ? 255 : 0xffff)) return text('`{0}` does not end a range', end);
  return last(start) >= value ? text('`{0}`: the range ends before it begins', word) : undefined;
}

export const addressTypes: ValueTypes = {
  address,
  host,
  prefix,
  'prefix-less': host,
  'prefix-or-any': prefixOrAny,
  'route-target': routeTarget,
  multicast,
  'mail-host': mailHost,
  broadcast,
  peer: address,
  'peer-option': peerOption,
  granularity,
  'address-range': addressRange,
};
