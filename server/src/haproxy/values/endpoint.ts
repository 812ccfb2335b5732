// One address to connect to, to come from, or to listen on, as value types. What each place allows is in `uses`.

import type { Match, Proposal, ValueType, ValueTypes } from '../../core/grammar/match';
import { text } from '../../core/text';
import { longer } from '../../core/tight';
import type { Word } from '../../core/tree';
import { hostOf } from '../host';
import { type Address, type AddressFault, readAddress, type Use } from './address';
import { prefixesOf } from './address-forms';
import { fromRelease } from './release';

/** What the places of the language let an address be. Upstream: the options with which each calls str2sa_range(). */
const uses: Readonly<Record<string, Use>> = {
  '': { port: 'optional', flow: 'stream', old: 'single' },
  port: { port: 'mandatory', flow: 'stream', old: 'single' },
  source: { port: 'optional', ports: 'range', flow: 'stream', old: 'source' },
  socks: { port: 'mandatory', flow: 'stream', old: 'single' },
  log: { port: 'optional', flow: 'both', default: 'dgram', descriptor: true, old: 'single' },
  nameserver: { port: 'mandatory', flow: 'both', default: 'dgram', old: 'single' },
};
const listenUses: Readonly<Record<string, Use>> = {
  '': { port: 'mandatory', ports: 'range', flow: 'stream', descriptor: true, old: 'listen' },
  dgram: { port: 'mandatory', ports: 'range', flow: 'dgram', descriptor: true, old: 'listen' },
};
/** Before 2.9 a server was a stream; now the mode of its proxy decides. */
const serverUses: Readonly<Record<'server' | 'streams' | 'peer' | 'local', Use>> = {
  server: { port: 'optional', ports: 'offset', flow: 'both', late: true, old: 'server' },
  streams: { port: 'optional', ports: 'offset', flow: 'stream', late: true, old: 'server' },
  peer: { port: 'mandatory', flow: 'both', late: true, old: 'single' },
  // What follows the name of the local peer is listened on as well.
  local: { port: 'mandatory', flow: 'stream', old: 'listen' },
};

function tell(match: Match, at: number, fault: AddressFault | undefined, lenient = false): void {
  const weak = fault?.doubtful || lenient;
  if (fault) match.report(weak ? 'warning' : 'error', 'bad-address', fault.message, at, fault, weak ? { origin: 'advice' } : {});
}

const variable = /\$(?:\{(\w+)\}|([A-Za-z_]\w*))/g;

/** The address as the daemon sees it, undefined where a variable hides it: they are replaced once more here, for releases without quotes. Upstream: env_expand(). */
function addressText(match: Match, word: Word): string | undefined {
  if (word.opaque) return undefined;
  if (!word.text.includes('$')) return word.text;
  const { environment } = hostOf(match);
  return environment ? word.text.replace(variable, (_whole, braced, bare) => environment[braced ?? bare] ?? '') : undefined;
}

/** Prefixes of families, where none is typed yet. */
function propose(match: Match, typed: string): Proposal[] {
  return typed.includes('@') ? [] : prefixesOf(match.around).map((prefix) => ({ text: prefix }));
}

/** `endpoint(use)`: one address; see `uses` for what may stand where. Left with the match as a value. */
const endpoint: ValueType = {
  propose,
  read(match, at, params) {
    const value = addressText(match, match.word(at));
    if (value === undefined) return at + 1;
    const address = readAddress(value, match.around, uses[params[0] ?? ''] as Use);
    tell(match, at, address.fault);
    return at + 1;
  },
};

/** What the address of a server or peer may be, as its release has it. */
function useOf(match: Match, at: number, peer: boolean): keyof typeof serverUses {
  const late = fromRelease(match, '2.9');
  if (peer && match.word(at - 1).text === hostOf(match).localPeer) return 'local';
  return peer && (late || !fromRelease(match, '2.0')) ? 'peer' : late ? 'server' : 'streams';
}

/** `destination`: the address of a server, `destination(peer)`: of a peer. */
const destination: ValueType = {
  propose,
  read(match, at, params) {
    const value = addressText(match, match.word(at));
    if (value === undefined) return at + 1;
    const address = readAddress(value, match.around, serverUses[useOf(match, at, params[0] === 'peer')]);
    // A name that cannot be one is told by a rule: other parameters decide how much it matters.
    if (!address.fault?.doubtful) tell(match, at, address.fault);
    match.keep('destination', at, address);
    return at + 1;
  },
};

/**
 * `listen`, `listen(dgram)`: addresses to listen on, separated by commas; `listen(,lenient)`: up to 2.8 a wrong one is told but let pass.
 * Upstream: str2listener(), str2receiver().
 */
const listen: ValueType = {
  propose,
  read(match, at, params) {
    const value = addressText(match, match.word(at));
    if (value === undefined) return at + 1;
    let addresses: readonly Address[] = [];
    let start = 0;
    const parts = value.split(',');
    for (const [i, part] of parts.entries()) {
      if (i > 0 && i === parts.length - 1 && part === '') break;
      const address = readAddress(part, match.around, listenUses[params[0] ?? ''] as Use, start);
      tell(match, at, address.fault, params[1] === 'lenient' && !fromRelease(match, '2.9'));
      addresses = longer(addresses, address);
      if (address.fault && !address.fault.doubtful) break;
      start += part.length + 1;
    }
    if (fromRelease(match, '2.9') && addresses.some((one) => one.form.family === 'reverse') && addresses.some((one) => one.form.family !== 'reverse'))
      match.report('error', 'bad-address', text('reverse HTTP and other addresses cannot share a line'), at);
    else if (fromRelease(match, '2.6') && addresses.some((one) => one.proto !== addresses[0]?.proto)) match.report('error', 'bad-address', text('streams and datagrams cannot share a line'), at);
    match.keep('listen', at, addresses);
    return at + 1;
  },
};

/** `usesrc`: an address, or the header that holds it: `hdr_ip(name)` or `hdr_ip(name,occurrence)`, counted back by at most ten. */
const usesrc: ValueType = {
  read(match, at, params, argument) {
    const word = match.word(at);
    const header = /^hdr_ip\([^,)\s]*\s*(?:,(-?\d*))?/.exec(word.text);
    if (!header || word.opaque) return endpoint.read(match, at, params, argument);
    if (Number(header[1] || 0) < -10) match.report('error', 'out-of-range', text('`{0}` is out of range: {1} is the least', header[1] ?? '', -10), at);
    return at + 1;
  },
};

export const endpointTypes: ValueTypes = { endpoint, destination, listen, usesrc };
