// Colours that need understanding: keywords that this release knows, parameters, names with their definitions, values, lines that are not read.
import type { SemanticTokens, SemanticTokensLegend } from 'vscode-languageserver-types';
import { type Slot, slotSpan } from '../core/grammar/match';
import { finish, stepwise } from '../core/patience';
import type { Span } from '../core/span';
import { between, type Statement } from '../core/tree';
import { isDeprecated } from './render';
import type { Subject } from './subject';

const types = ['keyword', 'property', 'enumMember', 'number', 'function', 'variable', 'class', 'comment'] as const;
const modifiers = ['declaration', 'deprecated', 'readonly'] as const;
type TokenType = (typeof types)[number];

export const legend: SemanticTokensLegend = { tokenTypes: [...types], tokenModifiers: [...modifiers] };

interface Token {
  readonly start: number;
  readonly end: number;
  readonly type: TokenType;
  readonly declaration?: boolean;
  readonly deprecated?: boolean;
  /** Belongs to what only gives values to others. */
  readonly readonly?: boolean;
}

/** The tokens of a text; in steps for those who can wait. */
export const semanticTokens = stepwise((subject: Subject) => tokensBetween(subject, 0, Number.POSITIVE_INFINITY));

/** Those of the stretch between two offsets. */
export function semanticTokensIn(subject: Subject, from: number, to: number): SemanticTokens {
  return finish(tokensBetween(subject, from, to));
}

/** Statements between two pauses. */
const stride = 100;

function* tokensBetween(subject: Subject, from: number, to: number): Generator<void, SemanticTokens> {
  const data: number[] = [];
  let line = 0;
  let character = 0;
  let reached = 0;
  let count = 0;
  for (const statement of between(subject.model.tree.statements, from, to)) {
    if (++count % stride === 0) yield;
    for (const token of tokensOf(subject, statement)) {
      const length = token.end - token.start;
      // A line may stand in the tree behind one that it stands above in the text; the protocol only goes on.
      if (length <= 0 || token.start < reached) continue;
      reached = token.end;
      const place = subject.position(token.start);
      data.push(place.line - line, place.line === line ? place.character - character : place.character, length, types.indexOf(token.type), (token.declaration ? 1 : 0) | (token.deprecated ? 2 : 0) | (token.readonly ? 4 : 0));
      line = place.line;
      character = place.character;
    }
  }
  return { data };
}

/** Tokens of one statement in order, none overlapping another or spanning lines. */
function tokensOf(subject: Subject, statement: Statement): Token[] {
  const { source } = subject.model.tree;
  if (statement.active === false) return statement.words.flatMap((word) => split(source, { start: statement.start + word.start, end: statement.start + word.end, type: 'comment' }));
  const found: Token[] = [];
  const binding = subject.model.binding(statement);
  const { keyword } = binding;
  const gives = subject.editing.givesDefaults?.(statement.parent ?? statement) === true;
  const add = (span: { start: number; end: number }, type: TokenType, more: Partial<Token> = {}) => found.push({ start: statement.start + span.start, end: statement.start + span.end, type, ...more });
  const inside = subject.editing.mentionsIn?.(subject.model, statement) ?? [];
  for (const mention of [...binding.mentions, ...inside])
    if (mention.kind !== subject.editing.fileKind) add(mention, statement.body && mention.role === 'def' ? 'class' : 'variable', { declaration: mention.role === 'def', readonly: gives });
  for (const term of subject.editing.termsOf?.(subject.model, statement) ?? []) add(term, 'function', { deprecated: isDeprecated(subject, term.keyword) });
  for (const slot of binding.slots) {
    const span = slotSpan(statement.words, slot);
    const type = typeOf(source, statement, slot, span);
    const old = slot.node.kind === 'params' && slot.keyword ? isDeprecated(subject, slot.keyword) : slot.node.kind === 'literal' && (slot.node.deprecated & (1 << subject.model.release)) !== 0;
    if (type) add(slot.node.kind === 'params' && slot.keyword ? { start: span.start, end: Math.min(span.end, span.start + slot.keyword.name.length) } : span, type, { deprecated: old });
  }
  if (keyword) {
    const words = keyword.name.split(' ').length;
    const first = statement.words.findIndex((word) => word.text === keyword.head);
    for (let i = 0; i < first + words && first >= 0; i++) {
      const word = statement.words[i];
      if (word) add(word, 'keyword', { readonly: gives, deprecated: i >= first && isDeprecated(subject, keyword) });
    }
  } else {
    const [word] = statement.words;
    const { directiveSet } = subject.editing;
    if (word && directiveSet !== undefined && subject.model.knowledge.find(directiveSet, word.text, '*', subject.model.release).standing === 'known') add(word, 'keyword', {});
  }
  return disjoint(found).flatMap((token) => split(source, token));
}

function typeOf(source: string, statement: Statement, slot: Slot, { start, end }: Span): TokenType | undefined {
  if (slot.node.kind === 'params') return 'property';
  if (slot.node.kind === 'literal') return 'enumMember';
  const first = source.charCodeAt(statement.start + start);
  return (first >= 48 && first <= 57) || first === 45 || first === 43 ? (/^[-+]?\d+(?:\.\d+)?[a-z%]*$/i.test(source.slice(statement.start + start, statement.start + end)) ? 'number' : undefined) : undefined;
}

/** In order; of overlapping tokens the one that was found first stays (names go before values). */
function disjoint(tokens: readonly Token[]): Token[] {
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (const token of tokens) {
    start = Math.min(start, token.start);
    end = Math.max(end, token.end);
  }
  const taken = new Uint8Array(Math.max(0, end - start));
  const kept: Token[] = [];
  for (const token of tokens) {
    const [from, to] = [token.start - start, token.end - start];
    if (taken.subarray(from, to).includes(1)) continue;
    taken.fill(1, from, to);
    kept.push(token);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** A word that goes over a line end becomes a token a line. */
function split(source: string, token: Token): Token[] {
  const text = source.slice(token.start, token.end);
  if (!/[\r\n]/.test(text)) return [token];
  return [...text.matchAll(/[^\r\n]+/g)].map((part) => ({ ...token, start: token.start + part.index, end: token.start + part.index + part[0].length }));
}
