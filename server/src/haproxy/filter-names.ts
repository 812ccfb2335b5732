// Names that the filters of a proxy define.
import { hasUnknownWord } from '../core/tree';
import type { HaproxyModel } from './model';
import { isTaken, statementsIn } from './names';
import type { Proxy } from './proxies';

/** Names of a kind that the `filter` lines of a proxy define; undefined when a line leaves it open, such as an engine that its file names. */
export function definitionsIn(model: HaproxyModel, proxy: Proxy, kind: string): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const line of statementsIn(model, proxy.section, 'filter')) {
    if (!isTaken(model, line)) continue;
    const defined = model.binding(line).mentions.filter((mention) => mention.role === 'def' && mention.kind === kind);
    for (const { name } of defined) names.add(name);
    if (line.uncertain || hasUnknownWord(line) || (defined.length === 0 && opens(line.words[1]?.text ?? '', kind))) return undefined;
  }
  return names;
}

/** Whether the last filter of a proxy defines a name of a kind: the daemon takes it then for any name that no filter has. */
export function lastDefines(model: HaproxyModel, proxy: Proxy, kind: string): boolean {
  const last = statementsIn(model, proxy.section, 'filter')
    .filter((line) => isTaken(model, line))
    .at(-1);
  return last !== undefined && model.binding(last).mentions.some((mention) => mention.role === 'def' && mention.kind === kind);
}

/** Whether a filter defines such a name even where its line does not tell it. */
function opens(filter: string, kind: string): boolean {
  return kind.startsWith(`${filter}-`);
}
