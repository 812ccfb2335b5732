// A line above each named section or block that counts its uses.
import type { CodeLens } from 'vscode-languageserver-types';
import { text } from '../core/text';
import { walk } from '../core/tree';
import { namesOf } from './names';
import type { Subject } from './subject';

/** The command of the client that shows a list of places: takes address, position and locations. */
export const showReferences = 'haconf.showReferences';

/** The code lenses of a text. Only where a kind of name is used at all: what is never named by others needs no count. What is defined again has it above the first. */
export function codeLenses(subject: Subject): CodeLens[] {
  const names = namesOf(subject);
  const lenses: CodeLens[] = [];
  const counted = new Set<string>();
  for (const statement of walk(subject.model.tree.statements)) {
    if (!statement.body) continue;
    const own = names.at(statement.start + (subject.model.binding(statement).mentions.find((mention) => mention.role === 'def')?.start ?? -1));
    if (own?.statement !== statement || own.mention.role !== 'def' || !own.kinds.some((kind) => names.uses(kind))) continue;
    const name = `${own.scope?.start} ${own.kinds} ${own.mention.name}`;
    if (counted.size === counted.add(name).size) continue;
    const uses = names.same(own).filter((place) => place.mention.role === 'ref');
    const range = subject.range(own);
    lenses.push({
      range,
      command: {
        title: uses.length === 1 ? text('1 reference') : text('{0} references', uses.length),
        command: uses.length === 0 ? '' : showReferences,
        ...(uses.length === 0 ? {} : { arguments: [subject.uri, range.start, uses.map((place) => ({ uri: subject.uri, range: subject.range(place) }))] }),
      },
    });
  }
  return lenses;
}
