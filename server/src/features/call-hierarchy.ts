// The flow of requests as a call hierarchy: a section or block "calls" what its lines name (with the lines as the places of the calls), and the lines in it where requests end.
import type { CallHierarchyIncomingCall, CallHierarchyItem, CallHierarchyOutgoingCall } from 'vscode-languageserver-types';
import { type Statement, walk } from '../core/tree';
import { everywhere, type Found, namesOf } from './names';
import type { Subject } from './subject';

/** Most definitions of one name that a line is said to call. */
const mostTargets = 20;

/** A block or line of a text. */
interface Step {
  readonly subject: Subject;
  readonly statement: Statement;
}

/** Where a definition stands in a statement itself. */
function ownName(subject: Subject, statement: Statement) {
  return subject.model.binding(statement).mentions.find((mention) => mention.role === 'def');
}

function isLeaf(subject: Subject, statement: Statement): boolean {
  return subject.editing.endsFlow?.(statement) === true;
}

/** The step to which a statement belongs: itself where requests end, else the next block around it that has a name or stands at the top. */
function stepOf(subject: Subject, statement: Statement): Statement {
  let at = statement;
  while (at.parent && !isLeaf(subject, at) && !(at.body && ownName(subject, at))) at = at.parent;
  return at;
}

function itemOf({ subject, statement }: Step): CallHierarchyItem | undefined {
  const first = statement.words[0];
  if (!first || !(statement.body || isLeaf(subject, statement))) return undefined;
  const own = ownName(subject, statement);
  const rest = statement.words.slice(1).map((word) => word.text);
  return {
    name: own?.name || rest.slice(0, 2).join(' ') || first.text,
    detail: own && !statement.body ? `${first.text} ${rest.slice(1, 2).join('')}` : first.text,
    kind: statement.body ? 5 : 8,
    uri: subject.uri,
    range: subject.rangeIn(statement, { start: 0, end: Math.max(statement.bodyEnd ?? 0, statement.length) }),
    selectionRange: subject.rangeIn(statement, own ?? first),
  };
}

/** The block or line whose name is at an offset, or in which the offset lies. */
export function prepareCallHierarchy(subject: Subject, offset: number): CallHierarchyItem[] {
  const place = namesOf(subject).at(offset);
  const named: Step[] = place ? everywhere(subject, place).flatMap((found) => (found.place.mention.role === 'def' ? [{ subject: found.subject, statement: found.place.statement }] : [])) : [];
  const items = named.flatMap((step) => itemOf(step) ?? []);
  if (items.length > 0) return items;
  const cursor = subject.cursor(offset);
  const here = cursor.statement ?? cursor.owner;
  return here ? [itemOf({ subject, statement: stepOf(subject, here) })].filter((item) => item !== undefined) : [];
}

/** The step that an item stands for: in the text itself or in one that is read together with it. */
function stepOfItem(subject: Subject, item: CallHierarchyItem): Step | undefined {
  const where = item.uri === subject.uri ? subject : subject.siblings().find((other) => other.uri === item.uri);
  const statement = where?.cursor(where.offset(item.selectionRange.start)).statement;
  return where && statement ? { subject: where, statement } : undefined;
}

/** What a block's lines name, and the lines in it where requests end. */
export function outgoingCalls(subject: Subject, item: CallHierarchyItem): CallHierarchyOutgoingCall[] {
  const from = stepOfItem(subject, item);
  if (!from) return [];
  const calls = new Map<Statement, { step: Step; ranges: CallHierarchyOutgoingCall['fromRanges'] }>();
  const add = (step: Step, range: CallHierarchyOutgoingCall['fromRanges'][number]) => {
    const known = calls.get(step.statement);
    if (known) known.ranges.push(range);
    else calls.set(step.statement, { step, ranges: [range] });
  };
  const targets = new Map<string, readonly Found[]>();
  for (const place of namesOf(from.subject).around(from.statement.start)) {
    if (place.mention.role !== 'ref' || stepOf(from.subject, place.statement) !== from.statement) continue;
    const name = `${place.scope?.start} ${place.kinds} ${place.mention.name}`;
    let found = targets.get(name);
    if (!found)
      targets.set(
        name,
        (found = everywhere(from.subject, place)
          .filter((target) => target.place.mention.role === 'def' && target.place.statement !== from.statement)
          .slice(0, mostTargets)),
      );
    for (const target of found) add({ subject: target.subject, statement: target.place.statement }, from.subject.range(place));
  }
  for (const statement of walk(from.statement.body ?? [])) {
    if (isLeaf(from.subject, statement)) add({ subject: from.subject, statement }, from.subject.rangeIn(statement, statement.words[0] ?? { start: 0, end: 0 }));
  }
  return [...calls.values()].flatMap(({ step, ranges }) => {
    const to = itemOf(step);
    return to ? [{ to, fromRanges: ranges }] : [];
  });
}

/** The blocks whose lines name a block; of a line where requests end, the block that holds it. */
export function incomingCalls(subject: Subject, item: CallHierarchyItem): CallHierarchyIncomingCall[] {
  const to = stepOfItem(subject, item);
  if (!to) return [];
  const calls = new Map<Statement, { step: Step; ranges: CallHierarchyIncomingCall['fromRanges'] }>();
  const add = (step: Step, range: CallHierarchyIncomingCall['fromRanges'][number]) => {
    const known = calls.get(step.statement);
    if (known) known.ranges.push(range);
    else calls.set(step.statement, { step, ranges: [range] });
  };
  const own = namesOf(to.subject)
    .around(to.statement.start)
    .find((place) => place.statement === to.statement && place.mention.role === 'def');
  for (const found of own ? everywhere(to.subject, own) : []) {
    const block = stepOf(found.subject, found.place.statement);
    if (found.place.mention.role === 'ref' && block !== to.statement) add({ subject: found.subject, statement: block }, found.subject.range(found.place));
  }
  const { parent } = to.statement;
  if (isLeaf(to.subject, to.statement) && parent) add({ subject: to.subject, statement: stepOf(to.subject, parent) }, to.subject.rangeIn(to.statement, to.statement.words[0] ?? { start: 0, end: 0 }));
  return [...calls.values()].flatMap(({ step, ranges }) => {
    const from = itemOf(step);
    return from ? [{ from, fromRanges: ranges }] : [];
  });
}
