// Balancing methods whose parameter is glued to their name: random(draws), hdr(name), rdp-cookie(name).
import type { Match, ValueType, ValueTypes } from '../../core/grammar/match';
import { text } from '../../core/text';
import { fromRelease } from './release';

function isMethod(match: Match, word: string): boolean {
  if (word.startsWith('hdr(') || word.startsWith('rdp-cookie')) return true;
  return fromRelease(match, '2.0') ? word.startsWith('random') : fromRelease(match, '1.9') && word === 'random';
}

/** Checks `random(draws)`: what follows the name without a parenthesis is not looked at. */
function checkRandom(match: Match, at: number, word: string): void {
  if (word[6] !== '(' || word[7] === ')') return;
  const shape = /^\s*([+-]?(?:0[xX][0-9a-fA-F]+|\d+))?/.exec(word.slice(7));
  const rest = word.slice(7 + (shape?.[0].length ?? 0));
  if (rest[0] !== ')') match.report('error', 'wrong-argument', rest === '' ? text('missing `)` after `{0}`', 'random(') : text('`{0}` after the number of draws', rest), at);
  else if (!(Number(shape?.[1] ?? 0) >= 1)) match.report('error', 'out-of-range', text('the number of draws is at least 1'), at);
}

/** Checks the name in the parentheses of `hdr(name)` and `rdp-cookie(name)`. */
function checkNamed(match: Match, at: number, word: string, method: string): void {
  const open = method.length;
  if (word.length === open && method === 'rdp-cookie') return;
  const close = word.indexOf(')', open);
  if (word[open] !== '(' || close < 0 || close === open + 1) match.report('error', 'wrong-argument', text('`{0}` needs a name in parentheses: `{0}(name)`', method), at);
}

/** `balance-method`: such a method and the words behind it. */
const balanceMethod: ValueType = {
  accepts: (match, at) => isMethod(match, match.word(at).text),
  read(match, at) {
    const word = match.word(at).text;
    const next = match.words[at + 1];
    if (match.word(at).opaque) return match.words.length;
    if (word.startsWith('random')) checkRandom(match, at, word);
    else if (word.startsWith('hdr(')) {
      checkNamed(match, at, word, 'hdr');
      if (next && !next.opaque && next.text !== 'use_domain_only') match.report('error', 'wrong-argument', text('expected `{0}`, not `{1}`', 'use_domain_only', next.text), at + 1);
    } else checkNamed(match, at, word, 'rdp-cookie');
    return match.words.length;
  },
};

/** `persist-method`: `rdp-cookie` or `rdp-cookie(name)`; behind the second form words are refused from 1.6 on, behind the first they are ignored. */
const persistMethod: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (word.opaque) return match.words.length;
    if (!word.text.startsWith('rdp-cookie')) {
      match.report('error', 'wrong-argument', text('expected {0}, not `{1}`', '`rdp-cookie`', word.text), at);
      return match.words.length;
    }
    checkNamed(match, at, word.text, 'rdp-cookie');
    const next = match.words[at + 1];
    if (next && word.text[10] === '(' && fromRelease(match, '1.6')) match.report('error', 'unexpected-argument', text('`{0}` is more than `{1}` takes', next.text, 'persist'), at + 1);
    return match.words.length;
  },
};

export const balanceTypes: ValueTypes = { 'balance-method': balanceMethod, 'persist-method': persistMethod };
