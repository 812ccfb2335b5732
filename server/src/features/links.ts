// Links to the files that a text names: certificates, maps, scripts, included files.

import type { DocumentLink } from 'vscode-languageserver-types';
import { slotSpan } from '../core/grammar/match';
import { text } from '../core/text';
import { walk } from '../core/tree';
import type { Subject } from './subject';

/** Finds the address of a file by the name written in the text; undefined where there is none or it may not be looked at. */
export type Resolve = (name: string) => string | undefined;

/** Links of all arguments whose type is a path and whose file exists. */
export function documentLinks(subject: Subject, resolve: Resolve): DocumentLink[] {
  const { model, language, editing } = subject;
  const links: DocumentLink[] = [];
  for (const statement of walk(model.tree.statements)) {
    if (statement.active === false) continue;
    const { slots, mentions } = model.binding(statement);
    for (const mention of mentions) {
      const target = mention.kind === editing.fileKind ? resolve(mention.name) : undefined;
      if (target !== undefined) links.push({ range: subject.rangeIn(statement, mention), target, tooltip: text('Open `{0}`', mention.name) });
    }
    for (const slot of slots) {
      const word = statement.words[slot.word];
      if (slot.node.kind !== 'argument' || !word || word.opaque || language.types[slot.node.type]?.file !== true) continue;
      const own = slotSpan(statement.words, slot);
      const name = slot.part ? model.tree.source.slice(statement.start + own.start, statement.start + own.end) : word.text;
      const target = name === '' ? undefined : resolve(name);
      if (target !== undefined) links.push({ range: subject.rangeIn(statement, own), target, tooltip: text('Open `{0}`', name) });
    }
  }
  return links;
}
