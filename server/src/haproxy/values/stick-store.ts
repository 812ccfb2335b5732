// The list of what a stick table counts: data types with their period or number of elements.
import type { Match, ValueType, ValueTypes } from '../../core/grammar/match';
import { nearest } from '../../core/near';
import { text } from '../../core/text';
import { atoi } from './c-numbers';
import { fromRelease } from './release';

/** Most elements of an array (STKTABLE_MAX_DT_ARRAY_SIZE). */
const mostElements = 100;
/** Types that cannot stand together, as `whole,parts...`: an array stands for the old single ones. */
const exclusive: readonly (readonly string[])[] = [
  ['gpt', 'gpt0'],
  ['gpc', 'gpc0', 'gpc1'],
  ['gpc_rate', 'gpc0_rate', 'gpc1_rate'],
];
const period = /^\d*(?:us|[mhds]|ms)?$/;

/** One item of the list: its name, what stands in its parentheses, and where it stands in the word. */
interface Item {
  readonly name: string;
  readonly inside: readonly string[] | undefined;
  readonly start: number;
  readonly end: number;
  readonly closed: boolean;
}

/** Splits the list at commas outside of parentheses. */
function itemsOf(list: string): Item[] {
  const items: Item[] = [];
  let at = 0;
  while (at < list.length) {
    const start = at;
    while (at < list.length && list[at] !== ',' && list[at] !== '(') at++;
    const name = list.slice(start, at);
    let inside: string[] | undefined;
    let closed = true;
    if (list[at] === '(') {
      const close = list.indexOf(')', at);
      closed = close >= 0;
      inside = list.slice(at + 1, closed ? close : list.length).split(',');
      at = closed ? close + 1 : list.length;
      while (at < list.length && list[at] !== ',') at++;
    }
    items.push({ name, inside, start, end: at, closed });
    at++;
  }
  return items;
}

/** Checks the parentheses of one item: arrays want their number of elements, rates their period, the others nothing. */
function checkInside(match: Match, at: number, item: Item, shape: string): void {
  const part = { start: item.start, end: item.end };
  const array = shape.includes('array');
  const inside = [...(item.inside ?? [])];
  if (array) {
    const count = inside.shift();
    if (count === undefined) {
      match.report('error', 'missing-argument', text('`{0}` needs its number of elements in parentheses', item.name), at, part);
      return;
    }
    const value = atoi(count);
    if (value < 1 || value > mostElements) {
      match.report('error', 'out-of-range', text('`{0}` is out of range: {1} to {2}', count, 1, mostElements), at, part);
      return;
    }
  }
  // Arrays have two arguments; a second one of the others is overwritten by what follows the comma.
  const last = array ? inside[inside.length - 1] : inside[0];
  if (shape.includes('period')) {
    if (last === undefined) match.report('error', 'missing-argument', text('`{0}` needs its period in parentheses', item.name), at, part);
    else if (!period.test(last) || (last === '' && fromRelease(match, '2.4'))) match.report('error', 'wrong-argument', text('`{0}` is no period', last), at, part);
  } else if (last !== undefined && !(array && inside.length === 0)) match.report('error', 'unexpected-argument', text('`{0}` takes no `({1})`', item.name, last), at, part);
}

/** `stick-store`: the comma-separated list behind `store`. Upstream: parse_stick_table(), stktable_alloc_data_type(). */
const stickStore: ValueType = {
  read(match, at) {
    const word = match.word(at);
    if (word.opaque) return at + 1;
    const { knowledge, release } = match.around;
    const seen = new Set<string>();
    for (const item of itemsOf(word.text)) {
      const part = { start: item.start, end: item.end };
      if (!item.closed) {
        match.report('error', 'wrong-argument', text('missing `)` after `{0}`', item.name), at, part);
        return at + 1;
      }
      const { keyword, standing } = knowledge.find('stick-data', item.name, '*', release);
      if (!keyword || standing !== 'known') {
        const near = nearest(
          item.name,
          [...knowledge.each('stick-data')].map(({ name }) => name),
        );
        const since = keyword && knowledge.life(keyword).since;
        match.report(
          'error',
          'unknown-argument',
          since
            ? text('`{0}` exists since {1}; target is {2}', item.name, since, knowledge.line.names[release] ?? '')
            : near
              ? text('`{0}` is not known here: did you mean `{1}`?', item.name, near)
              : text('`{0}` is not known here', item.name),
          at,
          part,
        );
        return at + 1;
      }
      if (seen.has(item.name)) match.report('warning', 'duplicate-argument', text('`{0}` stands twice: the second one is ignored', item.name), at, part);
      else checkInside(match, at, item, (keyword.entry.extra?.takes as string | undefined) ?? '');
      seen.add(item.name);
    }
    const stored = new Set([...seen, ...storedBefore(match, at)]);
    for (const [whole, ...parts] of exclusive) {
      const other = stored.has(whole as string) ? parts.find((one) => stored.has(one)) : undefined;
      if (other) match.report('error', 'conflicting-argument', text('`{0}` and `{1}` cannot stand in one table', whole as string, other), at);
    }
    return at + 1;
  },
};

/** Names stored by earlier lists of the same line. */
function storedBefore(match: Match, at: number): string[] {
  const names: string[] = [];
  for (let i = 1; i < at; i++) if (match.word(i - 1).text === 'store') for (const item of itemsOf(match.word(i).text)) names.push(item.name);
  return names;
}

export const stickStoreTypes: ValueTypes = { 'stick-store': stickStore };
