// Small value types of single proxy keywords: networks, hexadecimal bytes, status codes, processes, names with a limited alphabet.
import type { Match, ValueType, ValueTypes } from '../../core/grammar/match';
import { text } from '../../core/text';
import { atoi, atol, isWhole } from './c-numbers';
import { fromRelease, isFrom, type Release } from './release';

/** Reports bytes in hexadecimal that parse_binary() refuses: an odd number of digits, or other characters. */
export function checkHex(match: Match, at: number): void {
  const word = match.word(at).text;
  if (word.length % 2 === 1) match.report('error', 'wrong-argument', text('`{0}` has an odd number of hexadecimal digits', word), at);
  else if (!/^[0-9a-fA-F]*$/.test(word)) match.report('error', 'wrong-argument', text('`{0}` is not hexadecimal', word), at);
}

const hex: ValueType = {
  read(match, at) {
    if (!match.word(at).opaque) checkHex(match, at);
    return at + 1;
  },
};

const dotted = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;

/** Whether digits and dots are an IPv4 address as the system's resolver reads it: the last of one to four parts fills the rest. */
export function isNumericAddress(address: string): boolean {
  const parts = address.split('.');
  return parts.length <= 4 && parts.every((part, i) => /^\d{1,10}$/.test(part) && Number(part) < (i < parts.length - 1 ? 256 : 256 ** (5 - parts.length)));
}

/** What looks like an IPv6 address: no host name has a colon. */
const colons = /^[0-9a-fA-F.]*:[0-9a-fA-F:.]*$/;

/** Whether a mask is one: a dotted one, or a number of bits. */
function isMask(mask: string, most: number): boolean {
  return mask.includes('.') && most === 32 ? dotted.test(mask) : /^\s*\+?\d+$/.test(mask) && Number(mask) <= most;
}

/** `network`: address[/mask], IPv4 or a host name; `network(6)`: IPv6 too, from 2.4 on. Host names are not looked up. Upstream: str2net(), str62net(). */
const network: ValueType = {
  read(match, at, params) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const slash = word.text.lastIndexOf('/');
    const address = slash < 0 ? word.text : word.text.slice(0, slash);
    const mask = slash < 0 ? undefined : word.text.slice(slash + 1);
    const six = colons.test(address);
    const good =
      six && params[0] === '6' && fromRelease(match, '2.4')
        ? mask === undefined || isMask(mask, 128)
        : !six && !/^[\d.]*$/.test(address)
          ? !/[^\w.-]/.test(address) && (mask === undefined || isMask(mask, 32))
          : isNumericAddress(address) && (mask === undefined || isMask(mask, 32));
    if (!good) match.report('error', 'wrong-argument', text('`{0}` is no network: write it as `address/mask`', word.text), at);
    return at + 1;
  },
};

/** Status codes whose page can be replaced, by the release that added them (http_err_codes). */
const errorCodes: readonly (readonly [string, readonly number[]])[] = [
  ['1.5', [200, 400, 403, 408, 500, 502, 503, 504]],
  ['1.6', [405, 429]],
  ['1.8', [425]],
  ['1.9', [421]],
  ['2.2', [401, 404, 407, 410, 413]],
  ['2.4', [501]],
  ['2.5', [422]],
  ['3.1', [414, 431]],
];

/** Whether a release has an error page of its own for a status code. */
export function hasErrorPage(at: Release, code: number): boolean {
  return errorCodes.some(([release, codes]) => isFrom(at, release) && codes.includes(code));
}

/** `error-code`: a status code that has an error page. Releases before 2.2 warn about another one and ignore the line. */
const errorCode: ValueType = {
  read(match, at) {
    const word = match.word(at);
    const code = atoi(word.text);
    if (!word.opaque && !hasErrorPage(match.around, code)) match.report(fromRelease(match, '2.2') ? 'error' : 'warning', 'wrong-argument', text('there is no error page for status `{0}`', word.text), at);
    return at + 1;
  },
};

/** `redirect-code`: one of the codes of redirections. */
const redirectCode: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (!word.opaque && ![301, 302, 303, 307, 308].includes(atoi(word.text))) match.report('error', 'wrong-argument', text('`{0}` is no code of a redirection: {1}', word.text, '301, 302, 303, 307, 308'), at);
    return at + 1;
  },
};

/** `http-version`: the version of a health check's request; text behind a line break in it was taken for headers and a body until 2.6. */
const httpVersion: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (word.opaque || !word.text.includes('\r\n') || !fromRelease(match, '2.2')) return at + 1;
    match.report(
      fromRelease(match, '2.7') ? 'error' : 'warning',
      'deprecated-argument',
      text('headers behind the version are {0}: use `http-check send`', fromRelease(match, '2.7') ? text('refused since 2.7') : text('deprecated since 2.2')),
      at,
      undefined,
      { tag: 'deprecated' },
    );
    return at + 1;
  },
};

/** `process-set`: `all`, `odd`, `even`, or a range of process numbers; behind `all` nothing is read, and before 2.0 a word that begins with a digit is read up to its garbage. From 2.5 on there is one process. */
const processSet: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (word.opaque || word.text === 'odd' || word.text === 'even') return at + 1;
    if (word.text === 'all') return match.words.length;
    const strict = fromRelease(match, '2.0');
    const most = fromRelease(match, '2.5') ? 1 : 64;
    const shape = (strict ? /^(\d+)(?:-(\d*))?$/ : /^(\d+)[^-]*(?:-(\d*))?/).exec(word.text);
    const first = Number(shape?.[1]);
    const open = shape?.[2] === '' && fromRelease(match, '1.8');
    const second = shape?.[2] === undefined ? first : open ? most : Number(shape[2]);
    if (!shape) match.report('error', 'wrong-argument', text('`{0}` is neither `all`, `odd`, `even` nor a range of process numbers', word.text), at);
    else if (Math.min(first, second) < 1 || Math.max(first, second) > most) match.report('error', 'out-of-range', text('`{0}` is out of range: {1} to {2}', word.text, 1, most), at);
    return at + 1;
  },
};

/** `node-name`: letters, digits, `_`, `-` and `.`. */
const nodeName: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (!word.opaque && !/^[\w.-]+$/.test(word.text)) match.report('error', 'wrong-argument', text('`{0}` may only hold letters, digits, `_`, `-` and `.`', word.text), at);
    return at + 1;
  },
};

/** `guid`: at most 127 letters, digits, `_`, `-`, `.` and `:`. */
const guid: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    if (word.text.length > 127) match.report('error', 'wrong-argument', text('an identifier has at most {0} characters', 127), at);
    else if (!/^[\w.:-]+$/.test(word.text)) match.report('error', 'wrong-argument', text('`{0}` may only hold letters, digits, `_`, `-`, `.` and `:`', word.text), at);
    match.mention('def', 'guid', word.text, at);
    return at + 1;
  },
};

/** `cookie-domain`: warned about when it looks wrong (before 2.1: without a leading dot and one inside; then: without any dot). */
const cookieDomain: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const dots = fromRelease(match, '2.1') ? word.text.includes('.') : word.text.startsWith('.') && word.text.includes('.', 1);
    if (!dots) match.report('warning', 'wrong-argument', text('the domain `{0}` lacks a dot: browsers may not take the cookie', word.text), at);
    const bad = /[^A-Za-z0-9_.:-]/.exec(word.text);
    if (bad) match.report('error', 'wrong-argument', text('`{0}` cannot stand in a domain', bad[0]), at);
    return at + 1;
  },
};

/** `cookie-attribute`: no control character and no semicolon. */
const cookieAttribute: ValueType = {
  read(match, at) {
    const word = match.word(at);
    const bad = word.opaque ? undefined : [...word.text].find((char) => char < ' ' || char === '\x7f' || char === ';');
    if (bad !== undefined) match.report('error', 'wrong-argument', text('an attribute cannot hold `{0}`', bad), at);
    return at + 1;
  },
};

/** `own-header`: a header that carries the server's name; from 3.3 on not one that HTTP itself needs. */
const ownHeader: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (!word.opaque && fromRelease(match, '3.3') && /^(host|content-length|transfer-encoding|connection)$/i.test(word.text)) match.report('error', 'wrong-argument', text('`{0}` cannot carry the name of the server', word.text), at);
    return at + 1;
  },
};

/** `port-or-sample`: a port number or a sample expression. */
const portOrSample: ValueType = {
  read(match, at, params, argument) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    if (!/^\d*$/.test(word.text)) return match.around.types.sample?.read(match, at, params, argument) ?? at + 1;
    const port = Number(BigInt.asUintN(32, BigInt(word.text.slice(0, 40) || '0')));
    if (port < 1 || port > 65535) match.report('error', 'out-of-range', text('`{0}` is out of range: {1} to {2}', word.text, 1, 65535), at);
    return at + 1;
  },
};

/** `replacement`: text for what a regular expression matched, with `\\1`, `\\x41` and the like. Upstream: check_replace_string(). */
const replacement: ValueType = {
  read(match, at) {
    const word = match.word(at);
    const bad = word.opaque ? null : (/^(?:[^\\]|\\(?:x[0-9a-fA-F]{2}|[^x]))*(\\(?:x.{0,2})?)$/s.exec(word.text) ?? /^(?:[^\\]|\\(?:x[0-9a-fA-F]{2}|[^x]))*(\\x(?![0-9a-fA-F]{2}))/s.exec(word.text));
    if (bad) match.report('error', 'wrong-argument', text('`{0}` is no complete escape', bad[1] as string), at);
    return at + 1;
  },
};

/** What 3.4 lets an entry of a table take at most, less what it takes without the key; upstream: create_pool_from_reg(). */
const mostKeyBytes = 0xffff_ffffn - 200n;

/** `key-length`: bytes of a table's key, not 0; from 2.8 on the whole word is a positive number. Upstream: stktable_parse_type(). */
const keyLength: ValueType = {
  read(match, at) {
    const word = match.word(at);
    const value = atol(word.text);
    const strict = fromRelease(match, '2.8');
    if (!word.opaque && (value === 0n || (strict && !isWhole(word.text, 10)))) match.report('error', 'wrong-argument', text('`{0}` is no length: a positive whole number', word.text), at);
    else if (!word.opaque && fromRelease(match, '3.4') && BigInt.asUintN(64, value) > mostKeyBytes) match.report('error', 'out-of-range', text('`{0}` is out of range: no memory can be reserved for it', word.text), at);
    return at + 1;
  },
};

/** `dynamic(kind,release)`: a name of a kind; from a release on also a log format that gives one. */
const dynamic: ValueType = {
  read(match, at, params, argument) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    if (word.text.includes('%') && fromRelease(match, params[1] ?? '')) return match.around.types['log-format']?.read(match, at, [], argument) ?? at + 1;
    match.mention('ref', params[0] ?? '', word.text, at);
    return at + 1;
  },
};

/** `path`: the name of a file; files are not looked at. */
const path: ValueType = { read: (_match, at) => at + 1 };

export const proxyWordTypes: ValueTypes = {
  hex,
  path,
  dynamic,
  network,
  'key-length': keyLength,
  replacement,
  'error-code': errorCode,
  'redirect-code': redirectCode,
  'http-version': httpVersion,
  'process-set': processSet,
  'node-name': nodeName,
  guid,
  'cookie-domain': cookieDomain,
  'cookie-attribute': cookieAttribute,
  'own-header': ownHeader,
  'port-or-sample': portOrSample,
};
