// Hover: the keyword or parameter under the cursor in own words, what a value means, where a name is defined and used.
import type { Hover } from 'vscode-languageserver-types';
import { runStatement } from '../core/bind';
import type { Cursor } from '../core/cursor';
import { Match, type Slot, slotSpan } from '../core/grammar/match';
import type { Keyword } from '../core/knowledge';
import { quotable, text } from '../core/text';
import type { Statement } from '../core/tree';
import { everywhere, type Found, type NamePlace, namesOf, preview } from './names';
import { codeBlock, describeKeyword } from './render';
import type { Subject } from './subject';

/** What is to be said about an offset; undefined when there is nothing. */
export function hover(subject: Subject, offset: number): Hover | undefined {
  const cursor = subject.cursor(offset);
  const { statement } = cursor;
  if (!statement || !cursor.onWord) return undefined;
  const parts: string[] = [];
  const word = statement.words[cursor.word] as { start: number; end: number };
  let span = { start: statement.start + word.start, end: statement.start + word.end };
  const name = namesOf(subject).at(offset);
  const slot = slotAt(subject, statement, cursor);
  const term = subject.editing.termsOf?.(subject.model, statement).find((one) => statement.start + one.start <= offset && offset <= statement.start + one.end);
  const keywordWords = nameWords(subject, statement);
  const directive = cursor.word === 0 ? directiveOf(subject, statement) : undefined;
  if (directive) parts.push(describeKeyword(subject, directive));
  else if (cursor.word < keywordWords.end) {
    const { keyword } = subject.model.binding(statement);
    if (keyword && cursor.word >= keywordWords.start) {
      parts.push(describeKeyword(subject, keyword), ...inheritedBy(subject, statement), ...replacedBy(subject, statement));
      const first = statement.words[keywordWords.start];
      const last = statement.words[keywordWords.end - 1];
      if (first && last) span = { start: statement.start + first.start, end: statement.start + last.end };
    }
  } else if (term && !(name && name.end - name.start < term.end - term.start)) {
    parts.push(describeKeyword(subject, term.keyword));
    span = { start: statement.start + term.start, end: statement.start + term.end };
  } else if (name) {
    parts.push(describeName(subject, name));
    if (statement.words[cursor.word]?.opaque) parts.push(unknownValue());
    span = name;
  } else if (slot) {
    const said = describeSlot(subject, statement, slot);
    if (said) parts.push(said);
    const own = slotSpan(statement.words, slot);
    span = { start: statement.start + own.start, end: statement.start + own.end };
  }
  parts.push(...(subject.editing.explain?.(subject.model, statement, cursor.word) ?? []));
  if (parts.length === 0) return undefined;
  return { contents: { kind: 'markdown', value: parts.join('\n\n---\n\n') }, range: subject.range(span) };
}

/** The word that begins a line and belongs to no section or block. */
function directiveOf(subject: Subject, statement: Statement): Keyword | undefined {
  const { directiveSet } = subject.editing;
  const { knowledge, release } = subject.model;
  const found = directiveSet === undefined || subject.model.binding(statement).keyword ? undefined : knowledge.find(directiveSet, statement.words[0]?.text ?? '', '*', release);
  return found?.standing === 'known' ? found.keyword : undefined;
}

/** What a section takes over from elsewhere, as a list. */
function inheritedBy(subject: Subject, statement: Statement): string[] {
  const lines = statement.body ? (subject.editing.inherited?.(subject.model, statement) ?? []) : [];
  if (lines.length === 0) return [];
  const shown = lines.slice(0, 20).map(({ line, from }) => `- \`${quotable(written(line))}\` (${unmarked(from)}, ${text('line {0}', line.line + 1)})`);
  return [`${text('Inherited:')}\n${shown.join('\n')}${lines.length > 20 ? '\n- ...' : ''}`];
}

/** The line of elsewhere that would hold without this one. */
function replacedBy(subject: Subject, statement: Statement): string[] {
  const found = subject.editing.replaces?.(subject.model, statement);
  return found ? [text('Takes the place of `{0}` ({1}, line {2})', written(found.line), unmarked(found.from), found.line.line + 1)] : [];
}

/** A name that stands in Markdown as it is: whatever could become a link or a picture is shown as a point. */
function unmarked(name: string): string {
  return quotable(name).replace(/[^\w .:@/-]/g, '·');
}

/** An address in a link of Markdown, which a parenthesis would end. */
function address(uri: string): string {
  return uri
    .replace(/[()\s<>]/g, encodeURIComponent)
    .replaceAll('(', '%28')
    .replaceAll(')', '%29');
}

function written(line: Statement): string {
  return line.words.map((word) => word.text).join(' ');
}

/** The words that name a statement's keyword: from behind the prefix to the last word of the name. */
function nameWords(subject: Subject, statement: Statement): { start: number; end: number } {
  const { naming, around } = subject.editing.placeOf(subject.model, statement);
  const end = runStatement(new Match(statement.words.slice(0, 4), around), naming);
  const prefixed = statement.words.length > 1 && naming.prefixes.includes(statement.words[0]?.text ?? '');
  return { start: prefixed ? 1 : 0, end };
}

/** The innermost slot that holds the offset. */
function slotAt(subject: Subject, statement: Statement, cursor: Cursor): Slot | undefined {
  const relative = cursor.offset - statement.start;
  let best: Slot | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const slot of subject.model.binding(statement).slots) {
    const { start, end } = slotSpan(statement.words, slot);
    if (start > relative || end < relative || end - start > least) continue;
    best = slot;
    least = end - start;
  }
  return best;
}

function describeSlot(subject: Subject, statement: Statement, slot: Slot): string | undefined {
  const { model, language } = subject;
  const { node, keyword } = slot;
  if (node.kind === 'params') return keyword && describeKeyword(subject, keyword);
  const { keyword: own } = model.binding(statement);
  const of = keyword ?? own;
  const { start, end } = slotSpan(statement.words, slot);
  const value = model.tree.source.slice(statement.start + start, statement.start + end);
  const word = statement.words[slot.word];
  if (node.kind === 'literal') return of && text('`{0}` of `{1}`', node.word, of.name) + (of.entry.doc ? `\n\n${of.entry.doc}` : '');
  const place = subject.editing.placeOf(model, statement);
  const whole = end - start === (word?.end ?? 0) - (word?.start ?? 0) ? (word?.text ?? value) : value;
  const meaning = word?.opaque ? unknownValue() : (language.types[node.type]?.explain?.(whole, node.params, place.around) ?? subject.editing.explainValue?.(node, whole));
  const head = text('`<{0}>`{1}', node.name, of ? text(' of `{0}`', of.name) : '');
  return meaning ? `${head}: ${meaning}` : head;
}

function unknownValue(): string {
  return text('the value of a variable, known when the daemon starts');
}

/** A name: what it is, where it is defined, what uses it. */
function describeName(subject: Subject, place: NamePlace): string {
  const all = everywhere(subject, place);
  const definitions = all.filter((found) => found.place.mention.role === 'def');
  const uses = all.length - definitions.length;
  const first = definitions[0];
  const head = text('{0} `{1}`', place.mention.kind, place.mention.name);
  const used = uses === 0 ? text('not used in this file') : uses === 1 ? text('used once') : text('used {0} times', uses);
  if (!first) return `${head}: ${text('not defined in this file')}`;
  const line = text('line {0}', first.place.statement.line + 1);
  const where = first.subject === subject ? line : `[${line}](${address(first.subject.uri)}#L${first.place.statement.line + 1})`;
  const shown = codeBlock(subject.language.id, preview(first.subject, first.place));
  return `${head} · ${where} · ${used}\n\n${shown}${usesOf(place, all)}`;
}

const mostUses = 8;

/** The lines that use a name, when the cursor is on its definition. */
function usesOf(place: NamePlace, all: readonly Found[]): string {
  const uses = place.mention.role === 'def' ? all.filter((found) => found.place.mention.role === 'ref') : [];
  if (uses.length === 0) return '';
  const lines = uses.slice(0, mostUses).map(({ subject: { uri }, place: { statement } }) => `- [${text('line {0}', statement.line + 1)}](${address(uri)}#L${statement.line + 1}): \`${quotable(written(statement).slice(0, 100))}\``);
  return `\n\n${text('Used in:')}\n${lines.join('\n')}${uses.length > mostUses ? '\n- ...' : ''}`;
}
