// Completion: what may stand at the cursor as the editor's proposals; their documentation is made when one is looked at.
import type { CompletionItem, CompletionItemKind, CompletionList, Range } from 'vscode-languageserver-types';
import type { Keyword } from '../core/knowledge';
import { type Offer, offersAt, typedAt } from './expected';
import { describeKeyword, renderSyntax } from './render';
import { bodySnippet } from './snippet';
import type { Subject } from './subject';

/** What the editor can do with a proposal. */
export interface CompletionOptions {
  readonly snippets?: boolean;
  readonly insertReplace?: boolean;
}

const kinds: Readonly<Record<Offer['kind'], CompletionItemKind>> = { keyword: 14, directive: 9, opener: 15, parameter: 10, word: 20, name: 18, value: 12, file: 17, folder: 19 };

/** What the documentation of a proposal is made from. */
interface ItemData {
  readonly uri: string;
  readonly set: string;
  readonly name: string;
  readonly index: number;
}

/** The proposals at an offset. */
export function completion(subject: Subject, offset: number, options: CompletionOptions = {}): CompletionList {
  const cursor = subject.cursor(offset);
  const { typed, from } = typedAt(subject, cursor);
  const word = cursor.onWord ? cursor.statement?.words[cursor.word] : undefined;
  // Editors take no proposal that replaces more than a part of one line; a word may go on in the next.
  const { line } = subject.position(offset);
  const endOfLine = subject.offset({ line, character: Number.MAX_SAFE_INTEGER });
  const end = word && cursor.statement ? Math.max(offset, Math.min(cursor.statement.start + word.end, endOfLine)) : offset;
  // Names that show nothing cannot be chosen.
  const offers = offersAt(subject, cursor).filter((offer) => offer.text.trim() !== '' && subject.position(offer.from).line === line);
  const ranges = new Map<number, { insert: Range; replace: Range }>();
  const rangesFrom = (start: number) => {
    let known = ranges.get(start);
    if (!known) ranges.set(start, (known = { insert: subject.range({ start, end: offset }), replace: subject.range({ start, end }) }));
    return known;
  };
  const items = offers.map((offer) => item(subject, offer, rangesFrom(offer.from), options));
  // Unless it was cut, the list holds all there is for the place, so the editor may filter it by itself while the word grows; a list within a word changes at each of its parts.
  return { isIncomplete: offers.some((offer) => offer.from !== from || offer.cut) || /[,(/]/.test(typed), items };
}

function item(subject: Subject, offer: Offer, { insert, replace }: { insert: Range; replace: Range }, options: CompletionOptions): CompletionItem {
  const { keyword } = offer;
  const body = options.snippets && keyword ? bodySnippet(subject, keyword, offer.text) : undefined;
  const newText = body ?? offer.text;
  const result: CompletionItem = {
    label: offer.text,
    kind: kinds[offer.kind],
    sortText: `${offer.rank}${offer.text}`,
    textEdit: options.insertReplace && replace.end.character !== insert.end.character ? { newText, insert, replace } : { newText, range: insert },
  };
  if (body !== undefined) result.insertTextFormat = 2;
  if (offer.deprecated) result.tags = [1];
  const detail = offer.detail ?? (keyword ? detailOf(subject, keyword) : undefined);
  if (detail) result.detail = detail;
  if (keyword) result.data = { uri: subject.uri, set: keyword.set, name: keyword.name, index: subject.model.knowledge.all(keyword.set, keyword.name).indexOf(keyword) } satisfies ItemData;
  return result;
}

function detailOf(subject: Subject, keyword: Keyword): string | undefined {
  if (keyword.entry.replacement !== undefined) return `→ ${keyword.entry.replacement}`;
  const syntax = renderSyntax(subject, keyword);
  return syntax === keyword.name ? undefined : syntax.slice(0, 200);
}

/** The document whose subject `resolveCompletion` needs. */
export function uriOfItem(item: CompletionItem): string | undefined {
  return (item.data as ItemData | undefined)?.uri;
}

/** Adds the documentation to a proposal. */
export function resolveCompletion(subject: Subject, item: CompletionItem): CompletionItem {
  const data = item.data as ItemData | undefined;
  const keyword = data && subject.model.knowledge.all(data.set, data.name)[data.index];
  return keyword ? { ...item, documentation: { kind: 'markdown', value: describeKeyword(subject, keyword) } } : item;
}
