// Filters that exclude one another, stand in the wrong order, or must be declared; upstream: cache_store_check(), check_implicit_http_comp_flt(), fcgi_flt_check().

import type { Report } from '../../core/rule';
import { text } from '../../core/text';
import { hasUnknownWord } from '../../core/tree';
import { type Filter, filtersOf } from '../../haproxy/filters';
import type { HaproxyModel } from '../../haproxy/model';
import { checkedProxy, has, type Proxy } from '../../haproxy/proxies';
import { checkedKinds, type HaproxyRule } from '../../haproxy/rule';
import { since } from '../../haproxy/since';

const compressing = new Set(['compression', 'comp-req', 'comp-res']);
const settings = ['algo', 'algo-req', 'algo-res', 'direction', 'minsize-req', 'minsize-res', 'offload', 'type', 'type-req', 'type-res'].map((name) => `compression ${name}`);

/** Filters beside which another one is not used unless it is declared. */
function others(filters: readonly Filter[], friends: readonly string[]): Filter | undefined {
  return filters.find(({ kind }) => !compressing.has(kind) && !friends.includes(kind));
}

function checkCaches(filters: readonly Filter[], report: Report): void {
  const first = filters.findIndex(({ kind }) => compressing.has(kind));
  const late = first < 0 ? undefined : filters.slice(first).find(({ kind }) => kind === 'cache');
  if (late) report(late.line, 1, text('the filter of cache `{0}` must come before that of compression', late.name));
  const implied = filters.find(({ kind, implied: alone }) => kind === 'cache' && alone);
  if (implied && others(filters, ['cache', 'fcgi-app'])) report(implied.line, 1, text('beside other filters `filter cache {0}` must be declared', implied.name));
}

function checkCompression(model: HaproxyModel, proxy: Proxy, filters: readonly Filter[], report: Report): void {
  if (filters.some(({ kind }) => compressing.has(kind)) || has(model, proxy, ...settings) !== true) return;
  const friends = since(model, '1.9') ? ['cache', ...(since(model, '2.1') ? ['fcgi-app'] : [])] : [];
  const other = others(filters, friends);
  if (other) report(other.line, 1, text('beside this filter `filter compression` must be declared: {0} `{1}` compresses', proxy.kind, proxy.name));
}

export const filterOrder: HaproxyRule = {
  id: 'filter-order',
  severity: 'error',
  origin: 'daemon',
  summary: 'Filters stand in the wrong order, or one must be declared beside others.',
  releases: '1.7+',
  kinds: checkedKinds,
  holds: ['filter', '+filter'],
  checkPart(model, section, report) {
    const proxy = checkedProxy(model, section);
    const filters = proxy ? filtersOf(model, proxy) : [];
    if (!proxy || filters.length === 0 || filters.some(({ line }) => line.uncertain || hasUnknownWord(line))) return;
    if (since(model, '1.9')) checkCaches(filters, report);
    checkCompression(model, proxy, filters, report);
    const application = filters.find(({ kind }) => kind === 'fcgi-app');
    const other = application && others(filters, ['cache', 'fcgi-app']);
    if (other) report(other.line, 1, text('beside `fcgi-app` only caches and compression can be used'));
  },
};
