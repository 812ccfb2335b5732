// Words that the daemon compares, and what it does with those that it does not know.
import type { Match, ValueType, ValueTypes } from '../../core/grammar/match';
import { nearest } from '../../core/near';
import { listed, text } from '../../core/text';
import type { LineFix } from '../../core/tree';
import { fromRelease } from '../releases';
import { bytesIn, complain, severityOf } from './faults';

/** The fix that replaces a word. */
export function replaceWord(match: Match, at: number, newText: string): LineFix {
  const word = match.word(at);
  return { title: text('Replace by `{0}`', newText), safe: false, edits: [{ start: word.start, end: word.end, newText }] };
}

const trueWords = ['on', 'true', 'yes'];
const falseWords = ['off', 'false', 'no'];

/** `boolean`: a switch, in lower case. Upstream: check_true_false(). */
const boolean: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (word.opaque || trueWords.includes(word.text) || falseWords.includes(word.text)) return at + 1;
    const lower = word.text.toLowerCase();
    const known = trueWords.includes(lower) || falseWords.includes(lower);
    complain(match, 'error', 'wrong-argument', text('`{0}` is neither {1}', word.text, listed([...trueWords, ...falseWords])), at, known ? [replaceWord(match, at, lower)] : []);
    return at + 1;
  },
  propose: () => [...trueWords, ...falseWords].map((word) => ({ text: word })),
};

const choices = (params: readonly string[]) => params.filter((param) => param[0] !== '!');

/** `one-of(a,b)`: one of these words; with `!warning` the daemon takes its default for another one. */
const oneOf: ValueType = {
  read(match, at, params) {
    const word = match.word(at);
    const known = choices(params);
    if (word.opaque || known.includes(word.text)) return at + 1;
    const near = known.find((choice) => choice.toLowerCase() === word.text.toLowerCase()) ?? nearest(word.text, known);
    const message = near ? text('`{0}` is not known here: did you mean `{1}`?', word.text, near) : text('expected {0}, not `{1}`', listed(known), word.text);
    complain(match, severityOf(params), 'wrong-argument', message, at, near ? [replaceWord(match, at, near)] : []);
    return at + 1;
  },
  propose: (_match, _typed, params) => choices(params).map((choice) => ({ text: choice })),
};

/** A protocol. `SCTP` and its like in any case since 1.3. Upstream: proto_handler(). */
const protocol: ValueType = {
  read(match, at) {
    const word = match.word(at);
    const known = ['TCP', 'UDP', 'SCTP'];
    if (!word.opaque && !known.includes(word.text.toUpperCase())) complain(match, 'error', 'wrong-argument', text('expected {0}, not `{1}`', listed(known), word.text), at);
    return at + 1;
  },
  propose: () => ['TCP', 'UDP', 'SCTP'].map((word) => ({ text: word })),
};

const schedulers = ['rr', 'wrr', 'lc', 'wlc', 'lblc', 'lblcr', 'sh', 'mh', 'dh', 'fo', 'ovf', 'sed', 'nq'];
const schedulersOf = (match: Match) => (fromRelease(match.around, '2.2.7') ? [...schedulers, 'twos'] : schedulers);

/** `scheduler`: how IPVS chooses a real server. Upstream: lvs_schedulers[]. */
const scheduler: ValueType = {
  read(match, at) {
    const word = match.word(at);
    const known = schedulersOf(match);
    if (word.opaque || known.includes(word.text)) return at + 1;
    if (word.text === 'twos') complain(match, 'error', 'not-yet-available', text('`{0}` exists since {1}', 'twos', '2.2.7'), at);
    else complain(match, 'error', 'wrong-argument', text('`{0}` is no scheduler: {1}', word.text, listed(known)), at);
    return at + 1;
  },
  propose: (match) => schedulersOf(match).map((name) => ({ text: name })),
};

/** Reports one word that is not known at this place. */
function reportUnknown(match: Match, at: number): void {
  const word = match.word(at);
  if (!word.opaque) match.report('error', 'unknown-argument', text('`{0}` is not known here', word.text), at);
}

/** `unknown`: a word that no option before took: an error, the next one is read again. */
const unknown: ValueType = {
  wrong: true,
  read(match, at) {
    reportUnknown(match, at);
    return at + 1;
  },
};

/** `unknown-rest`: the same, and the rest of the line is not looked at. */
const unknownRest: ValueType = {
  wrong: true,
  read(match, at) {
    reportUnknown(match, at);
    return match.words.length;
  },
};

/** `wrong-word`: takes what none of the words before it in a choice was. */
const wrongWord: ValueType = {
  wrong: true,
  read(match, at, params, argument) {
    const word = match.word(at);
    if (!word.opaque) match.report('error', 'wrong-argument', text('`<{0}>` cannot be `{1}`', argument.name, word.text), at);
    return params.length > 0 ? match.words.length : at + 1;
  },
};

/** `refused`: words behind the last argument for which the daemon ignores the whole line. */
const refused: ValueType = {
  wrong: true,
  read(match, at) {
    match.report('error', 'unexpected-argument', text('`{0}` is too much: the line is ignored', match.word(at).text), at);
    return match.words.length;
  },
};

/** `surplus`: words behind the last argument that the daemon warns about. */
const surplus: ValueType = {
  wrong: true,
  read(match, at) {
    match.report('warning', 'unexpected-argument', text('`{0}` is too much: it is ignored', match.word(at).text), at);
    return match.words.length;
  },
};

/** `lost-word`: the word behind `inet` or `inet6`, which the daemon skips. */
const lostWord: ValueType = {
  wrong: true,
  read(match, at) {
    match.report('warning', 'dropped-words', text('`{0}` is dropped: the daemon skips the word behind `{1}`', match.word(at).text, match.word(at - 1).text), at, undefined, { origin: 'advice' });
    return at + 1;
  },
};

/** `name(most)`: a name of at most so many characters; with `warning` it is cut. */
const name: ValueType = {
  read(match, at, params, argument) {
    const word = match.word(at);
    const most = Number(params[0]);
    if (!word.opaque && bytesIn(word.text) > most) complain(match, severityOf(params), 'name-too-long', text('`<{0}>` has at most {1} characters', argument.name, most), at);
    return at + 1;
  },
};

/** `table-name`: a name that is not empty. */
const tableName: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (!word.opaque && word.text === '' && fromRelease(match.around, '2.3.4')) match.report('error', 'wrong-argument', text('the name is empty: the line is ignored'), at);
    return at + 1;
  },
};

/** `ipset`: the name of a set, of at most 30 characters; from 2.3 on it may not be empty. */
const ipset: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (!word.opaque && bytesIn(word.text) > 30) complain(match, 'error', 'name-too-long', text('`<{0}>` has at most {1} characters', 'set', 30), at);
    return at + 1;
  },
};

const includeChecks = ['read', 'match', 'wildcard_match', 'brace_match'];

/** `include-check`: what an included file must be. The first word sets, further ones add (`+`) or take away (`-`). Upstream: include_check_set(). */
const includeCheck: ValueType = {
  read(match, at) {
    const word = match.word(at);
    const bare = word.text.replace(/^[+-]/, '');
    if (word.opaque) return at + 1;
    if (at > 1 && bare === word.text) match.report('error', 'wrong-argument', text('`{0}` needs `+` or `-` before it: the first word has set the checks', word.text), at);
    else if (!includeChecks.includes(bare)) match.report('error', 'wrong-argument', text('expected {0}, not `{1}`', listed(includeChecks), word.text), at);
    return at + 1;
  },
  propose: () => includeChecks.map((word) => ({ text: word })),
};

/** `rx-policy`: `MTU`, `ADVERT` in any case, or a size in bytes. */
const rxPolicy: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (!word.opaque && !/^(mtu|advert)$/i.test(word.text) && (!/^\s*\+?\d*$/.test(word.text) || Number(word.text) > 4294967295))
      complain(match, 'error', 'wrong-argument', text('expected {0}, not `{1}`', listed(['MTU', 'ADVERT', '<bytes>']), word.text), at);
    return at + 1;
  },
  propose: () => ['MTU', 'ADVERT'].map((word) => ({ text: word })),
};

export const wordTypes: ValueTypes = {
  boolean,
  'one-of': oneOf,
  protocol,
  scheduler,
  unknown,
  'unknown-rest': unknownRest,
  'wrong-word': wrongWord,
  refused,
  surplus,
  'lost-word': lostWord,
  name,
  'table-name': tableName,
  ipset,
  'include-check': includeCheck,
  'rx-policy': rxPolicy,
};
