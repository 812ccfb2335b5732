// Value types of single keywords of sections that are not proxies: names of entries, lists of names, challenges.
import type { ValueType, ValueTypes } from '../../core/grammar/match';
import { text } from '../../core/text';
import { fromRelease } from './release';

/** `identifier`, `identifier(kind)`: a name of letters, digits, `_`, `-`, `.` and `:`. Upstream: invalid_char(). */
const identifier: ValueType = {
  read(match, at, params) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const bad = /[^\w.:-]/u.exec(word.text);
    if (bad) match.report('error', 'wrong-argument', text('`{0}` is not permitted in a name', bad[0]), at);
    else for (const kind of params.slice(0, 1)) match.mention('def', kind, word.text, at);
    return at + 1;
  },
};

/** `account`: the name of a user of a list; any characters. */
const account: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (!word.opaque) match.mention('def', 'user', word.text, at);
    return at + 1;
  },
};

/** `names(kind)`: names of a kind, separated by commas. */
const names: ValueType = {
  read(match, at, params) {
    const word = match.word(at);
    let from = 0;
    for (const part of word.opaque ? [] : word.text.split(',')) {
      for (const kind of part === '' ? [] : params.slice(0, 1)) match.mention('ref', kind, part, at, { start: from, end: from + part.length });
      from += part.length + 1;
    }
    return at + 1;
  },
};

/** `challenge`: how an authority is answered; the first release wanted capitals. */
const challenge: ValueType = {
  read(match, at) {
    const word = match.word(at);
    const known = fromRelease(match, '3.4') ? ['http-01', 'dns-01', 'dns-persist-01'] : ['http-01', 'dns-01'];
    const good = fromRelease(match, '3.3') ? known.includes(word.text.toLowerCase()) : ['HTTP-01', 'DNS-01'].includes(word.text);
    if (!word.opaque && !good) match.report('error', 'wrong-argument', text('`{0}` is no challenge: `{1}` or `{2}`', word.text, fromRelease(match, '3.3') ? 'http-01' : 'HTTP-01', fromRelease(match, '3.3') ? 'dns-01' : 'DNS-01'), at);
    return at + 1;
  },
};

/** `profile-name`: letters, digits, `-` and `_`. */
const profileName: ValueType = {
  read(match, at) {
    const word = match.word(at);
    const bad = word.opaque ? null : /[^\w-]/u.exec(word.text);
    if (bad) match.report('error', 'wrong-argument', text('`{0}` is not permitted in a name', bad[0]), at);
    return at + 1;
  },
};

export const sectionWordTypes: ValueTypes = { identifier, account, names, challenge, 'profile-name': profileName };
