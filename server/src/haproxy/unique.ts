// Lines whose name, or whose keyword, must not come again in their section: told by the data (`extra.unique`).
import type { Knowledge } from '../core/knowledge';
import { partFact } from '../core/part-index';
import type { Statement } from '../core/tree';
import type { HaproxyModel, Section } from './model';
import { bothRead, isTaken } from './names';
import { since } from './since';

/** What the data say of a keyword: the release that began to look; whether a second line is refused, or ignored with a warning; whether any second line is one. */
interface Unique {
  readonly since: string;
  readonly refused?: boolean;
  readonly whole?: boolean;
}

export interface Repeated {
  readonly line: Statement;
  readonly first: Statement;
  readonly refused: boolean;
  /** What stands twice. */
  readonly what: string;
}

const kinds = new WeakMap<Knowledge, ReadonlySet<string>>();

/** Kinds of sections that have such lines. */
function kindsOf(knowledge: Knowledge): ReadonlySet<string> {
  let found = kinds.get(knowledge);
  if (!found) kinds.set(knowledge, (found = new Set([...knowledge.each('statement')].flatMap(({ entry, where }) => (entry.extra?.unique ? [...where.keys()] : [])))));
  return found;
}

const none: readonly Repeated[] = [];

const repeated = partFact(gather);

/** The lines of a section that say again what a line above says. */
export function repeatedIn(model: HaproxyModel, section: Section): readonly Repeated[] {
  return kindsOf(model.knowledge).has(section.kind) ? repeated(model, section) : none;
}

function gather(model: HaproxyModel, section: Section): readonly Repeated[] {
  const seen = new Map<string, Statement>();
  const found: Repeated[] = [];
  for (const line of section.body) {
    const keyword = isTaken(model, line) ? model.binding(line).keyword : undefined;
    const unique = keyword?.entry.extra?.unique as Unique | undefined;
    const name = line.words[1];
    if (!keyword || !unique || !name || name.opaque || !since(model, unique.since)) continue;
    const what = unique.whole ? keyword.name : `${keyword.name} ${name.text}`;
    const first = seen.get(what);
    if (!first) seen.set(what, line);
    else if (bothRead(first, line)) found.push({ line, first, refused: unique.refused === true, what });
  }
  return found;
}
