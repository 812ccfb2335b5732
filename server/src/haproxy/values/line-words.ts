// Small values of bind and server parameters: protocols, tracked servers, switches, rights, numbers of fields.
import type { Match, Proposal, ValueType, ValueTypes } from '../../core/grammar/match';
import { nearest } from '../../core/near';
import { listed, text } from '../../core/text';
import { isIpv4, isIpv6 } from '../expressions/addresses';
import { atoi } from './c-numbers';
import { fromRelease, isFrom } from './release';

/** Protocols that can be forced: the release that added each, the mode of proxy that it needs, and whether servers alone speak it. */
export const protocols: readonly { readonly name: string; readonly from: string; readonly mode: 'http' | 'tcp' | 'spop'; readonly serverOnly?: true }[] = [
  { name: 'h2', from: '1.9', mode: 'http' },
  { name: 'fcgi', from: '2.1', mode: 'http', serverOnly: true },
  { name: 'h1', from: '2.4', mode: 'http' },
  { name: 'none', from: '2.4', mode: 'tcp' },
  { name: 'quic', from: '2.6', mode: 'http' },
  { name: 'spop', from: '3.1', mode: 'spop', serverOnly: true },
  { name: 'qmux', from: '3.4', mode: 'http' },
];

/** `mux`: one of the protocols of the release; `mux(mode)`: one that suits a mode. Upstream: get_mux_proto(), tcpcheck_parse_connect(). */
const mux: ValueType = {
  propose: (match) => protocols.filter(({ from }) => isFrom(match.around, from)).map(({ name }): Proposal => ({ text: name })),
  read(match, at, params) {
    const word = match.word(at);
    const chosen = protocols.find(({ name, from }) => name === word.text && isFrom(match.around, from));
    if (!word.opaque && params[0] && chosen && chosen.mode !== params[0]) {
      match.report('error', 'wrong-argument', text('`{0}` is for mode {1}: it does not suit this kind of check', word.text, chosen.mode), at);
      return at + 1;
    }
    const known = protocols.filter(({ from }) => isFrom(match.around, from)).map(({ name }) => name);
    if (word.opaque || known.includes(word.text)) return at + 1;
    const later = protocols.find(({ name }) => name === word.text);
    const near = nearest(word.text, known);
    const message = later ? text('protocol `{0}` can be forced since {1}', word.text, later.from) : near ? text('unknown protocol `{0}`: did you mean `{1}`?', word.text, near) : text('`{0}` is none of {1}', word.text, listed(known));
    match.report('error', 'wrong-argument', message, at);
    return at + 1;
  },
};

/** `tracked`: `server` or `proxy/server`; a rule looks it up. */
const tracked: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    match.mention('ref', 'server', word.text, at);
    match.keep('tracked', at, word.text);
    return at + 1;
  },
};

/** `agent-address`: an address without a port. Up to 2.1 a wrong one ends the line without refusing it. */
const agentAddress: ValueType = {
  read(match, at) {
    const { text: address, opaque } = match.word(at);
    const bare = /^\[.{2,45}\]$/.test(address) ? address.slice(1, -1) : address;
    if (opaque || bare === '*' || isIpv4(bare) || isIpv6(bare) || (/^[\w.-]+$/.test(bare) && /[A-Za-z_]/.test(bare))) return at + 1;
    const strict = fromRelease(match, '2.2');
    match.report(strict ? 'error' : 'warning', 'bad-address', text('`{0}` is no address', address), at, undefined, strict ? {} : { origin: 'advice' });
    return strict ? at + 1 : match.words.length;
  },
};

/** `switch`: `on` or `off` in any case. */
const onOff: ValueType = {
  propose: () => [{ text: 'on' }, { text: 'off' }],
  read(match, at) {
    const word = match.word(at);
    if (!word.opaque && !/^(on|off)$/i.test(word.text)) match.report('error', 'wrong-argument', text('expected {0}, not `{1}`', listed(['on', 'off']), word.text), at);
    return at + 1;
  },
};

/** `octal`: a whole octal number. */
const octal: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (!word.opaque && !/^\s*[+-]?[0-7]+$/.test(word.text)) match.report('error', 'wrong-argument', text('`{0}` is no octal number such as `660`', word.text), at);
    return at + 1;
  },
};

/** `text(most)`: any word of at most so many bytes. */
const limited: ValueType = {
  read(match, at, params) {
    const word = match.word(at);
    if (!word.opaque && word.text.length > Number(params[0])) match.report('error', 'wrong-argument', text('this has more than {0} characters', params[0] ?? ''), at);
    return at + 1;
  },
};

/** `nonzero`: what atoi() makes of the word is not 0. */
const nonzero: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (!word.opaque && atoi(word.text) === 0) match.report('error', 'out-of-range', text('`{0}` is out of range: {1} is the least', word.text, 1), at);
    return at + 1;
  },
};

/** `tlv-number`: 0 to 255, decimal, octal or hexadecimal. Upstream: srv_parse_set_proxy_v2_tlv_fmt(). */
const tlvNumber: ValueType = {
  read(match, at) {
    const value = match.word(at).text;
    if (!/^\s*[+-]?(0[xX][0-9a-fA-F]+|\d+)$/.test(value) || Number(value) > 255 || Number(value) < 0) match.report('error', 'out-of-range', text('`{0}` is out of range: {1} to {2}', value, 0, 255), at);
    return at + 1;
  },
};

/** `quic-algorithm`: a congestion control with its window in parentheses. Its details depend on the release; its name is checked. */
const quicAlgorithm: ValueType = {
  propose: () => [{ text: 'cubic' }, { text: 'newreno' }, { text: 'bbr' }],
  read(match: Match, at) {
    const word = match.word(at);
    if (!word.opaque && !/^(cubic|newr|nocc|bbr)/.test(word.text)) match.report('error', 'wrong-argument', text('`{0}` is none of {1}', word.text, listed(['cubic', 'newreno', 'bbr'])), at);
    return at + 1;
  },
};

export const lineWordTypes: ValueTypes = { mux, tracked, 'agent-address': agentAddress, switch: onOff, octal, text: limited, nonzero, 'tlv-number': tlvNumber, 'quic-algorithm': quicAlgorithm };
