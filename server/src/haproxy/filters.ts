// The filters of a proxy in the order in which the daemon knows them: those that are declared, and those that other lines bring along.
import type { Statement } from '../core/tree';
import { actionOf } from './actions';
import type { HaproxyModel } from './model';
import { isRefused, isTaken } from './names';
import type { Proxy } from './proxies';

/** One filter: its kind, the name of its cache, application or limit, and the line that it comes from. */
export interface Filter {
  readonly kind: string;
  readonly name: string;
  readonly line: Statement;
  /** Brought along by a line that uses it. */
  readonly implied: boolean;
}

/** The filter that an entry of the data says its lines bring along. */
function impliedBy(model: HaproxyModel, line: Statement): Filter | undefined {
  const binding = model.binding(line);
  const action = actionOf(binding);
  const kind = (action?.keyword ?? binding.keyword)?.entry.extra?.filter;
  if (typeof kind !== 'string') return undefined;
  return { kind, name: line.words[(action?.word ?? 0) + 1]?.text ?? '', line, implied: true };
}

/** The filters of a proxy. A declared one takes the place of one of the same kind and name that was brought along. */
export function filtersOf(model: HaproxyModel, proxy: Proxy): Filter[] {
  const found: Filter[] = [];
  for (const line of proxy.section.body) {
    if (!isTaken(model, line) || isRefused(model, line)) continue;
    const declared = model.binding(line).keyword?.name === 'filter';
    const filter = declared ? { kind: line.words[1]?.text ?? '', name: line.words[2]?.text ?? '', line, implied: false } : impliedBy(model, line);
    if (!filter) continue;
    const same = found.findIndex((other) => other.kind === filter.kind && other.name === filter.name);
    if (same >= 0 && filter.implied) continue;
    if (same >= 0 && found[same]?.implied) found.splice(same, 1);
    found.push(filter);
  }
  return found;
}
