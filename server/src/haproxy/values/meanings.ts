// What values mean to people, by type: read by hover, inlay hints and links, never by checks.
import type { ValueType, ValueTypes } from '../../core/grammar/match';
import { bytes, duration } from '../../core/quantities';
import { text } from '../../core/text';
import { expressionProposals } from '../expressions/proposals';
import { choices } from './choices';

type Meaning = Pick<ValueType, 'parts' | 'explain' | 'unit' | 'file' | 'propose' | 'proposeWithin' | 'seen' | 'core'>;

const milliseconds: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const shifts: Readonly<Record<string, number>> = { k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };

const time: Meaning = {
  explain(value, params) {
    const shape = /^(\d{1,15})(us|ms|s|m|h|d)?$/.exec(value);
    return shape ? duration(Number(shape[1]) * (milliseconds[shape[2] ?? params[0] ?? 'ms'] ?? 1)) : undefined;
  },
  unit: (value, params) => (/^0*[1-9]\d*$/.test(value) ? (params[0] ?? 'ms') : undefined),
};

const size: Meaning = {
  explain(value) {
    const shape = /^(\d{1,12})([kmgt])?$/i.exec(value);
    return shape ? bytes(Number(shape[1]) * (shifts[(shape[2] ?? '').toLowerCase()] ?? 1)) : undefined;
  },
};

const ranged: Meaning = {
  explain(_value, params) {
    const [low, high] = (params[0] ?? '').split('..');
    return low || high ? (high ? text('{0} to {1}', low || '-', high) : text('{0} or more', low ?? '')) : undefined;
  },
};

/** A name or a format that yields one. */
const dynamic: Meaning = {
  propose: (match, typed, params) => (typed.includes('%') ? (expressionProposals['log-format']?.propose?.(match, typed, []) ?? []) : [{ text: '', names: params[0] ?? '' }]),
};

/** Escapes a text so that it is one word, and no sample expression, of a log format. */
function formatWord(value: string): string {
  return value.replace(/[\s\\"'#]/g, (c) => `\\${c}`).replaceAll('%', '%%');
}

/** A whole header line: `Name: value`. */
const headerLine: Meaning = {
  parts(value) {
    const shape = /^([\w-]+):\s*(\S.*)$/.exec(value);
    return shape ? { name: shape[1] as string, value: formatWord(shape[2] as string) } : {};
  },
};

/** An expression that fits header lines: the header that it means when it means one by its whole name. */
const headerRegex: Meaning = {
  parts(value) {
    const header = /^\^([\w-]+):(\.\*)?$/.exec(value)?.[1];
    return header === undefined ? {} : { header };
  },
};

/** An address that may be wanted again, without its family and port. */
const address: Meaning = { seen: 'address', core: (value) => /^(?:[a-z0-9+]+@)?(\d+\.\d+\.\d+\.\d+|\[?[0-9a-f]*:[0-9a-f:]+\]?|[a-z][\w.-]*\.[\w-]+)(?::[\d+-]*)?$/i.exec(value)?.[1] ?? '' };

const meanings: Readonly<Record<string, Meaning>> = {
  ...choices,
  time,
  timer: { explain: (value, _params, around) => time.explain?.(value, ['ms'], around), unit: (value) => time.unit?.(value, ['ms']) },
  duration: time,
  size,
  'positive-size': size,
  path: { file: true },
  endpoint: address,
  destination: address,
  'peer-destination': address,
  'agent-address': address,
  listen: address,
  address,
  interface: { seen: 'interface' },
  int: ranged,
  atoi: ranged,
  dynamic,
  'header-line': headerLine,
  ...expressionProposals,
  regex: { ...expressionProposals.regex, ...headerRegex },
};

/** Adds what is known about the meaning of values to the types that read them. */
export function withMeanings(types: ValueTypes): ValueTypes {
  const result: Record<string, ValueType> = { ...types };
  for (const [name, meaning] of Object.entries(meanings)) {
    const type = types[name];
    if (type) result[name] = { ...meaning, ...type };
  }
  return result;
}
