// What must hold of any answer, whatever the text: places lie in the text, edits fit together, parts lie within what they are parts of. Editors drop answers of which that is not so, or throw.
import type { CompletionItem, DocumentSymbol, Hover, Position, Range, SelectionRange, SemanticTokens, SignatureHelp, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { Subject } from '../../server/src/features/subject';
import { applyEdits } from '../../server/src/fixing';

/** Throws with what is wrong. */
function must(holds: boolean, what: string, about: unknown): void {
  if (!holds) throw new Error(`${what}: ${JSON.stringify(about).slice(0, 300)}`);
}

const isPosition = (value: unknown): value is Position => value !== null && typeof value === 'object' && 'line' in value && 'character' in value;
const isRange = (value: unknown): value is Range => value !== null && typeof value === 'object' && 'start' in value && 'end' in value && isPosition(value.start) && isPosition(value.end);
const isBefore = (a: Position, b: Position) => a.line < b.line || (a.line === b.line && a.character <= b.character);
const isWithin = (inner: Range, outer: Range) => isBefore(outer.start, inner.start) && isBefore(inner.end, outer.end);

/** All places of an answer lie in the text, and ends behind starts. */
export function placesLieInside(subject: Subject, answer: unknown): void {
  if (answer === null || typeof answer !== 'object') return;
  if (isPosition(answer)) {
    const offset = subject.offset(answer);
    const { line, character } = subject.position(offset);
    // Between CR and LF there is no place: editors take it for the end of the line.
    const beyond = subject.model.tree.source.startsWith('\r\n', offset) ? 1 : 0;
    must(line === answer.line && (answer.character === character || answer.character === character + beyond), 'lies outside of the text', answer);
    return;
  }
  if (isRange(answer)) must(isBefore(answer.start, answer.end), 'ends before it starts', answer);
  for (const value of Object.values(answer)) placesLieInside(subject, value);
}

/** Edits fit together and stay inside of the text. */
export function editsApply(subject: Subject, edits: readonly TextEdit[]): void {
  placesLieInside(subject, edits);
  const plain = edits.map(({ range, newText }) => ({ start: subject.offset(range.start), end: subject.offset(range.end), newText }));
  must(applyEdits(subject.model.tree.source, plain) !== undefined, 'edits overlap', edits);
}

export function renameApplies(subject: Subject, answer: WorkspaceEdit | { readonly refused: string }): void {
  if ('refused' in answer) return;
  for (const edits of Object.values(answer.changes ?? {})) editsApply(subject, edits);
}

export function symbolsNest(symbols: readonly DocumentSymbol[]): void {
  for (const symbol of symbols) {
    must(symbol.name.trim() !== '', 'a symbol has no name', symbol);
    must(isWithin(symbol.selectionRange, symbol.range), 'the name of a symbol lies outside of it', symbol);
    symbolsNest(symbol.children ?? []);
  }
}

export function selectionGrows(selection: SelectionRange): void {
  for (let { range, parent } = selection; parent; { range, parent } = parent) must(isWithin(range, parent.range), 'a selection shrinks', selection);
}

/** Tokens lie in lines, one behind the other. */
export function tokensFollow(subject: Subject, { data }: SemanticTokens): void {
  let line = 0;
  let end = 0;
  let start = 0;
  for (let i = 0; i < data.length; i += 5) {
    const [down, right, length] = data.slice(i, i + 3) as [number, number, number];
    if (down > 0) start = end = 0;
    line += down;
    start += right;
    const token = { start: { line, character: start }, end: { line, character: start + length } };
    must(down >= 0 && right >= 0 && length > 0 && start >= end, 'tokens overlap', { at: i, token });
    end = start + length;
    placesLieInside(subject, token);
  }
}

export function hoverHolds(hover: Hover | undefined, at: Position): void {
  if (hover?.range) must(isWithin({ start: at, end: at }, hover.range), 'the place of a hover is elsewhere', { at, hover });
}

export function signaturesHold({ signatures = [], activeSignature }: Partial<SignatureHelp>): void {
  must(signatures.length === 0 || (activeSignature ?? 0) < signatures.length, 'there is no such signature', activeSignature);
  for (const { label, parameters = [] } of signatures) {
    for (const { label: part } of parameters) must(typeof part === 'string' ? label.includes(part) : part[0] <= part[1] && part[1] <= label.length, 'a parameter lies outside of its signature', { label, part });
  }
}

/** What is replaced lies in the line of the cursor and holds it; what is inserted begins alike. */
export function proposalsHold(items: readonly CompletionItem[], at: Position): void {
  for (const item of items) {
    must(item.label.trim() !== '', 'a proposal has no label', item);
    const edit = item.textEdit;
    if (!edit) continue;
    const ranges = 'range' in edit ? [edit.range] : [edit.insert, edit.replace];
    for (const range of ranges) must(range.start.line === range.end.line && isWithin({ start: at, end: at }, range), 'a proposal goes elsewhere', { at, item });
    if ('insert' in edit) must(isWithin(edit.insert, edit.replace), 'what is inserted is no part of what is replaced', item);
  }
}
