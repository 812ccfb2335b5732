// Small value types of single keywords.
import type { Match, ValueType, ValueTypes } from '../../core/grammar/match';
import { listed, text } from '../../core/text';
import { fromRelease } from '../releases';
import { bytesIn, complain } from './faults';
import { numberMessage, readInteger } from './integers';

/** A type that checks one word; `problem` tells what is wrong with it. */
function checked(problem: (word: string, match: Match, at: number) => string | undefined): ValueType {
  return {
    read(match, at) {
      const word = match.word(at);
      const message = word.opaque ? undefined : problem(word.text, match, at);
      if (message) complain(match, 'error', 'wrong-argument', message, at);
      return at + 1;
    },
  };
}

const scopes = ['global', 'nowhere', 'host', 'link', 'site'];

/** `scope`: a name, or a number up to 255. Upstream: find_rttables_scope(). */
const scope: ValueType = {
  ...checked((word) => (scopes.includes(word) || (/^(0x[0-9a-f]+|\d+)$/i.test(word) && Number(word) < 256) ? undefined : text('`{0}` is no scope: {1}', word, listed(scopes)))),
  propose: () => scopes.map((name) => ({ text: name })),
};

/** `label`: at most 15 characters; longer ones cost the address from 2.2 on. */
const label: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (word.opaque || bytesIn(word.text) <= 15) return at + 1;
    if (fromRelease(match.around, '2.2.4')) match.report('error', 'name-too-long', text('a label has at most {0} characters: the address is dropped', 15), at);
    else match.report('warning', 'name-too-long', text('a label has at most {0} characters: the rest is cut', 15), at, undefined, { origin: 'advice' });
    return at + 1;
  },
};

/** `interface`: the name of an interface, left for rules. */
const interfaceName: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (!word.opaque) match.keep('interface', at, word.text);
    return at + 1;
  },
};

/** `device-name`: the name of an interface that keepalived makes. Upstream: dev_name_valid(). */
const deviceName = checked((word, match, at) => {
  match.keep('made-interface', at, word);
  return word.length > 15 || (fromRelease(match.around, '2.1.5') && (word === '' || word === '.' || word === '..' || /[/:\s]/.test(word))) ? text('`{0}` cannot be the name of an interface', word) : undefined;
});

/** The file of a command that is a script of one's own: programs of the system are none. */
function scriptIn(command: string): string | undefined {
  return command
    .split(/\s+/)
    .slice(0, 2)
    .find((part) => part.includes('/') && !/^\/(usr\/)?s?bin\//.test(part) && !part.startsWith('-'));
}

/** The quote that a command opens and does not close; commands with a backslash are left alone. */
function openQuote(command: string): string {
  if (command.includes('\\')) return '';
  let quote = '';
  for (const char of command)
    if (quote === char) quote = '';
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
  return quote;
}

/** `script`: a command; its words are cut as a shell does. `script(needed)`: a blank one is refused. Upstream: set_script_params_array(). */
const script: ValueType = {
  read(match, at, params) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const quote = fromRelease(match.around, '2.0.10') ? openQuote(word.text) : '';
    if (quote) match.report('error', 'unmatched-quote', text('`{0}` within the command is not closed', quote), at);
    else if (params[0] === 'needed' && word.text.trim() === '') match.report('error', 'wrong-argument', text('the command is empty'), at);
    match.keep('command', at, word.text);
    const file = scriptIn(word.text);
    if (file !== undefined) match.mention('ref', 'path', file, at);
    return at + 1;
  },
};

/** `user`: the name of a user; whether it exists is not known. */
const user = checked((word) => (word === '' ? text('the name of the user is empty') : /[:'",;\s]/.test(word) ? text('`{0}` cannot be the name of a user', word) : undefined));

/** `path`: the path of a file. */
const path: ValueType = { file: true, read: (_match, at) => at + 1 };

/** `filled-path`: the path of a file, not empty. */
const filledPath: ValueType = { ...checked((word) => (word === '' ? text('the path is empty') : undefined)), file: true };

const bits = ['IRUSR', 'IWUSR', 'IXUSR', 'IRGRP', 'IWGRP', 'IXGRP', 'IROTH', 'IWOTH', 'IXOTH'];
const sums = ['IRWXU', 'IRWXG', 'IRWXO'];

/** `umask`: a number up to 0777, octal with a leading 0, or bits joined by `|`. The sums of bits are read from 2.2.8 on. Upstream: umask_handler(). */
const umask: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    if (/^\d/.test(word.text)) {
      const value = /^0x[0-9a-f]+$/i.test(word.text) ? Number(word.text) : /^0[0-7]*$/.test(word.text) ? Number.parseInt(word.text, 8) : /^[1-9]\d*$/.test(word.text) ? Number(word.text) : Number.NaN;
      if (!(value <= 0o777)) match.report('error', 'wrong-argument', text('`{0}` is no mask', word.text), at);
      else if (at + 1 < match.words.length) match.report('error', 'unexpected-argument', text('`{0}` is too much: the line is ignored', match.word(at + 1).text), at + 1);
      return match.words.length;
    }
    const known = fromRelease(match.around, '2.2.8') ? [...bits, ...sums] : bits;
    const all = match.words
      .slice(at)
      .map(({ text }) => text)
      .join('');
    const parts = all.split('|');
    const bad = parts.find((part) => !known.includes(part));
    if (bad !== undefined) match.report('error', 'wrong-argument', bad === '' ? text('a bit is missing') : text('`{0}` is no bit of a mask', bad), at);
    return match.words.length;
  },
};

/** `md5`: 32 hexadecimal digits. */
const md5 = checked((word) => (word.length !== 32 ? text('a digest has 32 digits, not {0}', word.length) : /^[0-9a-f]+$/i.test(word) ? undefined : text('`{0}` is not hexadecimal', word)));

/** `hex`: bytes in hexadecimal over several words; with `x` for any digit. Upstream: read_hex_str(). */
const hex: ValueType = {
  read(match, at, params) {
    const words = match.words.slice(at);
    if (words.some((word) => word.opaque)) return match.words.length;
    const good = words.every((word) => (params.length > 0 ? /^[0-9a-fx\s]*$/i : /^[0-9a-f\s]*$/i).test(word.text)) && words.some((word) => word.text.trim() !== '');
    if (!good) match.report('error', 'wrong-argument', text('`{0}` is not hexadecimal', words.map((word) => word.text).join(' ')), at);
    return match.words.length;
  },
};

/** `status-range`: a status code from 100 to 599, or a range of them. Upstream: status_code_handler(). */
const statusRange = checked((word) => {
  const shape = /^\s*\+?(\d*)(?:-\s*\+?(\d*))?$/.exec(word);
  const low = Number(shape?.[1] || 0);
  const high = shape?.[2] === undefined ? low : Number(shape[2] || 0);
  return !shape || low < 100 || high > 599 || low > high ? text('`{0}` is no status code from 100 to 599', word) : undefined;
});

/** `status(low..high)`: one status code; how releases before 2.0.20 read it. */
const status: ValueType = {
  read(match, at, _params, argument) {
    const word = match.word(at);
    const { fault } = readInteger(word.text, 100n, 999n, false);
    if (!word.opaque && fault) complain(match, 'error', 'wrong-argument', numberMessage(argument.name, word.text, fault, 100n, 999n), at);
    return at + 1;
  },
};

/** `domain`: a name without empty labels; looked at from 2.1 on. Upstream: dns_name_handler(). */
const domain = checked((word, match) => (fromRelease(match.around, '2.1.5') && (/^\../.test(word) || word.includes('..')) ? text('`{0}` has an empty label', word) : undefined));

/** `auth-pass`: a password, of which eight characters count. */
const authPass: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (!word.opaque && bytesIn(word.text) > 8) complain(match, 'warning', 'name-too-long', text('only the first 8 characters of the password count'), at);
    return at + 1;
  },
};

/** `hmac-key`: 32 to 64 bytes, as text or hexadecimal, or the file that holds them. Upstream: vrrp_auth_hmac_key_handler(). */
const hmacKey = checked((word) => {
  if (word.startsWith('file:')) return undefined;
  const isHex = word.startsWith('hex:');
  const digits = word.slice(4).replace(/\s/g, '');
  const length = isHex ? (/^[0-9a-f]+$/i.test(digits) ? Math.ceil(digits.length / 2) : 0) : bytesIn(word);
  return length < 32 || length > 64 ? text('a key has 32 to 64 bytes, not {0}', length) : undefined;
});

/** `mark`: a firewall mark, with a mask where wanted. */
const mark = checked((word) => {
  const parts = word.replace(/^\s+/, '').split('/');
  const good = parts.length <= 2 && parts.every((part) => /^\+?(0x[0-9a-f]+|\d+)$/i.test(part) && Number(part) <= 0xffffffff);
  return good ? undefined : text('`{0}` is no firewall mark', word);
});

/** `uid-range`: two numbers of users. */
const uidRange = checked((word) => (/^\s*\d+-\s*\d+/.test(word) ? undefined : text('`{0}` is no range of users', word)));

/** `port-range`: a port, or two with a dash. Upstream: sscanf() in alloc_rule(), which takes one port for a fault. */
const portRange = checked((word) => (/^\s*\d+(-\s*\d+)?/.test(word) ? undefined : text('`{0}` is no range of ports', word)));

const preferences = ['low', 'medium', 'high'];
/** `router-preference`: a name or a number. */
const routerPreference: ValueType = {
  ...checked((word) => (preferences.includes(word) || /^\d{1,3}$/.test(word) ? undefined : text('expected {0}, not `{1}`', listed(preferences), word))),
  propose: () => preferences.map((name) => ({ text: name })),
};

export const smallTypes: ValueTypes = {
  scope,
  label,
  interface: interfaceName,
  'device-name': deviceName,
  script,
  user,
  path,
  'filled-path': filledPath,
  umask,
  md5,
  hex,
  'status-range': statusRange,
  status,
  domain,
  'auth-pass': authPass,
  'hmac-key': hmacKey,
  mark,
  'uid-range': uidRange,
  'port-range': portRange,
  'router-preference': routerPreference,
};
