// Slots in which captures are kept for the logs: what makes one, and what fills one by its number.
import type { ValueType, ValueTypes } from '../../core/grammar/match';
import { text } from '../../core/text';
import { atoi, atol, isWhole } from './c-numbers';
import { fromRelease } from './release';

/** Left as value `capture`: a slot that a line makes, or with a number one that it fills. */
export interface CaptureSlot {
  readonly side: 'request' | 'response';
  readonly number: number | undefined;
}

const sideOf = (params: readonly string[]): CaptureSlot['side'] => (params.includes('response') ? 'response' : 'request');

/** `capture-length(request)`, `capture-length(response)`: the length of a slot that this line makes, above 0. `whole`: nothing but digits; `any`: whatever atoi() makes of it. */
const length: ValueType = {
  read(match, at, params, argument) {
    const word = match.word(at);
    match.keep('capture', at, { side: sideOf(params), number: undefined } satisfies CaptureSlot);
    if (word.opaque) return at + 1;
    // From 3.4 on memory of such a size is refused, and with it the capture; upstream: create_pool_from_reg().
    const reserved = fromRelease(match, '3.4') ? BigInt.asIntN(32, atol(word.text) + 1n) : 0n;
    if (reserved < 0n) match.report('error', 'out-of-range', text('`{0}` is out of range: no memory can be reserved for it', word.text), at);
    else if (params.includes('any')) return at + 1;
    else if (params.includes('whole') && !isWhole(word.text, 10)) match.report('error', 'wrong-argument', text('`<{0}>` is a whole number, not `{1}`', argument.name, word.text), at);
    else if ((params.includes('whole') ? Number(atol(word.text)) : atoi(word.text)) <= 0) match.report('error', 'out-of-range', text('`{0}` is out of range: {1} is the least', word.text, 1), at);
    return at + 1;
  },
};

/** `capture-slot(request)`, `capture-slot(response)`: the number of a slot that is filled, from 0 on. */
const slot: ValueType = {
  read(match, at, params, argument) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    if (isWhole(word.text, 10)) match.keep('capture', at, { side: sideOf(params), number: atoi(word.text) } satisfies CaptureSlot);
    else match.report('error', 'wrong-argument', text('`<{0}>` is a whole number, not `{1}`', argument.name, word.text), at);
    return at + 1;
  },
};

export const captureTypes: ValueTypes = { 'capture-length': length, 'capture-slot': slot };
