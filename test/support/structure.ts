// What features say of whole texts, as lists of short lines.
import type { DocumentSymbol } from 'vscode-languageserver-types';
import { foldingRanges } from '../../server/src/features/folding';
import { legend, semanticTokens } from '../../server/src/features/semantic-tokens';
import type { Subject } from '../../server/src/features/subject';

/** The outline: name, detail, first and last line; inner ones indented. */
export function outlineOf(symbols: readonly DocumentSymbol[], indent = ''): string[] {
  return symbols.flatMap((symbol) => [`${indent}${symbol.name}${symbol.detail ? ` (${symbol.detail})` : ''} ${symbol.range.start.line + 1}-${symbol.range.end.line + 1}`, ...outlineOf(symbol.children ?? [], `${indent}  `)]);
}

/** The folds: first and last line and kind. */
export function foldsOf(subject: Subject): string[] {
  return foldingRanges(subject)
    .map((range) => `${range.startLine + 1}-${range.endLine + 1} ${range.kind ?? 'block'}`)
    .sort();
}

/** A semantic token, taken out of its code. */
export interface Colour {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** Type and modifiers: `class.declaration`. */
  readonly type: string;
}

/** The semantic tokens of a text. */
export function coloursOf(subject: Subject): Colour[] {
  const { data } = semanticTokens(subject);
  const found: Colour[] = [];
  let line = 0;
  let start = 0;
  for (let i = 0; i < data.length; i += 5) {
    const [down, right, length, type, modifiers] = data.slice(i, i + 5) as [number, number, number, number, number];
    line += down;
    start = down === 0 ? start + right : right;
    found.push({ line, start, end: start + length, type: [`${legend.tokenTypes[type]}`, ...legend.tokenModifiers.filter((_, bit) => modifiers & (1 << bit))].join('.') });
  }
  return found;
}

/** The semantic tokens with their texts. */
export function colouredWords(subject: Subject): string[] {
  return coloursOf(subject).map(({ line, start, end, type }) => {
    const from = subject.offset({ line, character: start });
    return `${type} ${subject.model.tree.source.slice(from, from + end - start)}`;
  });
}
