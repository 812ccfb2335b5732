// The stick tables of a file by name: those of proxies, and those of `peers` sections as `section/table`.
import { partIndex } from '../core/part-index';
import type { Statement } from '../core/tree';
import type { SampleType } from './expressions/signature';
import type { HaproxyModel, Section } from './model';
import { isTaken } from './names';
import { has, linesOf, type Proxy, proxyOf } from './proxies';
import { sectionsNamed } from './section-names';

const types: Readonly<Record<string, SampleType>> = { ip: 'ipv4', ipv4: 'ipv4', ipv6: 'ipv6', integer: 'sint', string: 'str', binary: 'bin' };

/** The type of a table's keys; undefined when it cannot be told. */
function typeOf(line: Statement): SampleType | undefined {
  const at = line.words.findIndex((word) => word.text === 'type');
  const type = line.words[at + 1]?.text ?? '';
  return at > 0 && Object.hasOwn(types, type) && !line.uncertain ? types[type] : undefined;
}

/** The lines that make tables, with the type of the keys. */
export const tableLines = partIndex(
  (model: HaproxyModel, section: Section) => {
    if (section.kind === 'peers') return linesOf(model, section, 'table').map((line) => [`${section.name}/${line.words[1]?.text ?? ''}`, { type: typeOf(line) }] as const);
    return proxyOf(model, section) ? linesOf(model, section, 'stick-table').map((line) => [section.name, { type: typeOf(line) }] as const) : [];
  },
  { holds: ['stick-table', 'table'] },
);

/** The last table that lines of the name of a proxy make. */
export function tableOf(model: HaproxyModel, { name, section }: Proxy): { readonly type: SampleType | undefined } | undefined {
  if (section.nameless || sectionsNamed(model, name).length > 1) return tableLines.get(model, name).at(-1);
  // Most sections have a name of their own.
  const line = linesOf(model, section, 'stick-table').at(-1);
  return line && { type: typeOf(line) };
}

/** The names of tables, those that proxies have by their defaults included. */
export const tableNames = partIndex((model: HaproxyModel, section: Section) => {
  if (section.kind === 'peers') return isTaken(model, section.header) ? linesOf(model, section, 'table').map((line) => [`${section.name}/${line.words[1]?.text ?? ''}`, true] as const) : [];
  const proxy = proxyOf(model, section);
  return proxy && proxy.kind !== 'defaults' && has(model, proxy, 'stick-table') !== false ? [[section.name, true] as const] : [];
});
