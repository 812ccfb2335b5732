// Faults of regular expressions that both PCRE and PCRE2 refuse, one of which HAProxy is built with.
import { text } from '../../core/text';

/**
 * What is wrong with a regular expression; undefined when it is fine or cannot be told.
 * Knows unbalanced parentheses and brackets, a backslash at the end, and `*`, `+` or `?` with nothing before it.
 */
export function regexFault(source: string): string | undefined {
  let depth = 0;
  for (let at = 0; at < source.length; at++) {
    const c = source[at];
    if (c === '\\') {
      if (at === source.length - 1) return text('the expression ends with a backslash');
      if (source[at + 1] === 'Q') {
        const end = source.indexOf('\\E', at + 2);
        if (end < 0) return depth > 0 ? text('`)` is missing') : undefined;
        at = end;
      }
      at++;
    } else if (c === '[') {
      const end = classEnd(source, at);
      if (end < 0) return text('`]` is missing');
      at = end;
    } else if (c === '(') {
      if (source.startsWith('(?#', at)) {
        const end = source.indexOf(')', at);
        if (end < 0) return text('`)` is missing');
        at = end;
      } else depth++;
      if (/^[*+]/.test(source.slice(at + 1))) return text('nothing stands before `{0}`', source[at + 1] ?? '');
    } else if ((c === '*' || c === '+' || c === '?') && (at === 0 || source[at - 1] === '|')) {
      // The branch before may end in an escaped `|`, which is a character like any other.
      if (at < 2 || source[at - 2] !== '\\') return text('nothing stands before `{0}`', c);
    } else if (c === ')') {
      if (depth === 0) return text('`)` without `(`');
      depth--;
    }
  }
  return depth > 0 ? text('`)` is missing') : undefined;
}

/** The index of the bracket that ends a class, -1 when there is none. */
function classEnd(source: string, open: number): number {
  let at = open + 1;
  if (source[at] === '^') at++;
  if (source[at] === ']') at++;
  for (; at < source.length; at++) {
    const c = source[at];
    if (c === '\\') at++;
    else if (c === '[' && /[:.=]/.test(source[at + 1] ?? '')) {
      const end = source.indexOf(`${source[at + 1]}]`, at + 2);
      if (end >= 0 && /^[\w^-]*$/.test(source.slice(at + 2, end))) at = end + 1;
    } else if (c === ']') return at;
  }
  return -1;
}
