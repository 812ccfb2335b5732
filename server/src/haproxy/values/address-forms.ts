// The forms in which addresses are written: prefixes of families and protocols, by the release that reads them.
import { isFrom, type Release } from './release';

export type Family = 'any' | 'inet4' | 'inet6' | 'unix' | 'abstract' | 'fd' | 'sockpair' | 'reverse';
/** How data goes (`proto`) and how the program sees it (`control`): QUIC is streams over datagrams. */
export interface Flow {
  readonly proto: 'stream' | 'dgram';
  readonly control: 'stream' | 'dgram';
}
export interface Form extends Partial<Flow> {
  readonly family: Family;
  /** Length of the prefix. */
  readonly skip: number;
}

const stream: Flow = { proto: 'stream', control: 'stream' };
const datagram: Flow = { proto: 'dgram', control: 'dgram' };
const quic: Flow = { proto: 'dgram', control: 'stream' };

/** Prefix, release, family, flow where the prefix decides about it. Upstream: str2sa_range(). */
const forms: readonly (readonly [string, string, Family, Flow?])[] = [
  ['unix@', '1.5', 'unix'],
  ['uxdg@', '2.4', 'unix', datagram],
  ['uxst@', '2.4', 'unix', stream],
  ['abns@', '1.5', 'abstract'],
  ['abnsz@', '3.1', 'abstract'],
  ['ip@', '2.4', 'any'],
  ['ipv4@', '1.5', 'inet4'],
  ['ipv6@', '1.5', 'inet6'],
  ['tcp4@', '2.4', 'inet4', stream],
  ['mptcp4@', '3.1', 'inet4', stream],
  ['udp4@', '2.3', 'inet4', datagram],
  ['tcp6@', '2.4', 'inet6', stream],
  ['mptcp6@', '3.1', 'inet6', stream],
  ['udp6@', '2.3', 'inet6', datagram],
  ['tcp@', '2.4', 'any', stream],
  ['mptcp@', '3.1', 'any', stream],
  ['udp@', '2.3', 'any', datagram],
  ['quic4@', '2.4', 'inet4', quic],
  ['quic6@', '2.4', 'inet6', quic],
  ['fd@', '1.5', 'fd'],
  ['sockpair@', '1.9', 'sockpair'],
  ['rhttp@', '2.9', 'reverse'],
];

/** Prefixes that choose the flow of any family. */
const flows: readonly (readonly [string, string, Flow])[] = [
  ['stream+', '2.3', stream],
  ['dgram+', '2.3', datagram],
  ['quic+', '2.8', quic],
];

const any: Form = { family: 'any', skip: 0 };
const path: Form = { family: 'unix', skip: 0 };

/** The form of an address as a release reads it, and the length of what stands before the address itself. */
export function formOf(text: string, at: Release): Form {
  if (!text.includes('@') && !text.includes('+')) return text[0] === '/' ? path : any;
  const flow = flows.find(([prefix, release]) => text.startsWith(prefix) && isFrom(at, release));
  const rest = flow ? text.slice(flow[0].length) : text;
  const before = flow?.[0].length ?? 0;
  const form = forms.find(([prefix, release]) => rest.startsWith(prefix) && isFrom(at, release));
  if (form) return { family: form[2], skip: before + form[0].length, ...flow?.[2], ...form[3] };
  return { family: rest.startsWith('/') ? 'unix' : 'any', skip: before, ...flow?.[2] };
}

/** The prefixes that a release reads, for proposals. */
export function prefixesOf(at: Release): string[] {
  return forms.filter(([, release]) => isFrom(at, release)).map(([prefix]) => prefix);
}

/** The release that began to read the prefix of an address, when it is one of a later release. */
export function laterForm(text: string, at: Release): { readonly prefix: string; readonly release: string } | undefined {
  const found = [...forms, ...flows].find(([prefix, release]) => text.startsWith(prefix) && !isFrom(at, release));
  return found && { prefix: found[0], release: found[1] };
}
