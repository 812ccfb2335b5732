// The flow of requests as a call hierarchy: a block "calls" the blocks that its lines name.
import type { CallHierarchyIncomingCall, CallHierarchyItem, CallHierarchyOutgoingCall } from 'vscode-languageserver-types';
import type { Statement } from '../core/tree';
import { type NamePlace, namesOf } from './names';
import type { Subject } from './subject';

/** The statement at the top of the tree that holds another. */
function outermost(statement: Statement): Statement {
  let top = statement;
  while (top.parent) top = top.parent;
  return top;
}

function itemOf(subject: Subject, block: Statement): CallHierarchyItem | undefined {
  const own = subject.model.binding(block).mentions.find((mention) => mention.role === 'def');
  if (!own || !block.body) return undefined;
  return {
    name: own.name,
    detail: block.words[0]?.text ?? '',
    kind: 5,
    uri: subject.uri,
    range: subject.rangeIn(block, { start: 0, end: Math.max(block.bodyEnd ?? 0, block.length) }),
    selectionRange: subject.rangeIn(block, own),
  };
}

/** The block whose name is at an offset, or in which the offset lies. */
export function prepareCallHierarchy(subject: Subject, offset: number): CallHierarchyItem[] {
  const names = namesOf(subject);
  const place = names.at(offset);
  const cursor = subject.cursor(offset);
  const named = place ? names.same(place).filter((other) => other.mention.role === 'def' && other.statement.body) : [];
  const blocks = named.length > 0 ? named.map((other) => other.statement) : [cursor.statement ?? cursor.owner].flatMap((statement) => (statement ? [outermost(statement)] : []));
  return blocks.flatMap((block) => itemOf(subject, block) ?? []);
}

function blockOf(subject: Subject, item: CallHierarchyItem): { block: Statement; own: NamePlace } | undefined {
  const own = namesOf(subject).at(subject.offset(item.selectionRange.start));
  return own?.mention.role === 'def' && own.statement.body ? { block: own.statement, own } : undefined;
}

/** The blocks that a block's lines name. */
export function outgoingCalls(subject: Subject, item: CallHierarchyItem): CallHierarchyOutgoingCall[] {
  const found = blockOf(subject, item);
  if (!found) return [];
  const names = namesOf(subject);
  const calls = new Map<Statement, NamePlace[]>();
  for (const place of names.places) {
    if (place.mention.role !== 'ref' || outermost(place.statement) !== found.block) continue;
    for (const target of names.same(place)) {
      if (target.mention.role !== 'def' || !target.statement.body || target.statement === found.block) continue;
      calls.set(target.statement, [...(calls.get(target.statement) ?? []), place]);
    }
  }
  return [...calls].flatMap(([block, places]) => {
    const to = itemOf(subject, block);
    return to ? [{ to, fromRanges: places.map((place) => subject.range(place)) }] : [];
  });
}

/** The blocks whose lines name a block. */
export function incomingCalls(subject: Subject, item: CallHierarchyItem): CallHierarchyIncomingCall[] {
  const found = blockOf(subject, item);
  if (!found) return [];
  const calls = new Map<Statement, NamePlace[]>();
  for (const place of namesOf(subject).same(found.own)) {
    const block = outermost(place.statement);
    if (place.mention.role === 'ref' && block !== found.block) calls.set(block, [...(calls.get(block) ?? []), place]);
  }
  return [...calls].flatMap(([block, places]) => {
    const from = itemOf(subject, block);
    return from ? [{ from, fromRanges: places.map((place) => subject.range(place)) }] : [];
  });
}
