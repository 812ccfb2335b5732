// What stands before the parameters of server and peer lines: names, prefixes, ranges of templates.
import type { ValueType, ValueTypes } from '../../core/grammar/match';
import { text } from '../../core/text';
import { hostOf } from '../host';
import { atoi } from './c-numbers';
import { fromRelease } from './release';

/** A name of the characters that invalid_char() lets pass; `pattern` finds one that it does not. */
function named(pattern: (late: boolean) => RegExp): ValueType {
  return {
    read(match, at) {
      const word = match.word(at);
      if (word.opaque) return at + 1;
      const wrong = pattern(fromRelease(match, '1.9')).exec(word.text);
      if (wrong) match.report('error', 'bad-name', text('`{0}` may not stand in the name of a server', wrong[0]), at, { start: wrong.index, end: wrong.index + 1 });
      match.mention('def', 'server', word.text, at);
      return at + 1;
    },
  };
}

/** `template-range`: a number of servers, or `first-last`. Upstream: _srv_parse_tmpl_range(). */
const templateRange: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const dash = word.text.indexOf('-');
    const low = dash < 0 ? 1 : atoi(word.text);
    const high = dash < 0 ? atoi(word.text) : atoi(word.text.slice(dash + 1));
    if (low < 0 || high < low) match.report('error', 'wrong-argument', text('`{0}` is no number of servers: write it as `5` or `1-5`', word.text), at);
    return at + 1;
  },
};

/** `peer-destination`: the address of a server of a `peers` section; the local one has none, its `bind` line says it. */
const peerDestination: ValueType = {
  mayBeEmpty: true,
  read(match, at, _params, argument) {
    const name = match.word(at - 1);
    const { localPeer } = hostOf(match);
    if (at >= match.words.length) {
      if (localPeer !== undefined && !name.opaque && name.text !== localPeer && !fromRelease(match, '2.2')) match.report('error', 'missing-argument', text('the address of `{0}` is missing', name.text), at - 1);
      return at;
    }
    const isParameter = match.around.knowledge.find('server', match.word(at).text, 'server', match.around.release).standing === 'known';
    if (name.opaque || (localPeer === undefined ? isParameter : name.text === localPeer)) return at;
    return match.around.types.destination?.read(match, at, ['peer'], argument) ?? at + 1;
  },
};

/** `least(n)`: nothing of its own; the line ends with at least n words from here on. */
const least: ValueType = {
  mayBeEmpty: true,
  read(match, at, params) {
    if (match.words.length - at >= Number(params[0])) return at;
    match.report('error', 'missing-argument', text('at least {0} words are needed here', params[0] ?? ''), match.words.length - 1);
    return match.words.length;
  },
};

/** `inherited(type,place)`: a value of another type that is read once its proxy is complete, or a server inherits it; its faults are left for a rule. */
const inherited: ValueType = {
  read(match, at, params, argument) {
    const [type = '', ...rest] = params;
    const before = match.problems.length;
    match.around.types[type]?.read(match, at, rest, argument);
    const faults = match.problems.splice(before).filter(({ severity }) => severity === 'error');
    if (faults.length > 0) match.keep('inherited-faults', at, faults);
    return at + 1;
  },
};

export const lineNameTypes: ValueTypes = {
  'server-name': named(() => /[^\w.:-]/),
  'server-prefix': named((late) => (late ? /[^\w.-]/ : /[^A-Za-z_.-]/)),
  'template-range': templateRange,
  'peer-destination': peerDestination,
  least,
  inherited,
};
