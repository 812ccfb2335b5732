// Types that accept any word until their own modules check them.
import type { ValueType, ValueTypes } from '../../core/grammar/match';

const word: ValueType = { read: (_match, at) => at + 1 };
const condition: ValueType = { accepts: (match, at) => match.word(at).text === 'if' || match.word(at).text === 'unless', read: (match) => match.words.length };

export const pendingTypes: ValueTypes = { condition, sample: word, 'log-format': word, path: word, regex: word };
