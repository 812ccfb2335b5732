// Values of bind and server parameters that are lists inside one word.
import type { Match, ValueType, ValueTypes } from '../../core/grammar/match';
import { listed, text } from '../../core/text';
import { isIpv4, isIpv6, isMask4, isMask6 } from '../expressions/addresses';
import { atoi } from './c-numbers';
import { fromRelease } from './release';

/** Visits the parts of a word between commas; nothing behind a comma at the end counts as none. */
function eachPart(match: Match, at: number, visit: (part: string, span: { start: number; end: number }) => string | undefined): number {
  const word = match.word(at);
  if (word.opaque) return at + 1;
  const parts = word.text.split(',');
  if (parts[parts.length - 1] === '') parts.pop();
  let start = 0;
  for (const part of parts) {
    const span = { start, end: start + part.length };
    const fault = visit(part, span);
    if (fault !== undefined) match.report('error', 'wrong-argument', fault, at, span);
    start = span.end + 1;
  }
  return at + 1;
}

/** `each(a,b)`: any of these words, separated by commas; a comma at the end is let pass. */
const each: ValueType = {
  propose: (_match, typed, params) => params.map((one) => ({ text: one, from: typed.lastIndexOf(',') + 1 })),
  read: (match, at, params) => eachPart(match, at, (part) => (params.includes(part) ? undefined : text('`{0}` is none of {1}', part, listed(params)))),
};

const methods = ['libc', 'last', 'none'];

/** `init-addresses`: `libc`, `last`, `none`, and one address. Upstream: srv_parse_init_addr(). */
const initAddresses: ValueType = {
  propose: (_match, typed) => methods.map((one) => ({ text: one, from: typed.lastIndexOf(',') + 1 })),
  read(match, at) {
    let address: string | undefined;
    return eachPart(match, at, (part) => {
      if (methods.includes(part)) return undefined;
      const bare = /^\[.*\]$/.test(part) && part.length > 3 ? part.slice(1, -1) : part;
      if (bare !== '' && bare !== '*' && !isIpv4(bare) && !isIpv6(bare)) return text('`{0}` is none of {1}, nor an address', part, listed(methods));
      if (address !== undefined) return text('there is an address already: `{0}`', address);
      address = bare === '' || bare === '*' || bare === '::' ? undefined : part;
      return undefined;
    });
  },
};

/** `preferred-networks`: at most five networks. Upstream: srv_parse_resolve_net(). */
const preferredNetworks: ValueType = {
  read(match, at) {
    let count = 0;
    return eachPart(match, at, (part) => {
      const slash = part.indexOf('/');
      const address = slash < 0 ? part : part.slice(0, slash);
      const mask = slash < 0 ? undefined : part.slice(slash + 1);
      if (++count > 5) return text('these are more than {0} networks', 5);
      const good = isIpv4(address) ? mask === undefined || isMask4(mask) : isIpv6(address) && (mask === undefined || isMask6(mask));
      return good ? undefined : text('`{0}` is no network: write it as `address/mask`', part);
    });
  },
};

/** `error-codes`: `all`, or numbers of errors of certificates; from 2.7 on their names too. Upstream: bind_parse_ignore_err(). */
const errorCodes: ValueType = {
  read(match, at) {
    if (match.word(at).text === 'all') return at + 1;
    const named = fromRelease(match, '2.7');
    const most = named ? 94 : 63;
    return eachPart(match, at, (part) => {
      if (named && (part === '' || !/^\d/.test(part))) return part === '' || /^X509_V_ERR_[A-Z0-9_]+$/.test(part) ? undefined : text('`{0}` is no error of a certificate', part);
      const code = atoi(part);
      return code < 1 || code > most ? text('`{0}` is out of range: {1} to {2}', part, 1, most) : undefined;
    });
  },
};

/** `protocol-list`: names of at most 255 bytes. Upstream: ssl_sock_parse_alpn(). */
const protocolList: ValueType = {
  propose: (_match, typed) => ['h2', 'http/1.1', 'h3'].map((one) => ({ text: one, from: typed.lastIndexOf(',') + 1 })),
  read: (match, at) => eachPart(match, at, (part) => (part.length > 255 ? text('the name of a protocol has at most {0} characters', 255) : undefined)),
};

export const lineListTypes: ValueTypes = { each, 'init-addresses': initAddresses, 'preferred-networks': preferredNetworks, 'error-codes': errorCodes, 'protocol-list': protocolList };
