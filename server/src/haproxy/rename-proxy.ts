// Renames one of a frontend and a backend that share a name, with everything that means this one.
import { replaceWord } from '../core/edits';
import type { Edit, Fix } from '../core/problem';
import { text } from '../core/text';
import type { HaproxyModel, Section } from './model';
import { type Naming, usesOf as usesOfKind } from './names';

type Side = 'frontend' | 'backend';

/** A name that no section has yet. */
function freeName(model: HaproxyModel, name: string, side: Side): string {
  const taken = new Set(model.sections.map((section) => section.name));
  let free = `${name}-${side}`;
  for (let i = 2; taken.has(free); i++) free = `${name}-${side}${i}`;
  return free;
}

/** The uses of a name that mean this section. A table is meant where the section keeps one. */
function usesOf(model: HaproxyModel, section: Section, side: Side): readonly Naming[] {
  const { name } = section;
  const uses = (kind: string) => usesOfKind(kind).get(model, name);
  const hasTable = section.body.some((line) => model.binding(line).keyword?.name === 'stick-table');
  return [...uses(side), ...uses('proxy').filter(({ mention }) => mention.detail === side), ...(hasTable ? uses('table') : []), ...serversOf(model, side === 'backend' ? `${name}/` : undefined)];
}

/** The uses of servers of a backend, whose names begin with its own. */
function serversOf(model: HaproxyModel, prefix: string | undefined): readonly Naming[] {
  if (prefix === undefined) return [];
  const index = usesOfKind('server');
  return index.names(model).flatMap((name) => (name.startsWith(prefix) ? index.get(model, name) : []));
}

/** The fix that renames a section and its uses; undefined when a use is written in a way that cannot be replaced as text. */
function renameFix(model: HaproxyModel, section: Section, side: Side): Fix | undefined {
  const { source } = model.tree;
  const { name, header } = section;
  if (header.words[1]?.quoted) return undefined;
  const to = freeName(model, name, side);
  const edits: Edit[] = [replaceWord(header, 1, to)];
  for (const { statement, mention } of usesOf(model, section, side)) {
    const start = statement.start + mention.start;
    if (source.slice(start, start + name.length) !== name) return undefined;
    edits.push({ start, end: start + name.length, newText: to });
  }
  return { title: text('Rename the {0} to `{1}`', side, to), safe: false, edits: edits.sort((a, b) => a.start - b.start) };
}

/** The fixes for two sections that share a name: none unless one is a frontend and the other a backend, so that each use means one of them. */
export function renameFixes(model: HaproxyModel, one: Section, other: Section): Fix[] {
  const frontend = [one, other].find((section) => section.kind === 'frontend');
  const backend = [one, other].find((section) => section.kind === 'backend');
  if (!frontend || !backend) return [];
  return [renameFix(model, backend, 'backend'), renameFix(model, frontend, 'frontend')].filter((fix) => fix !== undefined);
}
