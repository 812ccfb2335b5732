// Expands the snippets of the extension as the editor does when every placeholder keeps its default.

/** The text of a snippet: tab stops give their default or first choice, a tab is four blanks. Throws on syntax that the editor would show literally. */
export function expandSnippet(body: readonly string[], indent = '    '): string {
  const text = body.join('\n');
  const defaults = new Map<string, string>();
  for (const match of text.matchAll(/\$\{(\d+)(?::([^}]*)|\|([^}]*)\|)\}/g)) if (!defaults.has(match[1] as string)) defaults.set(match[1] as string, match[2] ?? (match[3] as string).split(',')[0] ?? '');
  const expanded = text.replace(/\\([$}\\])|\$\{(\d+)(?::[^}]*|\|[^}]*\|)?\}|\$(\d+)/g, (_, escaped: string | undefined, long: string | undefined, short: string | undefined) => escaped ?? defaults.get((long ?? short) as string) ?? '');
  const literal = /\$\{|\$\d/.exec(expanded);
  if (literal) throw new Error(`not a tab stop: ${expanded.slice(literal.index, literal.index + 20)}`);
  return expanded.replaceAll('\t', indent);
}
