// Which versions of TLS are left by the parameters of a line and the global defaults; upstream: ssl_sock_prepare_ctx(), ssl_sock_prepare_srv_ssl_ctx().
import { hasUnknownWord, type Statement, type Word } from '../core/tree';
import type { HaproxyModel } from './model';
import type { Setting } from './servers';
import { since } from './since';

const names = ['SSLv3', 'TLSv1.0', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;
const suffixes = ['sslv3', 'tlsv10', 'tlsv11', 'tlsv12', 'tlsv13'];
/** No TLS library of today has it. */
const unsupported = 0;

interface Limits {
  readonly excluded: Set<number>;
  low: number | undefined;
  high: number | undefined;
}

export interface VersionsLeft {
  /** Nothing is left. */
  readonly none: boolean;
  /** Versions that are excluded between two that are not. */
  readonly holes: readonly string[];
  /** Single versions are excluded beside limits, which makes that void. */
  readonly voidExclusions: boolean;
}

/** Takes one word of limits in, with the word behind it. */
function limit(limits: Limits, word: string, next: string | undefined): void {
  const excluded = suffixes.indexOf(word.replace(/^no-/, ''));
  const forced = suffixes.indexOf(word.replace(/^force-/, ''));
  const named = (names as readonly string[]).indexOf(next ?? '');
  if (word.startsWith('no-') && excluded >= 0) limits.excluded.add(excluded);
  else if (word.startsWith('force-') && forced >= 0) limits.low = limits.high = forced;
  else if (word === 'ssl-min-ver' && named >= 0) limits.low = named;
  else if (word === 'ssl-max-ver' && named >= 0) limits.high = named;
}

/** What the global lines of a keyword say; undefined where they cannot be told. */
function globalLimits(lines: readonly Statement[]): Limits | undefined {
  const limits: Limits = { excluded: new Set(), low: undefined, high: undefined };
  for (const line of lines) {
    if (line.uncertain || hasUnknownWord(line)) return undefined;
    for (const [at, word] of line.words.entries()) limit(limits, word.text, line.words[at + 1]?.text);
  }
  return limits;
}

/** The versions left for a bind line or a server; undefined where they cannot be told. From 1.8 on. */
export function versionsLeft(model: HaproxyModel, settings: readonly Setting[], side: 'bind' | 'server'): VersionsLeft | undefined {
  const limits = globalLimits(model.statements(side === 'bind' ? 'ssl-default-bind-options' : 'ssl-default-server-options'));
  if (!limits) return undefined;
  const own: Limits = { excluded: limits.excluded, low: undefined, high: undefined };
  for (const { name, args } of settings) limit(own, name, (args[0] as Word | undefined)?.text);
  let low = own.low ?? limits.low;
  const high = own.high ?? limits.high;
  const voidExclusions = own.excluded.size > 0 && (low !== undefined || high !== undefined);
  // From 2.2 on bind lines begin with TLS 1.2 unless they say otherwise.
  if (low === undefined && side === 'bind' && since(model, '2.2')) low = high === undefined || high >= 3 ? 3 : high;
  const free = names.map((_name, i) => i !== unsupported && (low === undefined || i >= low) && (high === undefined || i <= high) && (voidExclusions || !own.excluded.has(i)));
  const first = free.indexOf(true);
  const last = free.lastIndexOf(true);
  return { none: first < 0, holes: names.filter((_name, i) => i > first && i < last && !free[i] && free[i + 1]), voidExclusions };
}
