// Reads the lines of a haproxy.cfg into sections and statements.
import type { CheckOptions } from '../core/model';
import { lineStarts, type Span } from '../core/span';
import type { Statement, SyntaxTree, Word } from '../core/tree';

const headers = new Set([
  'global',
  'defaults',
  'frontend',
  'backend',
  'listen',
  'peers',
  'resolvers',
  'mailers',
  'userlist',
  'cache',
  'program',
  'ring',
  'log-forward',
  'http-errors',
  'fcgi-app',
  'crt-store',
  'log-profile',
  'traces',
  'acme',
  'namespace_list',
  'healthcheck',
]);

/** Parses any text. */
export function parseHaproxy(source: string, _release: number, _options: CheckOptions): SyntaxTree {
  const lines = lineStarts(source);
  const statements: Statement[] = [];
  const comments: Span[] = [];
  let open: Statement | undefined;
  lines.forEach((start, line) => {
    const text = source.slice(start, lines[line + 1] ?? source.length).replace(/\r?\n$/, '');
    const words: Word[] = [];
    const pattern = /#.*$|(?:\\.|"(?:\\.|[^"])*"|'[^']*'|[^\s#\\"'])+/g;
    let offset = -1;
    for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
      if (found[0].startsWith('#')) {
        comments.push({ start: start + found.index, end: start + text.length });
        break;
      }
      if (offset < 0) offset = found.index;
      const plain = found[0].replace(/\\(.)|["']/g, '$1');
      words.push({ start: found.index - offset, end: found.index - offset + found[0].length, text: plain, quoted: plain !== found[0], opaque: found[0].includes('$') });
    }
    if (words.length === 0) return;
    const header = headers.has(words[0]?.text ?? '');
    const statement: Statement = { start: start + offset, line, length: (words[words.length - 1] as Word).end, words, problems: [], ...(header ? { body: [] } : open ? { parent: open } : {}) };
    if (header) statements.push((open = statement));
    else if (open) open.body?.push(statement);
    else statements.push(statement);
  });
  return { source, lines, statements, comments, problems: [] };
}
