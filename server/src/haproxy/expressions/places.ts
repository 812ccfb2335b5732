// Where the expressions of a line are evaluated: told by the keyword in whose grammar they stand, and by the section.
import type { Match } from '../../core/grammar/match';
import { places as p } from './checkpoints';
import { sinceOf } from './run';

/** Places of a keyword in sections that accept connections and in those that have servers. */
interface Sides {
  readonly fe: number;
  readonly be: number;
  /** Formats are read once the whole file is known. */
  readonly late?: boolean;
  /** Values of formats go into HTTP messages. */
  readonly http?: boolean;
  /** The side that counts for formats of proxies that are both, before 2.5. */
  readonly first?: 'fe' | 'be';
}

const both = (place: number): Sides => ({ fe: place, be: place });
const request: Sides = { fe: p.feHttpRequest, be: p.beHttpRequest, http: true, first: 'fe' };
const response: Sides = { fe: p.feHttpResponse, be: p.beHttpResponse, http: true, first: 'be' };
const contentRequest: Sides = { fe: p.feRequest, be: p.beRequest };
const contentResponse: Sides = { fe: p.feResponse, be: p.beResponse };

/** By the first words of the keyword, or by the rule set that an action belongs to; the names of the two are the same. */
const byKeyword: Readonly<Record<string, Sides>> = {
  'http-request': request,
  'http-response': response,
  'http-after-response': response,
  redirect: request,
  block: request,
  'quic-initial': both(p.feConnection),
  'tcp-request connection': both(p.feConnection),
  'tcp-request session': both(p.feSession),
  'tcp-request content': contentRequest,
  'tcp-response content': contentResponse,
  'stick match': both(p.beServer),
  'stick on': both(p.beServer),
  'stick store-request': both(p.beServer),
  'stick store-response': both(p.beStore),
  'monitor fail': both(p.feRequest),
  'force-persist': both(p.beRequest),
  'ignore-persist': both(p.beRequest),
  'stats admin': request,
  'stats http-request': request,
  'http-check': both(p.check),
  'tcp-check': both(p.check),
  'log-format': { ...both(p.log), late: true },
  'log-format-sd': { ...both(p.log), late: true },
  'error-log-format': { ...both(p.log), late: true },
  'unique-id-format': { fe: p.feHttpRequest, be: p.beHttpRequest, late: true },
  balance: both(p.beServer),
};

/** Keywords whose condition is evaluated elsewhere than their other words. */
const byKeywordAndType: Readonly<Record<string, Readonly<Record<string, Sides>>>> = {
  use_backend: { condition: both(p.feBackend), 'log-format': { ...both(p.feHttpRequest), late: true } },
  'use-server': { condition: both(p.beServer), 'log-format': { ...both(p.feHttpRequest), late: true } },
};

const unknown: Sides = { fe: 0, be: 0 };

function sidesOf(match: Match, type: string): Sides {
  const keyword = match.keyword;
  if (!keyword) return unknown;
  const name = keyword.set.startsWith('action:') ? keyword.set.slice('action:'.length) : keyword.name;
  const own = Object.hasOwn(byKeywordAndType, name) ? byKeywordAndType[name]?.[type] : undefined;
  if (own) return own;
  for (let part = name; part !== ''; part = part.slice(0, Math.max(part.lastIndexOf(' '), 0))) if (Object.hasOwn(byKeyword, part)) return byKeyword[part] as Sides;
  return unknown;
}

export interface Place {
  /** Mask of places; 0 when it is not known. */
  readonly mask: number;
  readonly late: boolean;
  readonly http: boolean;
}

const nowhere: Place = { mask: 0, late: false, http: false };

/** What was told last for the parameters of an argument. */
interface Told {
  readonly keyword: Match['keyword'];
  readonly around: Match['around'];
  readonly type: string;
  readonly place: Place;
}

const told = new WeakMap<readonly string[], Told>();

/**
 * The place of the expression that a type is about to read.
 * @param params names of places that the grammar gives itself, which win over what the keyword tells: single places, those of another keyword,
 * or `anywhere`. `plain`: a format's values do not go into HTTP messages; `front`: the frontend's side counts before 2.5.
 */
export function placeOf(match: Match, type: string, params: readonly string[]): Place {
  const last = told.get(params);
  if (last && last.keyword === match.keyword && last.around === match.around && last.type === type) return last.place;
  const place = findPlace(match, type, params);
  told.set(params, { keyword: match.keyword, around: match.around, type, place });
  return place;
}

function findPlace(match: Match, type: string, params: readonly string[]): Place {
  if (params.includes('anywhere')) return nowhere;
  const named = params.filter((name): name is keyof typeof p => Object.hasOwn(p, name));
  if (named.length > 0) return { mask: named.reduce((mask, name) => mask | p[name], 0), late: false, http: false };
  const other = params.find((name) => Object.hasOwn(byKeyword, name));
  const sides = other === undefined ? sidesOf(match, type) : (byKeyword[other] as Sides);
  const { section } = match.around;
  let fe = section !== 'backend' ? sides.fe : 0;
  let be = section !== 'frontend' ? sides.be : 0;
  if (type === 'log-format' && fe && be && !sinceOf(match)('2.5')) {
    if (sides.first === 'fe' || params.includes('front')) be = 0;
    else if (sides.first === 'be') fe = 0;
  }
  const isProxy = section === 'frontend' || section === 'backend' || section === 'listen' || section.startsWith('defaults');
  return { mask: isProxy ? fe | be : 0, late: sides.late === true, http: sides.http === true && !params.includes('plain') };
}
