// Types of arguments that every language has: any text, integers, names. Languages add their own.
import type { Match, ValueType, ValueTypes } from './grammar/match';
import { text } from './text';

const integer = /^[+-]?\d+$/;

/** Reads `low..high` of an `int(low..high)`; either side may be left out. */
export function bounds(params: readonly string[]): { low: number; high: number } {
  const [low, high] = (params[0] ?? '..').split('..');
  return { low: low ? Number(low) : Number.NEGATIVE_INFINITY, high: high ? Number(high) : Number.POSITIVE_INFINITY };
}

/** An integer in decimal, whole word, within the bounds given as `low..high`. */
const int: ValueType = {
  pure: true,
  accepts: (match, at) => integer.test(match.word(at).text),
  read(match, at, params, argument) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const { low, high } = bounds(params);
    const value = Number(word.text);
    if (!integer.test(word.text)) match.report('error', 'wrong-argument', text('`<{0}>` is a whole number, not `{1}`', argument.name, word.text), at);
    else if (value < low || value > high) match.report('error', 'out-of-range', text('`{0}` is out of range: {1} to {2}', word.text, low, high), at);
    return at + 1;
  },
};

/** Any one word. */
const string: ValueType = { read: (_match, at) => at + 1 };

/** The rest of the line, whatever it is; may be empty. */
const raw: ValueType = { mayBeEmpty: true, read: (match) => match.words.length };

function mentioning(role: 'def' | 'ref'): ValueType {
  return {
    read(match: Match, at, params) {
      const word = match.word(at);
      if (!word.opaque) for (const kind of params.slice(0, 1)) match.mention(role, kind, word.text, at);
      return at + 1;
    },
  };
}

/** Types by the name with which grammars call them. */
export const basicTypes: ValueTypes = { int, string, word: string, raw, def: mentioning('def'), ref: mentioning('ref') };
