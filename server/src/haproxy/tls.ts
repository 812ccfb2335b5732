// What bind lines and servers say about TLS.
import { partFact } from '../core/part-index';
import type { Statement } from '../core/tree';
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

const boundIn = partFact((model: HaproxyModel, section: Section): readonly BoundLine[] =>
  linesOf(model, section, 'bind').map((line) => ({
    line,
    settings: settingsOn(model, line),
    addresses: (model.binding(line).values.find(({ kind }) => kind === 'listen')?.value ?? []) as readonly Address[],
    open: line.uncertain === true || line.words.some((word) => word.opaque),
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
