// What may be written where a type takes one of few words: for completion only, the types themselves check.
import type { Match, Proposal, ValueType } from '../../core/grammar/match';
import { hasErrorPage } from './proxy-words';

type Choosing = Pick<ValueType, 'propose'>;

const words = (...list: readonly string[]): Choosing => ({ propose: () => list.map((text) => ({ text })) });

/** Words that stand in the parameters of the type. */
const params: Choosing = { propose: (_match, _typed, list) => list.map((text) => ({ text })) };

/** Items of a list with commas: proposed behind the last one, those that stand there left out. */
function items(typed: string, list: Iterable<Omit<Proposal, 'from'>>): Proposal[] {
  const from = typed.lastIndexOf(',') + 1;
  const used = new Set(typed.slice(0, from).split(','));
  return [...list].filter(({ text }) => !used.has(text)).map((one) => ({ ...one, from }));
}

const flags: Choosing = {
  propose: (_match, typed, list) =>
    items(
      typed,
      list.map((text) => ({ text })),
    ),
};

function* storable(match: Match): Generator<Omit<Proposal, 'from'>> {
  for (const keyword of match.around.knowledge.each('stick-data')) if (match.in(keyword.releases)) yield { text: keyword.name, keyword };
}

const statusCodes = Array.from({ length: 400 }, (_, i) => i + 200);

/** By the names of the types. */
export const choices: Readonly<Record<string, Choosing>> = {
  'any-case': params,
  flags,
  switch: words('on', 'off'),
  'redirect-code': words('301', '302', '303', '307', '308'),
  'error-code': { propose: (match) => statusCodes.filter((code) => hasErrorPage(match.around, code)).map((code) => ({ text: String(code) })) },
  'process-set': words('all', 'odd', 'even'),
  'stick-store': { propose: (match, typed) => items(typed, storable(match)) },
};
