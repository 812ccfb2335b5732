// Where the daemon evaluates expressions, and which sources of data exist there; upstream: fetch_cap and fetch_ckp_names of sample.c.

/** Bits of the places (enum SMP_CKP_*), in the order of a connection's life. */
export const places = {
  feConnection: 1 << 0,
  feSession: 1 << 1,
  feRequest: 1 << 2,
  feHttpRequest: 1 << 3,
  feHttpRequestBody: 1 << 4,
  feBackend: 1 << 5,
  beRequest: 1 << 6,
  beHttpRequest: 1 << 7,
  beHttpRequestBody: 1 << 8,
  beServer: 1 << 9,
  beConnect: 1 << 10,
  beResponse: 1 << 11,
  beHttpResponse: 1 << 12,
  beHttpResponseBody: 1 << 13,
  beStore: 1 << 14,
  feResponse: 1 << 15,
  feHttpResponse: 1 << 16,
  feHttpResponseBody: 1 << 17,
  log: 1 << 18,
  check: 1 << 19,
  parser: 1 << 20,
  cli: 1 << 21,
} as const;

const names: Readonly<Record<keyof typeof places, string>> = {
  feConnection: 'tcp-request connection',
  feSession: 'tcp-request session',
  feRequest: 'tcp-request content of frontends',
  feHttpRequest: 'http-request of frontends',
  feHttpRequestBody: 'http-request of frontends',
  feBackend: 'use_backend',
  beRequest: 'tcp-request content of backends',
  beHttpRequest: 'http-request of backends',
  beHttpRequestBody: 'http-request of backends',
  beServer: 'use-server, balance and stick match',
  beConnect: 'server lines',
  beResponse: 'tcp-response content',
  beHttpResponse: 'http-response of backends',
  beHttpResponseBody: 'http-response of backends',
  beStore: 'stick store',
  feResponse: 'tcp-response content',
  feHttpResponse: 'http-response of frontends',
  feHttpResponseBody: 'http-response of frontends',
  log: 'logs',
  check: 'health checks',
  parser: 'the configuration parser',
  cli: 'the command line',
};

/** What a place is called in messages: that of its lowest bit. */
export function placeName(place: number): string {
  for (const key of Object.keys(places) as (keyof typeof places)[]) if (place & places[key]) return names[key];
  return '?';
}

const p = places;
const response = p.beResponse | p.beHttpResponse | p.beHttpResponseBody | p.beStore | p.feResponse | p.feHttpResponse | p.feHttpResponseBody;
const request = p.feRequest | p.feHttpRequest | p.feHttpRequestBody | p.feBackend | p.beRequest | p.beHttpRequest | p.beHttpRequestBody | p.beServer | p.beConnect;
const backend = p.beRequest | p.beHttpRequest | p.beHttpRequestBody | p.beServer | p.beConnect;
const stream = p.feConnection | p.feSession | request | response | p.log;

/** Places in which any request or response rule may stand, where the daemon asks for no more (SMP_VAL_REQUEST, SMP_VAL_RESPONSE). */
export const requestPlaces = p.feConnection | p.feSession | (request & ~p.beConnect) | p.check;
export const responsePlaces = p.beConnect | response | p.log | p.check;

/** Places in which most rules with conditions stand, and most sources work. */
export const usualPlaces = request & ~p.beConnect;

/** Places that each source serves. Health checks are places from 2.2 on, the parser and the command line from 2.4 on; what is final is known early since 3.4. */
function sources(since: (release: string) => boolean): Readonly<Record<string, number>> {
  const check = since('2.2') ? p.check : 0;
  const early = since('3.4') ? response | p.beServer | p.beConnect : 0;
  const earlier = since('3.4') ? request | response : 0;
  return {
    CONST: stream | p.check | p.parser | p.cli,
    INTRN: stream | check | (since('2.4') ? p.cli : 0),
    LISTN: stream,
    FTEND: stream,
    L4CLI: stream | check,
    L5CLI: stream & ~p.feConnection,
    TRACK: stream,
    L6REQ: request,
    HRQHV: request,
    HRQHP: request | response | p.log,
    HRQBO: request & ~(p.feRequest | p.feHttpRequest),
    BKEND: backend | response | p.log | check,
    SERVR: p.beConnect | response | p.log | check,
    L4SRV: response | p.log | check,
    L5SRV: response | p.log | check,
    L6RES: response | check,
    HRSHV: response | check,
    HRSHP: response | p.log | check,
    HRSBO: p.beHttpResponseBody | p.beStore | p.feResponse | p.feHttpResponse | p.feHttpResponseBody | check,
    RQFIN: p.log | earlier,
    RSFIN: p.log | early,
    TXFIN: p.log | earlier,
    SSFIN: p.log | earlier | (earlier ? p.feConnection | p.feSession : 0),
  };
}

const tables = new Map<number, Readonly<Record<string, number>>>();

/** The places in which a fetch with the given sources works, as a mask; `since` tells whether the release with that index is a given one or newer. */
export function placesOf(use: readonly string[], release: number, since: (release: string) => boolean): number {
  let table = tables.get(release);
  if (!table) tables.set(release, (table = sources(since)));
  let mask = 0;
  for (const source of use) mask |= table[source] ?? ~0;
  return mask;
}

/** Whether a fetch reads HTTP (SMP_USE_HTTP_ANY). */
export function needsHttp(use: readonly string[]): boolean {
  return use.some((source) => source.startsWith('HR'));
}

/** Whether a fetch reads raw buffers, which HTTP proxies do not have (SMP_USE_L6REQ, SMP_USE_L6RES). */
export function readsBuffers(use: readonly string[]): boolean {
  return use.includes('L6REQ') || use.includes('L6RES');
}
