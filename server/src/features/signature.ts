// Signature help: the grammar of the keyword (and of the parameter) under the cursor, with what is due there marked.
import type { ParameterInformation, SignatureHelp, SignatureInformation } from 'vscode-languageserver-types';
import type { Expected, Match } from '../core/grammar/match';
import { type Node, nodes } from '../core/grammar/notation';
import type { Keyword } from '../core/knowledge';
import { placesAt, probe, typedAt } from './expected';
import { type Piece, renderGrammar } from './render';
import type { Subject } from './subject';

/** The signatures at an offset, the innermost one active; undefined where no keyword has begun. */
export function signatureHelp(subject: Subject, offset: number): SignatureHelp | undefined {
  const cursor = subject.cursor(offset);
  if (!cursor.statement || cursor.inComment) return undefined;
  const place = placesAt(subject, cursor)[0];
  const { before, typed } = typedAt(subject, cursor);
  if (!place || (cursor.word === 0 && place.naming.lines === undefined)) return undefined;
  const match = probe(place, before, typed);
  if (place.naming.lines !== undefined) return valueSignature(subject, place.naming.lines, match);
  const own = match.keyword;
  if (!own || own.entry.syntax === undefined) return undefined;
  const inner = match.expected.find((expected) => expected.keyword && expected.keyword !== own && expected.node.kind !== 'params')?.keyword;
  const signatures = [inner, own].flatMap((keyword) => (keyword ? [signature(subject, keyword, match)] : []));
  return { signatures: signatures.map(({ information }) => information), activeSignature: 0, activeParameter: signatures[0]?.active ?? 0 };
}

/** The grammar of a line that holds values and no keyword. */
function valueSignature(subject: Subject, lines: string, match: Match): SignatureHelp {
  const { information, active } = signatureOf(subject, '', lines, match, () => true);
  return { signatures: [information], activeSignature: 0, activeParameter: active };
}

/** A keyword's grammar as one line; its parameters are the stretches of that line that a cursor may be in. */
function signature(subject: Subject, keyword: Keyword, match: Match): { information: SignatureInformation; active: number } {
  const found = signatureOf(subject, keyword.name, keyword.entry.syntax ?? '', match, (expected) => expected.keyword === keyword || match.keyword === keyword);
  if (keyword.entry.doc) found.information.documentation = keyword.entry.doc;
  return found;
}

function signatureOf(subject: Subject, name: string, syntax: string, match: Match, belongs: (expected: Expected) => boolean): { information: SignatureInformation; active: number } {
  const pieces: Piece[] = [];
  const { root } = subject.model.knowledge.grammar(syntax);
  const rest = renderGrammar(subject, root, pieces);
  const label = [name, rest].filter((part) => part !== '').join(' ');
  const parameters: ParameterInformation[] = [];
  let from = name.length;
  for (const piece of pieces) {
    const start = label.indexOf(piece.label, from);
    if (start < 0) continue;
    from = start + piece.label.length;
    parameters.push({ label: [start, from] });
  }
  const active = activePiece(pieces, match, belongs);
  return { information: { label, parameters, activeParameter: active }, active };
}

/** The first piece that may stand at the cursor; behind the last one none is active. */
function activePiece(pieces: readonly Piece[], match: Match, belongs: (expected: Expected) => boolean): number {
  const due = new Set<Node>();
  for (const expected of match.expected) if (belongs(expected)) for (const node of nodes(expected.node)) due.add(node);
  const found = pieces.findIndex((piece) => due.has(piece.node));
  return found < 0 ? pieces.length : found;
}
