// Value types of single global keywords: user numbers, status codes, window sizes, lists of flags.
import type { Match, ValueType, ValueTypes } from '../../core/grammar/match';
import { listed, text } from '../../core/text';
import { atol, isWhole, outside } from './c-numbers';
import { sizeOf } from './numbers';

/** A type that looks at a whole word and tells what is wrong with it. */
function checked(fault: (word: string, match: Match, params: readonly string[], at: number) => string | undefined, severity: 'error' | 'warning' = 'error'): ValueType {
  return {
    read(match, at, params) {
      const word = match.word(at);
      const message = word.opaque ? undefined : fault(word.text, match, params, at);
      if (message !== undefined) match.report(severity, 'wrong-argument', message, at);
      return at + 1;
    },
  };
}

/** `user-number`: a number of a user or group; anything else is warned about and ignored. Upstream: strl2irc(). */
const userNumber = checked((word) => (/^-?\d{1,10}$/.test(word) && Math.abs(Number(word)) < 2 ** 31 ? undefined : text('`{0}` is no number: it is ignored', word)), 'warning');

/** `flags(a,b,...)`: some of these words, separated by commas. */
const flags = checked((word, _match, params) => {
  const bad = word
    .replace(/,$/, '')
    .split(',')
    .find((part) => !params.includes(part));
  return bad === undefined ? undefined : text('`{0}` is not one of {1}', bad, listed([...params]));
});

/** `switched-list(a,b,...)`: some of these words with colons between them, each with `!` before it when it is switched off, or `ALL`. Upstream: jwe_parse_global_alg_enc_list(). */
const switchedList = checked((word, _match, params) => {
  const bad = word
    .replace(/:$/, '')
    .split(':')
    .map((part) => part.replace(/^!/, ''))
    .find((part) => !params.includes(part) && !'ALL'.startsWith(part));
  return bad === undefined ? undefined : text('`{0}` is not one of {1}', bad, listed([...params]));
});

/** `status-codes`: `[+-]low[-high]`, several with commas. Upstream: http_parse_http_err_fail_codes(). */
const statusCodes = checked((word) => {
  if (!/^[+-]?\d+(-\d+)?(,\d+(-\d+)?)*,?$/.test(word) || word.endsWith(',')) return text('`{0}` is no list of status codes such as `{1}`', word, '+500-503,429');
  for (const range of word.replace(/^[+-]/, '').split(',')) {
    const [low, high] = range.split('-').map(Number) as [number, number?];
    if (low < 100 || (high ?? low) > 599 || (high ?? low) < low) return outside(range, 100, 599);
  }
  return undefined;
});

/** `recased`: the word before in other case. */
const recased = checked((word, match, _params, at) => (word.toLowerCase() === match.word(at - 1).text.toLowerCase() || match.word(at - 1).opaque ? undefined : text('`{0}` and `{1}` may only differ in case', match.word(at - 1).text, word)));

const units: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

/** `window-size`: a congestion window of 10k to 4g. Upstream: parse_window_size(). */
const windowSize = checked((word) => {
  const shape = /^(0[xX][0-9a-fA-F]+|\d+)([kmg]?)$/.exec(word);
  if (!shape) return text('`{0}` is no size such as `{1}`', word, '480k');
  const digits = shape[1] as string;
  const size = (/^0\d/.test(digits) ? Number.parseInt(digits, 8) : Number(digits)) * (units[shape[2] as string] ?? 1);
  return size < 10240 || size > 2 ** 32 ? outside(word, 10240, 2 ** 32) : undefined;
});

/** `positive-size`, `positive-size(64)`: a size in bytes, not 0. */
const positiveSize = checked((word, match, params) => {
  const size = sizeOf(word, match.around, params[0] === '64' ? 64 : 32);
  return size === undefined ? text('`{0}` is no size such as `{1}`', word, '64k') : atol(word) < 1n ? outside(word, 1, Number.POSITIVE_INFINITY) : undefined;
});

/** `elasticity`: 0, or at least 100. */
const elasticity = checked((word) => (isWhole(word, 10) && (Number(word) === 0 || Number(word) >= 100) ? undefined : text('`{0}` is neither 0 nor a percentage of at least 100', word)));

/** `anonymous-key`: 32 bits. */
const anonymousKey = checked((word) => (atol(word) < 0n || atol(word) > 0xffffffffn ? outside(word, 0, 0xffffffff) : undefined));

export const globalWordTypes: ValueTypes = {
  'user-number': userNumber,
  flags,
  'switched-list': switchedList,
  'status-codes': statusCodes,
  recased,
  'window-size': windowSize,
  'positive-size': positiveSize,
  elasticity,
  'anonymous-key': anonymousKey,
};
