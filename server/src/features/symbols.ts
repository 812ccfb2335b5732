// The outline: sections and blocks, and the lines in them that define a name.
import type { DocumentSymbol, SymbolInformation, SymbolKind } from 'vscode-languageserver-types';
import { stepwise } from '../core/patience';
import { printable } from '../core/text';
import type { Statement } from '../core/tree';
import type { Subject } from './subject';

const block: SymbolKind = 5;
const plainBlock: SymbolKind = 3;
const line: SymbolKind = 8;

/** Sections or blocks between two pauses. */
const stride = 20;

/** The outline of a text; in steps for those who can wait. */
export const documentSymbols = stepwise(function* (subject: Subject): Generator<void, DocumentSymbol[]> {
  const symbols: DocumentSymbol[] = [];
  const { statements } = subject.model.tree;
  for (let i = 0; i < statements.length; i += stride) {
    symbols.push(...symbolsOf(subject, statements.slice(i, i + stride)));
    yield;
  }
  return symbols;
});

function symbolsOf(subject: Subject, statements: readonly Statement[]): DocumentSymbol[] {
  return statements.flatMap((statement) => symbolOf(subject, statement) ?? []);
}

function symbolOf(subject: Subject, statement: Statement): DocumentSymbol | undefined {
  const first = statement.words[0];
  const last = statement.words[statement.words.length - 1];
  if (!first || !last) return undefined;
  const defined = subject.model.binding(statement).mentions.find((mention) => mention.role === 'def');
  if (!defined && !statement.body) return undefined;
  const own = defined ?? first;
  // A word with an open quote goes on to the end of the line, behind that of the statement.
  const end = Math.max(statement.bodyEnd ?? 0, statement.length, own.end);
  const words = subject.model.tree.source.slice(statement.start + first.start, statement.start + last.end);
  // A block without a name of its own is called by its arguments: the address of a service.
  const rest = statement.words.slice(1);
  const called = statement.body && rest.length > 0 && !defined ? rest.map((word) => word.text).join(' ') : undefined;
  const name = defined?.name || called || first.text || words;
  const symbol: DocumentSymbol = {
    name: clean(name).trim() === '' ? '-' : clean(name),
    detail: clean(defined || called !== undefined ? (statement.body ? first.text : words) : words === name ? '' : words),
    kind: statement.body ? (defined ? block : plainBlock) : line,
    range: subject.rangeIn(statement, { start: 0, end }),
    selectionRange: subject.rangeIn(statement, own),
  };
  if (statement.body) symbol.children = symbolsOf(subject, statement.body);
  return symbol;
}

function clean(text: string): string {
  return printable(text.slice(0, 400).replace(/\s+/g, ' ').slice(0, 120));
}

/** The names that a text defines, for a search over many texts. */
export function flatSymbols(subject: Subject, query: string): SymbolInformation[] {
  const found: SymbolInformation[] = [];
  const visit = (symbols: readonly DocumentSymbol[], container: string | undefined) => {
    for (const symbol of symbols) {
      if (matches(query, symbol.name)) found.push({ name: symbol.name, kind: symbol.kind, location: { uri: subject.uri, range: symbol.selectionRange }, ...(container === undefined ? {} : { containerName: container }) });
      visit(symbol.children ?? [], symbol.name);
    }
  };
  visit(documentSymbols(subject), undefined);
  return found;
}

/** Whether the letters of a query stand in a name, in their order. */
export function matches(query: string, name: string): boolean {
  const wanted = query.toLowerCase();
  const given = name.toLowerCase();
  let at = 0;
  for (let i = 0; i < given.length && at < wanted.length; i++) if (given[i] === wanted[at]) at++;
  return at === wanted.length;
}
