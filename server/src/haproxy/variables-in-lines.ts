// Environment variables in the words of a line: where the file sets them and where it reads them. For names in the editor only.
import type { Mention } from '../core/grammar/match';
import type { Statement } from '../core/tree';
import type { HaproxyModel } from './model';

/** The kind of name. */
export const environmentKind = 'environment variable';

const reads = /\$\{?([A-Za-z_]\w*)|\b(?:env|defined)\(\s*([A-Za-z_]\w*)/g;
/** Keywords that set variables: one, named by their first argument. */
const setters: ReadonlySet<string> = new Set(['setenv', 'presetenv']);
/** Keywords that name several. */
const listers: ReadonlySet<string> = new Set(['unsetenv', 'resetenv']);

/** What stands in every text that holds one. */
export const variableSign = /\$|\b(?:env|defined)\(|setenv|resetenv/;

/** Tells whether the daemon replaces a variable at an offset of a line: within double quotes only. Offsets must be asked for in their order. */
function replacedIn(line: string): (at: number) => boolean {
  let quote = '';
  let i = 0;
  return (at) => {
    for (; i < at; i++) {
      const c = line[i] as string;
      if (c === '\\' && quote !== "'") i++;
      else if (quote === '' && (c === '"' || c === "'")) quote = c;
      else if (c === quote) quote = '';
    }
    return quote === '"';
  };
}

/** The variables of a line. */
export function variablesIn(model: HaproxyModel, statement: Statement): Mention[] {
  const line = model.tree.source.slice(statement.start, statement.start + statement.length);
  const head = statement.words[0]?.text ?? '';
  const named = setters.has(head) || listers.has(head);
  if (!named && !/[$(]/.test(line)) return [];
  const found: Mention[] = [];
  const add = (role: Mention['role'], name: string, start: number) => {
    const word = statement.words.findIndex((one) => one.start <= start && start < one.end);
    if (word >= 0) found.push({ role, kind: environmentKind, name, word, start, end: start + name.length });
  };
  const isReplaced = replacedIn(line);
  for (const match of line.matchAll(reads)) {
    const name = (match[1] ?? match[2]) as string;
    if (match[2] !== undefined || isReplaced(match.index)) add('ref', name, match.index + match[0].length - name.length);
  }
  if (!named) return found;
  const role = setters.has(head) ? 'def' : 'ref';
  for (const word of statement.words.slice(1, role === 'def' ? 2 : undefined)) if (!word.quoted && /^[A-Za-z_]\w*$/.test(word.text)) add(role, word.text, word.start);
  return found;
}
