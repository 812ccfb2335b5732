// Keywords that open a section or block as snippets: their mandatory arguments as places to fill, then the body.
import type { Node } from '../core/grammar/notation';
import type { Keyword } from '../core/knowledge';
import type { Subject } from './subject';

/** Escapes a text for a snippet. */
function plain(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** The snippet for a keyword that opens a body; undefined for all others. */
export function bodySnippet(subject: Subject, keyword: Keyword, written: string): string | undefined {
  const { editing, model } = subject;
  const opens = keyword.entry.opens !== undefined || keyword.set === editing.headerSet;
  if (!opens) return undefined;
  let place = 0;
  const bit = 1 << model.release;
  const mandatory = (node: Node): string[] => {
    if (!(node.releases & bit)) return [];
    if (node.kind === 'argument') return [`\${${++place}:${plain(node.name)}}`];
    if (node.kind === 'literal') return [plain(node.word)];
    if (node.kind === 'sequence') return node.items.flatMap(mandatory);
    if (node.kind === 'repeat' || node.kind === 'list') return mandatory(node.item);
    if (node.kind === 'choice' && !node.optional && node.options[0]) return mandatory(node.options[0]);
    return [];
  };
  const words = [plain(written), ...(keyword.entry.syntax === undefined ? [] : mandatory(model.knowledge.grammar(keyword.entry.syntax).root))];
  const body =
    editing
      .bodyOf?.(keyword)
      ?.map((line) => `\n\t${line}`)
      .join('') ?? '\n\t$0';
  return words.join(' ') + (editing.braces ? ` {${body}\n}` : body);
}
