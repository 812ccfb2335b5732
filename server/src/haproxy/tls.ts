// What bind lines and servers say about TLS.
import type { Binding } from '../core/grammar/match';
import { fineMark } from '../core/marks';
import { partFact } from '../core/part-index';
import { hasUnknownWord, type Statement } from '../core/tree';
import type { HaproxyModel, Section } from './model';
import { linesOf, type Proxy } from './proxies';
import { type Setting, settingsOn } from './servers';
import type { Address } from './values/address';

/** A bind line with its parameters. */
export interface BoundLine {
  readonly line: Statement;
  readonly settings: readonly Setting[];
  readonly addresses: readonly Address[];
  /** Something on it cannot be told. */
  readonly open: boolean;
}

/** The addresses of a bind line as far as they can be told. */
export function listenedOn({ values }: Binding): readonly Address[] {
  for (const { kind, value } of values) if (kind === 'listen') return value as readonly Address[];
  return nowhere;
}

const nowhere: readonly Address[] = [];

const boundIn = partFact((model: HaproxyModel, section: Section): readonly BoundLine[] =>
  linesOf(model, section, 'bind').map((line) => ({
    line,
    settings: settingsOn(model, line),
    addresses: listenedOn(model.binding(line)),
    open: line.uncertain === true || hasUnknownWord(line),
  })),
);

/** The `bind` lines of a proxy. */
export function boundLines(model: HaproxyModel, proxy: Proxy): readonly BoundLine[] {
  return boundIn(model, proxy.section);
}

/** Whether addresses are those of QUIC: streams over datagrams. */
export function speaksQuic(addresses: readonly Address[]): boolean {
  return addresses.some(({ proto, control }) => proto === 'dgram' && control === 'stream');
}

/** Mark of bind lines with an address of QUIC. */
export const quicBind = fineMark('quic-bind', ['bind'], (_model, _line, binding) => speaksQuic(listenedOn(binding)));
