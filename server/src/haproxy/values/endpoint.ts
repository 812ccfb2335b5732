// One address to connect to or from: no ranges, no offsets, with or without a port.
import type { Match, ValueType, ValueTypes } from '../../core/grammar/match';
import { text } from '../../core/text';
import { atoi } from './c-numbers';
import { isNumericAddress } from './proxy-words';
import { fromRelease } from './release';

/** Families whose addresses are paths, names or descriptors. */
const portless = /^(?:(?:stream\+|dgram\+)?(?:unix|uxst|uxdg|abns|abnsz|fd|sockpair|rhttp|rev)@|\/)/;
const prefix = /^(?:(?:stream\+|dgram\+)?ipv[46]|udp[46]?|tcp[46]?|mptcp[46]?|quic[46]?)@/;

/** Where the port begins in an address: behind the last colon that is not inside brackets; -1 without one. */
function portAt(address: string): number {
  for (let at = address.length - 1; at > 0; at--) if (address[at] === ']' || address[at] === ':') return address[at] === ':' ? at + 1 : -1;
  return address[0] === ':' ? 1 : -1;
}

/** What is wrong with a port; undefined when it may stand there. Upstream: str2sa_range(). */
function portFault(match: Match, port: string, mandatory: boolean): string | undefined {
  const strict = fromRelease(match, '2.3');
  if (port === '') return mandatory ? text('the port is missing') : undefined;
  if (port[0] === '-' || port[0] === '+') return strict || atoi(port.slice(1)) !== 0 ? text('`{0}` is an offset: a port is needed here', port) : mandatory ? text('the port is missing') : undefined;
  if (!(fromRelease(match, '2.9') ? /^\d+(-|$)/ : /^\d/).test(port)) return text('`{0}` is no port', port);
  const dash = port.indexOf('-');
  const low = atoi(dash < 0 ? port : port.slice(0, dash));
  const high = dash < 0 ? low : atoi(port.slice(dash + 1));
  if (dash >= 0 && (strict || low !== high)) return text('`{0}` is a range: one port is needed here', port);
  if (strict && (low > 65535 || low < 0)) return text('`{0}` is out of range: {1} to {2}', port, 0, 65535);
  return mandatory && low === 0 ? text('the port is missing') : undefined;
}

/** `endpoint`, `endpoint(port)`: an address whose port may or must be given. Host names are not looked up. */
const endpoint: ValueType = {
  read(match, at, params) {
    const word = match.word(at);
    if (word.opaque || portless.test(word.text)) return at + 1;
    const skip = prefix.exec(word.text)?.[0].length ?? 0;
    const address = word.text.slice(skip);
    const port = portAt(address);
    const fault = portFault(match, port < 0 ? '' : address.slice(port), params[0] === 'port');
    const host = port < 0 ? address : address.slice(0, port - 1);
    if (fault) match.report('error', 'bad-address', fault, at, port < 0 ? undefined : { start: skip + port, end: word.text.length });
    else if (/^[\d.]+$/.test(host) ? !isNumericAddress(host) : /[^\w.:*%[\]-]/.test(host)) match.report('error', 'bad-address', text('`{0}` is no address', host), at);
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

export const endpointTypes: ValueTypes = { endpoint, usesrc };
